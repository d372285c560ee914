import type { Records } from '../records';

/** For each value of a column -log2 of the chance that a random other entity has it. */
export type ValueBits = Float32Array;

/** Good-Turing (1953): what was seen once is rarer than 1/n when little was seen twice. At most this much rarer. */
const LEAST_DISCOUNT = 1 / 4096;

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
	return Float32Array.from(seen, (n) => Math.log2((filled + 1) / (n > 1 ? n : single)));
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
