import type { Dependence } from './dependence';
import type { Family } from './family';
import type { Level } from '../compare/comparator';

/** The Fellegi-Sunter parameters of one column: for each level its share among matches (m) and among non-matches (u). */
export interface ColumnParameters {
	levels: readonly Level[];
	equal: number;
	m: Float64Array;
	u: Float64Array;
}

/** All that training finds. `prior` is the share of matches among all pairs of records. */
export interface Parameters {
	columns: ColumnParameters[];
	dependences: Dependence[];
	/** Columns that differ together in records of one entity. */
	apart: Dependence[];
	/** Different entities that belong together, where the file has such. */
	family?: Family;
	prior: number;
}

/** Expected shares from the comparators, brought to sum one. */
export function expectedShares(levels: readonly Level[]): Float64Array {
	const sum = levels.reduce((total, level) => total + level.m, 0);
	return Float64Array.from(levels, (level) => level.m / sum);
}
