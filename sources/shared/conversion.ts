import type { Conversion, Row, SourceOutput } from '../source';

/** What one row gave: an item, several, or the field that is wrong and why. */
export type RowResult = { items: Array<Record<string, unknown>> } | { field: string; reason: string };

/** A conversion in which every row stands for itself. */
export function perRow(
	convert: (row: Row) => RowResult,
	counts: () => Record<string, number> = () => ({}),
): Conversion {
	return {
		take: (row, number, record): SourceOutput => {
			const result = convert(row);
			if ('reason' in result)
				return { items: [], rejected: [{ row: number, field: result.field, reason: result.reason, record }] };
			return { items: result.items.map((item) => ({ item, row: number, record })), rejected: [] };
		},
		end: () => ({ items: [], rejected: [] }),
		counts,
	};
}
