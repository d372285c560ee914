import { tokenInfo } from '../compare/information';
import type { Column, Records } from '../records';

/** For each value of a column -log2 of the chance that a random other entity has it. */
export type ValueBits = Float32Array;

/** Good-Turing (1953): what was seen once is rarer than 1/n when little was seen twice. At most this much rarer. */
const LEAST_DISCOUNT = 1 / 4096;

/** Words of one text depend on each other (a given name and a surname little, `ritz` and `carlton` wholly): beside the rarest, this part of a word's bits counts. */
const WORDS_COUNT = 0.6;

/** Bits that a text of several words, of which `seen` records have it, says by those of its words that also stand in other texts: the text may be frequent only because its entity is. */
export function bitsByWords(column: Column): (value: number, seen: number) => number {
	// The words of an address stand together by nature, and many share one.
	if (column.family !== 'tokens' || column.kind === 'address') return () => 0;
	const { lexicon, filled } = column;
	const info = tokenInfo(column);
	return (value, seen) => {
		const elsewhere = Math.log2((filled + 1) / (2 * seen + 0.5));
		let sum = 0;
		let rarest = 0;
		for (let k = lexicon.tokenStart[value]!; k < lexicon.tokenStart[value + 1]!; k++) {
			const bits = info[lexicon.tokenIds[k]!]!;
			if (bits < elsewhere) sum += bits * WORDS_COUNT;
			else if (bits > rarest) rarest = bits;
		}
		return rarest + sum;
	};
}

/** Bits of each value of column `c`, counted over `members`, one record for each entity known so far. */
export function valueBits(records: Records, c: number, members: Int32Array): ValueBits {
	const { codes, count } = records.columns[c]!;
	const seen = new Int32Array(count.length);
	let filled = 0;
	for (const i of members) {
		const code = codes[i]!;
		if (code < 0) continue;
		seen[code]!++;
		filled++;
	}
	let once = 0;
	let twice = 0;
	for (const n of seen) {
		if (n === 1) once++;
		if (n === 2) twice++;
	}
	const single = Math.max(LEAST_DISCOUNT, Math.min(1, (2 * (twice + 0.5)) / (once + 1)));
	const byWords = bitsByWords(records.columns[c]!);
	return Float32Array.from(seen, (n, v) =>
		count[v] === 0
			? 0
			: Math.max(byWords(v, count[v]!), Math.log2((filled + 1) / (n > 2 ? n - 1 : n > 1 ? Math.sqrt(single) : single))),
	);
}

/** Chance that two random entities have the same value: the mean over pairs of equal values. */
export function equalShare(bits: ValueBits, codes: Int32Array, members: Int32Array): number {
	let sum = 0;
	let filled = 0;
	for (const i of members) {
		const code = codes[i]!;
		if (code < 0) continue;
		sum += 2 ** -bits[code]!;
		filled++;
	}
	return filled === 0 ? 1 : sum / filled;
}
