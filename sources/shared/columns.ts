import { InputError } from '../../core/model/errors';
import type { Row, SourceField } from '../source';

/** Renames the columns of records to the fields of a source; unknown columns keep their names. */
export type ColumnMapper = (record: Row) => Row;

/** `Customer ID`, `customer_id` and `CustomerID` are the same name. */
export function plainName(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * A mapper for the records of one file. `map` is field -> column (or column -> field, when only that makes sense);
 * all other columns are recognised by name. Of two columns for one field the first that is not empty counts.
 */
export function columnMapper(fields: readonly SourceField[], map: Record<string, string> = {}): ColumnMapper {
	const byName = synonymsOf(fields);
	let targets: Map<string, string> | undefined;
	let byHand = new Set<string>();
	return (record) => {
		if (!targets) {
			targets = chosen(map, Object.keys(record), fields);
			byHand = new Set(targets.values());
		}
		const row: Row = {};
		for (const column of Object.keys(record)) {
			let target = targets.get(column);
			if (target === undefined) {
				const field = byName.get(plainName(column));
				// A field that somebody has mapped by hand is not also taken from a column that happens to bear its name.
				target = field === undefined || byHand.has(field) ? column : field;
				targets.set(column, target);
			}
			if (isEmpty(row[target])) row[target] = record[column];
		}
		return row;
	};
}

/** True for what a cell without a value holds. */
export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function synonymsOf(fields: readonly SourceField[]): Map<string, string> {
	const names = new Map<string, string>();
	for (const { key, synonyms = [] } of fields) for (const name of synonyms) names.set(plainName(name), key);
	for (const { key } of fields) names.set(plainName(key), key);
	return names;
}

function chosen(map: Record<string, string>, columns: string[], fields: readonly SourceField[]): Map<string, string> {
	const isField = (name: string): boolean => fields.some(({ key }) => key === name);
	return new Map(
		Object.entries(map).map(([left, right]): [column: string, target: string] => {
			if (columns.includes(right)) return [right, left];
			if (columns.includes(left)) return [left, right];
			if (isField(left) || isField(right))
				throw new InputError(
					`The mapping names a column that the file does not have: ${isField(left) ? right : left}`,
					`The file has: ${columns.slice(0, 50).join(', ')}.`,
					'MAP_COLUMN',
				);
			return [right, left];
		}),
	);
}
