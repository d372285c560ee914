import path from 'node:path';
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
		for (const call of calls.slice(size)) {
			await cdp.ingest.calls([call], ORIGIN);
			const from = performance.now();
			await all(cdp);
			times.push(performance.now() - from);
		}
		await cdp.close();
		times.sort((a, b) => a - b);
		const note = `ms from asking to done and durable, one new person in a store of ${size}; ${NEW} in turn; reference: the limit. Everybody compared before in ${seconds.toFixed(0)} s`;
		return (['p50', 'p99'] as const).map((name) => {
			const ours = times[Math.floor(times.length * (name === 'p50' ? 0.5 : 0.99))] as number;
			return row(`match one of ${size}, ${name}`, ours, LIMIT_MS[name], { atMost: 1 }, note);
		});
	});
}

async function all(cdp: Cdp): Promise<void> {
	for (;;) if ((await cdp.identity.findDuplicates({ ms: 10_000 })).done) return;
}

/** Each row is a person of its own: named by a number that says nothing. */
const callOf = ([, ...cells]: string[], at: number) => ({
	type: 'identify',
	messageId: `p${at}`,
	timestamp: '2026-05-01T00:00:00.000Z',
	traits: Object.fromEntries(cells.flatMap((cell, c) => (cell === '' ? [] : [[PEOPLE_COLUMNS[c], cell]]))),
	context: { externalIds: [{ type: 'record', id: `r${at}`, collection: 'users', encoding: 'none' }] },
});
