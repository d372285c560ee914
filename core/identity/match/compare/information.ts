import type { ColumnFacts } from './comparator';

/** Bits of a word that stands in `n` of `filled` records. */
export function wordBitsOf(n: number, filled: number): number {
	return Math.max(0.1, Math.log2((filled + 1) / (n + 0.5)));
}

/** Bits that each token of the lexicon says in this column: -log2 of the share of records that have it. */
export function tokenInfo({ lexicon, count, filled, wordBits }: ColumnFacts): Float32Array {
	if (wordBits !== undefined) return Float32Array.from(lexicon.tokens, wordBits);
	const records = new Float64Array(lexicon.tokens.length);
	for (let v = 0; v < count.length; v++) {
		if (count[v] === 0) continue;
		for (let i = lexicon.tokenStart[v]!; i < lexicon.tokenStart[v + 1]!; i++)
			records[lexicon.tokenIds[i]!]! += count[v]!;
	}
	return Float32Array.from(records, (n) => wordBitsOf(n, filled));
}
