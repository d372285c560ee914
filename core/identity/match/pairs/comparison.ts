import type { Compare, Level } from '../compare/comparator';
import { FAMILIES } from '../recognise/families';
import type { Column } from '../records';
import { memoised } from './memo';
import { findPartners, type Partners } from './partners';

/** Stands for "not compared": a value is missing on one side, or the partner column speaks for it. */
export const MISSING = 255;

/** Extra levels of a column that has a partner. */
const CROSSED: readonly Level[] = [
	{ name: 'in the other column', m: 0.01 },
	{ name: 'columns swapped', m: 0.02 },
];

/** Compares records column by column. A unit is what is compared at once: a column, or two partner columns. */
export interface Comparison {
	columns: readonly Column[];
	/** Levels of each column, partner levels last. */
	levels: ReadonlyArray<readonly Level[]>;
	/** The level of equal values in each column. */
	equal: readonly number[];
	/** The level from which a column counts as agreeing. */
	agrees: readonly number[];
	partners: readonly Partners[];
	units: ReadonlyArray<readonly number[]>;
	/** Codes by record and column: all of a record lie side by side, which is what comparing at random is fast with. */
	cells: Int32Array;
	/** Writes the level of each column for records `i` and `j`. */
	compare(i: number, j: number, out: Uint8Array): void;
	/** Writes the levels of the columns of one unit. */
	compareUnit(unit: number, i: number, j: number, out: Uint8Array): void;
}

/** At or above this many levels below `equal`, two values are as good as the same for telling a swap. */
const STRONG = 2;

function valueLevel(compare: Compare, equal: number, a: number, b: number): number {
	if (a < 0 || b < 0) return MISSING;
	return a === b ? equal : compare(a, b);
}

function crossLevels(
	columns: readonly Column[],
	{ x, y }: Partners,
	compare: Compare,
	equal: number,
): (i: number, j: number, out: Uint8Array) => void {
	const xs = columns[x]!.codes;
	const ys = columns[y]!.codes;
	const strong = (level: number) => level !== MISSING && level >= equal - STRONG;
	return (i, j, out) => {
		if (strong(out[x]!) || strong(out[y]!)) return;
		const forth = valueLevel(compare, equal, xs[i]!, ys[j]!);
		const back = valueLevel(compare, equal, ys[i]!, xs[j]!);
		if (strong(forth) && strong(back)) out[x] = equal + 2;
		else if ((strong(forth) && back === MISSING) || (strong(back) && forth === MISSING)) out[x] = equal + 1;
		else return;
		out[y] = MISSING;
	};
}

function unitsOf(width: number, partners: readonly Partners[]): number[][] {
	const paired = new Set(partners.flatMap(({ x, y }) => [x, y]));
	const single = Array.from({ length: width }, (_, c) => [c]).filter(([c]) => !paired.has(c!));
	return [...partners.map(({ x, y }) => [x, y]), ...single];
}

function cellsOf(columns: readonly Column[]): Int32Array {
	const size = columns[0]?.codes.length ?? 0;
	const cells = new Int32Array(size * columns.length);
	columns.forEach(({ codes }, c) => {
		for (let i = 0; i < size; i++) cells[i * columns.length + c] = codes[i]!;
	});
	return cells;
}

/** Sets up the comparison of records: each column's way, a memory of value pairs, and the columns that get swapped. */
export function comparisonOf(
	columns: readonly Column[],
	partners: readonly Partners[] = findPartners(columns),
): Comparison {
	const ways = columns.map((column) => memoised(FAMILIES[column.family].compare(column), column.count.length));
	const equal = columns.map((column) => FAMILIES[column.family].levels.length - 1);
	const levels = columns.map((column, c) => [
		...FAMILIES[column.family].levels,
		...(partners.some(({ x }) => x === c) ? CROSSED : []),
	]);
	const crossings = partners.map((pair) => crossLevels(columns, pair, ways[pair.x]!, equal[pair.x]!));
	const width = columns.length;
	const cells = cellsOf(columns);
	const units = unitsOf(columns.length, partners);
	const straight = (c: number, i: number, j: number) =>
		valueLevel(ways[c]!, equal[c]!, cells[i * width + c]!, cells[j * width + c]!);
	return {
		columns,
		levels,
		equal,
		partners,
		units,
		cells,
		agrees: columns.map((column) => FAMILIES[column.family].agrees),
		compare(i, j, out) {
			for (let c = 0; c < width; c++) out[c] = straight(c, i, j);
			for (const cross of crossings) cross(i, j, out);
		},
		compareUnit(unit, i, j, out) {
			for (const c of units[unit]!) out[c] = straight(c, i, j);
			crossings[unit]?.(i, j, out);
		},
	};
}
