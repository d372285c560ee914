import { existsSync } from 'node:fs';
import path from 'node:path';
import { readTable } from '../../cli/dedupe/readTable';
import { matchRecords } from '../../core/identity/match/match';
import { prepareRecords } from '../../core/identity/match/records';
import { assignRows } from '../../core/identity/match/result';
import type { Table } from '../../core/identity/match/table';
import { row, type Row } from '../row';
import { bestF1 } from './bestThreshold';
import { duckdbPeer } from './duckdbPeer';
import { pairF1 } from './pairScore';
import { DATA, LABELLED_SETS, type LabelledSet } from './sets';

function truthOf({ label, strip }: LabelledSet, table: Table): string[] {
	const { values, codes } = table.columns.find(({ name }) => name === label)!;
	return Array.from(codes, (code) => (strip ? (strip.exec(values[code]!)?.[1] ?? '') : values[code]!));
}

async function accuracyOf(set: LabelledSet): Promise<Row> {
	const file = path.join(DATA, set.file);
	const truth = truthOf(set, (await readTable(file, { id: undefined, ignore: [] })).table);
	const { table } = await readTable(file, { id: set.id, ignore: set.ignore });
	const { clusterOfRow } = assignRows(matchRecords(prepareRecords(table)));
	const ours = pairF1(truth, [...clusterOfRow]);
	const peer = bestF1(await duckdbPeer(file, set.columns), truth);
	const { ratio, ...rest } = row(
		`match ${set.name}`,
		ours,
		peer,
		{ atLeast: 1 },
		'F1, one unsupervised default; reference: Splink-shaped SQL with the threshold chosen on the truth',
	);
	return { ...rest, ratio, target: `F1 >= ${set.least}`, holds: ours >= set.least };
}

/** A row for each labelled set that is there. */
export async function accuracyRows(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const set of LABELLED_SETS) if (existsSync(path.join(DATA, set.file))) rows.push(await accuracyOf(set));
	return rows;
}
