import { keySet, type KeySet } from '../compare/comparator';
import { FAMILIES } from '../recognise/families';
import type { Records } from '../records';

/** A key set of one column with what choosing needs: how often two random records share a key. */
export interface BaseKey extends KeySet {
	column: number;
	collide: number;
}

function collision(keys: KeySet, codes: Int32Array): number {
	const size = keys.keys.reduce((most, key) => Math.max(most, key), -1) + 1;
	const records = new Int32Array(size);
	for (const code of codes) {
		if (code < 0) continue;
		for (let k = keys.start[code]!; k < keys.start[code + 1]!; k++) records[keys.keys[k]!]!++;
	}
	let pairs = 0;
	for (const n of records) pairs += n * (n - 1);
	return codes.length < 2 ? 0 : pairs / (codes.length * (codes.length - 1));
}

/** All key sets of all columns. */
export function baseKeys({ columns }: Records): BaseKey[] {
	return columns.flatMap((column, c) =>
		FAMILIES[column.family]
			.keys(column)
			.map((rule) => keySet(column, rule))
			.map((keys) => ({ ...keys, column: c, collide: collision(keys, column.codes) })),
	);
}
