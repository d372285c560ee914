import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { matchRecords } from '../../core/identity/match/match';
import { prepareRecords } from '../../core/identity/match/records';
import { assignRows } from '../../core/identity/match/result';
import { tableOf } from '../../core/identity/match/table';
import { row, type Row } from '../row';
import { inTemporaryFolder } from '../temporary';
import { bestF1 } from './bestThreshold';
import { duckdbPeer } from './duckdbPeer';
import { generate, type Kind } from './kinds/kind';
import { KINDS } from './kinds/registry';
import { pairF1 } from './pairScore';

const SEED = 1;

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** F1 of the default on a generated population, beside the peer on the same rows. */
async function populationRow(kind: Kind): Promise<Row> {
	const { truth, rows } = generate(kind, SEED);
	const records = rows.map((cells) => Object.fromEntries(cells.map((cell, c) => [kind.columns[c]!, cell])));
	const { clusterOfRow } = assignRows(matchRecords(prepareRecords(tableOf(records, kind.columns))));
	const ours = pairF1(truth, [...clusterOfRow]);
	const columns = kind.columns.filter((name) => !kind.notForPeer?.includes(name));
	const peer = await inTemporaryFolder(async (folder) => {
		const file = path.join(folder, 'rows.csv');
		writeFileSync(file, [kind.columns, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n'));
		return bestF1(await duckdbPeer(file, columns), truth);
	});
	const note = 'F1 on generated rows; reference: Splink-shaped SQL with the threshold chosen on the truth';
	const line = row(`match ${kind.name}`, ours, peer, { atLeast: 1 }, note);
	return { ...line, target: `F1 >= ${kind.least}`, holds: ours >= kind.least };
}

/** A row for each generated population. */
export async function populationRows(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const kind of KINDS) rows.push(await populationRow(kind));
	return rows;
}
