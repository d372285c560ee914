import type { MatchRecordRow, Tables } from '../../ports';
import { blockingKeys, type MatchModel, type MatchRecord } from '../match';
import { hashOf } from './hash';
import type { Models } from './models';

/** The keys a record is found by, as numbers. */
export const keysOf = (model: MatchModel, record: MatchRecord): number[] => [
	...new Set(blockingKeys(model, record).map(hashOf)),
];

export const parseRecord = ({ record }: Pick<MatchRecordRow, 'record'>): MatchRecord =>
	JSON.parse(record) as MatchRecord;

/** Takes records and their keys out. Keys follow from record and model, so they need not be kept a second time. */
export async function removeRecords(tables: Tables, rows: readonly MatchRecordRow[], models: Models): Promise<void> {
	if (rows.length === 0) return;
	const keys: Array<{ key: number; unit: number }> = [];
	for (const row of rows) {
		const model = await models(tables, row.model);
		if (model) for (const key of keysOf(model, parseRecord(row))) keys.push({ key, unit: row.unit });
	}
	if (keys.length > 0) await tables.duplicates.removeKeys(keys);
	await tables.duplicates.removeRecent(rows.map((row) => row.unit));
	await tables.duplicates.removeRecords(rows.map((row) => row.unit));
}

/** Everything kept about these identifiers goes: for people who are erased. */
export async function forget(tables: Tables, ids: number[], models: Models): Promise<void> {
	if (!(await tables.duplicates.any())) return;
	await removeRecords(tables, await tables.duplicates.records(ids), models);
	await tables.duplicates.forgetPairs(ids);
}
