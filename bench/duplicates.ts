import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openCdp, type Cdp } from '../index';
import { people, PEOPLE_COLUMNS } from './identity/people';
import { row, type Bench, type Row } from './row';
import { inTemporaryFolder } from './temporary';

/** Profiles in the store when a new one comes; ten times as many with `--scale 10`. */
const STORED = [10_000, 100_000];
const NEW = 1_000;
const BATCH = 1_000;
const LIMIT_MS = { p50: 2, p99: 15 };
const ORIGIN = { source: 'bench', verified: true, historical: true };

/** A new person in a store where everybody was compared: how long until it is compared, linked or on the review list, durable. */
export const duplicates: Bench = async (scale) => {
	const rows: Row[] = [];
	for (const size of STORED) rows.push(...(await atSize(Math.max(1_000, Math.round(size * scale)))));
	return rows;
};

function atSize(size: number): Promise<Row[]> {
	return inTemporaryFolder(async (folder) => {
		const cdp = await openCdp({ storeUrl: `sqlite:${path.join(folder, 'store.db')}` });
		const calls = [...people({ rows: size + NEW, seed: 3 })].map(callOf);
		for (let at = 0; at < size; at += BATCH)
			await cdp.ingest.calls(calls.slice(at, Math.min(size, at + BATCH)), ORIGIN);
		const started = performance.now();
		await all(cdp);
		const seconds = (performance.now() - started) / 1000;
		const times: number[] = [];
		const bare: number[] = [];
		const commit = bareCommit(path.join(folder, 'bare.db'));
		for (const call of calls.slice(size)) {
			await cdp.ingest.calls([call], ORIGIN);
			times.push(await timed(() => all(cdp)));
			bare.push(await timed(commit));
		}
		await cdp.close();
		const disk = `${at(bare, 0.5).toFixed(2)} / ${at(bare, 0.99).toFixed(2)}`;
		const note = `ms from asking to done and durable, one new person in a store of ${size}; ${NEW} in turn; reference: the limit. One bare durable row in the same run: ${disk} ms. Everybody compared before in ${seconds.toFixed(0)} s`;
		return (['p50', 'p99'] as const).map((name) => {
			return row(
				`match one of ${size}, ${name}`,
				at(times, name === 'p50' ? 0.5 : 0.99),
				LIMIT_MS[name],
				{ atMost: 1 },
				note,
			);
		});
	});
}

const at = (times: number[], share: number): number =>
	[...times].sort((a, b) => a - b)[Math.floor(times.length * share)] as number;

async function timed(work: () => Promise<void>): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}

/** What the disk takes for one row, made durable as the store does: nothing durable is faster. */
function bareCommit(file: string): () => Promise<void> {
	const db = new DatabaseSync(file);
	db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (x INTEGER)');
	const insert = db.prepare('INSERT INTO t VALUES (1)');
	return async () => {
		insert.run();
	};
}

async function all(cdp: Cdp): Promise<void> {
	for (;;) if ((await cdp.identity.findDuplicates({ ms: 10_000 })).done) return;
}

/** Each row is a person of its own: named by a number that says nothing. */
const callOf = ([, ...cells]: string[], at: number) => ({
	type: 'identify',
	messageId: `p${at}`,
	timestamp: '2026-05-01T00:00:00.000Z',
	traits: Object.fromEntries(
		cells.flatMap((cell, c): Array<[string, string]> => (cell === '' ? [] : [[PEOPLE_COLUMNS[c] ?? '', cell]])),
	),
	context: { externalIds: [{ type: 'record', id: `r${at}`, collection: 'users', encoding: 'none' }] },
});
