import type { Records } from '../records';
import { sortByKey } from '../blocking/sort';

/** Two columns that agree together more often than chance in different people, and by how many bits. */
export interface Dependence {
	x: number;
	y: number;
	bits: number;
}

const MOST_MEMBERS = 60_000;
/** Joint agreements seen by luck: below about this many the columns count as independent. */
const SHRINK = 4;
const LEAST_BITS = 0.3;

function thin(members: Int32Array): Int32Array {
	if (members.length <= MOST_MEMBERS) return members;
	const step = members.length / MOST_MEMBERS;
	return Int32Array.from({ length: MOST_MEMBERS }, (_, k) => members[Math.floor(k * step)]!);
}

/** Pairs of members that agree in column `x`, and in `y` too when it is given, out of the pairs that could. */
function agreeing(records: Records, members: Int32Array, x: number, y: number): { pairs: number; both: number } {
	const xs = records.columns[x]!.codes;
	const ys = records.columns[y]!.codes;
	const filled = members.filter((i) => xs[i]! >= 0 && ys[i]! >= 0);
	const keys = Uint32Array.from(filled, (i) => (Math.imul(xs[i]! + 1, 0x9e3779b1) ^ Math.imul(ys[i]! + 1, 0x85ebca6b)) >>> 0);
	const sorted = sortByKey(keys, filled).keys;
	let both = 0;
	for (let i = 1, run = 0; i < sorted.length; i++) {
		run = sorted[i] === sorted[i - 1] ? run + 1 : 0;
		both += run;
	}
	return { pairs: (filled.length * (filled.length - 1)) / 2, both };
}

function allDependences(records: Records, members: Int32Array): Dependence[] {
	const width = records.columns.length;
	const alone = records.columns.map((_, c) => agreeing(records, members, c, c)).map(({ pairs, both }) => both / Math.max(1, pairs));
	const found: Dependence[] = [];
	for (let x = 0; x < width; x++) {
		for (let y = x + 1; y < width; y++) {
			const { pairs, both } = agreeing(records, members, x, y);
			const expected = pairs * alone[x]! * alone[y]!;
			const bits = Math.min(Math.log2((both + SHRINK) / (expected + SHRINK)), -Math.log2(Math.max(alone[x]!, alone[y]!)));
			if (bits >= LEAST_BITS) found.push({ x, y, bits });
		}
	}
	return found.sort((a, b) => b.bits - a.bits || a.x - b.x || a.y - b.y);
}

/** The strongest dependences that form a forest (Chow and Liu 1968): postcode and city, gender and given name count once, not twice. */
export function dependences(records: Records, members: Int32Array): Dependence[] {
	const tree = records.columns.map((_, c) => c);
	return allDependences(records, thin(members)).filter(({ x, y }) => {
		const [from, to] = [tree[x]!, tree[y]!];
		if (from === to) return false;
		tree.forEach((root, c) => { if (root === from) tree[c] = to; });
		return true;
	});
}
