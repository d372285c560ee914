import path from 'node:path';
import { createEngine } from '../core/engine';
import type { Cdp } from '../core/cdp';
import { destinations as all } from '../destinations/registry';
import { openSqlite } from '../store/engines/sqlite';
import { createStore } from '../store/store';
import { measured } from './measured';
import { row, type Bench, type Row } from './row';
import { inTemporaryFolder } from './temporary';

const MEMBERS = 1_000_000;
const STORED = 100_000;
const LIMITED = { people: 60, perMinute: 300 };

/** Building requests, a quiet night's mirror beside the full push, and how much of an allowance is used. */
export const destinations: Bench = async (scale) => [
	...(await building(Math.round(MEMBERS * scale))),
	...(await inTemporaryFolder((folder) => nightly(folder, Math.max(2_000, Math.round(STORED * scale))))),
	await inTemporaryFolder(limited),
];

async function building(members: number): Promise<Row[]> {
	const rows: Row[] = [];
	for (const slug of ['google-data-manager', 'meta-custom-audiences']) {
		const program = path.join(__dirname, 'destinationsBuild.js');
		const { output, peakMb } = await measured(process.execPath, [program, slug, String(members)]);
		const { seconds, requests } = JSON.parse(output) as { seconds: number; requests: number };
		const about = `e-mail and phone of ${members} members normalised and hashed, ${requests} requests; reference: the limit`;
		rows.push(row(`build ${slug}, members/s`, members / seconds, 100_000, { atLeast: 1 }, about));
		rows.push(row(`build ${slug}, MB peak`, peakMb, 300, { atMost: 1 }, about));
	}
	return rows;
}

const ORIGIN = { source: 'bench', verified: true, historical: true };
const request = (batchSize: number) => ({
	destination: 'google-data-manager',
	segment: 'all',
	config: { accountId: '1', productDestinationId: '2', accessToken: 't', batchSize },
});

/** An engine whose platform takes everything at once; `skipsWaiting` turns waiting into a jump of the clock. */
async function engine(folder: string, { skipsWaiting }: { skipsWaiting: boolean }): Promise<Cdp> {
	let skipped = 0;
	const store = createStore(await openSqlite(path.join(folder, 'store.db')));
	const cdp = createEngine({
		store,
		clock: { now: () => Date.now() + skipped },
		transport: {
			http: async () => ({ status: 200, headers: {}, body: '{"requestId":"r"}' }),
			append: async () => undefined,
			sleep: async (ms) => {
				if (skipsWaiting) skipped += ms;
				else await new Promise((resolve) => setTimeout(resolve, ms));
			},
		},
		destinations: all,
	});
	const condition = { kind: 'trait', trait: 'plan', comparison: 'is', value: 'pro' };
	await cdp.segments.save({ version: 1, key: 'all', name: 'All', of: 'people', condition });
	return cdp;
}

async function tell(cdp: Cdp, from: number, to: number, plan: string, run: string): Promise<void> {
	for (let at = from; at < to; at += 1_000) {
		const people = Array.from({ length: Math.min(1_000, to - at) }, (_, i) => ({
			type: 'identify',
			messageId: `${run}-${at + i}`,
			userId: `u${at + i}`,
			traits: { email: `person.${at + i}@example.com`, plan },
			context: { consent: { categoryPreferences: { advertising: true } } },
		}));
		await cdp.ingest.calls(people, ORIGIN);
	}
}

async function nightly(folder: string, people: number): Promise<Row[]> {
	const cdp = await engine(folder, { skipsWaiting: true });
	await tell(cdp, 0, people, 'pro', 'first');
	await cdp.segments.evaluate('all');
	const full = await cdp.delivery.push(request(1_000));
	await tell(cdp, 0, people / 200, 'free', 'gone');
	await tell(cdp, people, people + people / 200, 'pro', 'new');
	await cdp.segments.evaluate('all');
	const night = await cdp.delivery.push(request(1_000));
	await cdp.close();
	const about = `${people} members, then 1 % changed (${night.added} added, ${night.removed} removed); reference: the full push`;
	return [
		row('nightly mirror, ms', night.ms, full.ms, { atMost: 0.05 }, about),
		row('nightly mirror, requests', night.requests, full.requests, { atMost: 0.05 }, about),
	];
}

async function limited(folder: string): Promise<Row> {
	const cdp = await engine(folder, { skipsWaiting: false });
	await tell(cdp, 0, LIMITED.people, 'pro', 'first');
	await cdp.segments.evaluate('all');
	const started = performance.now();
	const { requests } = await cdp.delivery.push(request(1));
	const minutes = (performance.now() - started) / 60_000;
	await cdp.close();
	const about = `requests a minute of one credential, ${requests} requests; reference: the platform's limit, which is never passed`;
	return row('allowance used', requests / minutes, LIMITED.perMinute, { atLeast: 0.9 }, about);
}
