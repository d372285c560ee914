import type { Kind } from '../recognise/kinds';
import { isLegalForm } from '../text/legalForms';
import type { ColumnFacts } from './comparator';

/** Bits of a word that stands in `n` of `filled` records. */
export function wordBitsOf(n: number, filled: number): number {
	return Math.max(0.1, Math.log2((filled + 1) / (n + 0.5)));
}

/** Names of persons and firms: short, and every word of them counts. */
export const NAMES: ReadonlySet<Kind> = new Set<Kind>(['fullName', 'organisation']);
/** Most bits of a word such as `ltd`. */
const LEGAL_FORM = 0.5;

/** Bits that each token of the lexicon says in this column: -log2 of the share of records that have it. */
export function tokenInfo({ lexicon, kind, count, filled, wordBits }: ColumnFacts): Float32Array {
	if (wordBits !== undefined) return Float32Array.from(lexicon.tokens, wordBits);
	const records = new Float64Array(lexicon.tokens.length);
	for (let v = 0; v < count.length; v++) {
		if (count[v] === 0) continue;
		for (let i = lexicon.tokenStart[v]!; i < lexicon.tokenStart[v + 1]!; i++)
			records[lexicon.tokenIds[i]!]! += count[v]!;
	}
	const most = (token: number) => (NAMES.has(kind) && isLegalForm(lexicon.tokens[token]!) ? LEGAL_FORM : Infinity);
	return Float32Array.from(records, (n, token) => Math.min(most(token), wordBitsOf(n, filled)));
}
