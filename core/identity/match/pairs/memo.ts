import type { Compare } from '../compare/comparator';

const LARGEST = 1 << 18;
const SMALLEST = 1 << 10;

/** A size that fits `distinct` values: most columns compare each pair of values many times, and memory must stay bounded. */
function sizeFor(distinct: number): number {
	let size = SMALLEST;
	while (size < LARGEST && size < distinct * 16) size *= 2;
	return size;
}

/** Remembers the level of value pairs in a direct-mapped table: an old entry gives way to a new one, the answer never changes. */
export function memoised(compare: Compare, distinct: number): Compare {
	const size = sizeFor(distinct);
	const first = new Int32Array(size).fill(-1);
	const second = new Int32Array(size);
	const level = new Uint8Array(size);
	return (a, b) => {
		const low = a < b ? a : b;
		const high = a < b ? b : a;
		const at = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 12) & (size - 1);
		if (first[at] === low && second[at] === high) return level[at]!;
		const found = compare(low, high);
		first[at] = low;
		second[at] = high;
		level[at] = found;
		return found;
	};
}
