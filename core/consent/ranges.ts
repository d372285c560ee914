import type { NumberRanges } from '../model/consent';

/** Numbers in ascending order as `1-5,8`. */
export function toRanges(numbers: Iterable<number>): NumberRanges {
	const parts: Array<[number, number]> = [];
	for (const n of numbers) {
		const last = parts.at(-1);
		if (last && last[1] === n - 1) last[1] = n;
		else parts.push([n, n]);
	}
	return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** Whether a number is among them. */
export function inRanges(ranges: NumberRanges, n: number): boolean {
	if (ranges === '') return false;
	return ranges.split(',').some((part) => {
		const [from, to = from] = part.split('-').map(Number);
		return from !== undefined && to !== undefined && n >= from && n <= to;
	});
}
