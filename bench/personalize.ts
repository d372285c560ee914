import path from 'node:path';
import autocannon from 'autocannon';
import { openCdp, type Cdp } from '../index';
import { startCollector } from './collect';
import { generator } from './mix';
import { row, type Bench, type Row } from './row';
import { inTemporaryFolder } from './temporary';

const BROWSERS = 1_000_000;
const BATCH = 500;
const ASKED = 3_000;
const REQUESTS_A_SECOND = 500;
const CONSENT = { consent: { categoryPreferences: { storage: true, ads_profile: true, ad_measurement: true } } };
const ORIGIN = { source: 'bench', verified: true, historical: true };
const PORT = 5693;
const CONNECTIONS = 20;
const SECONDS = 10;

/** A decision in the engine, and through the collector at 500 requests a second while events keep coming in. */
export const personalize: Bench = (scale) =>
	inTemporaryFolder(async (folder) => {
		const browsers = Math.max(2_000, Math.round(BROWSERS * scale));
		const file = path.join(folder, 'store.db');
		const cdp = await openCdp({ storeUrl: `sqlite:${file}` });
		await fill(cdp, browsers);
		const engine = await inEngine(cdp, browsers);
		await cdp.close();
		const http = await overHttp(file, browsers);
		const about = `a store of ${browsers} browsers; reference: the limit`;
		const busy = `ms, ${REQUESTS_A_SECOND} requests/s, batches of ${BATCH} events coming in; ${http.note}; ${about}`;
		return [
			...rows(
				'decide in the engine',
				{ p50: at(engine, 0.5), p99: at(engine, 0.99) },
				{ p50: 1, p99: 5 },
				`ms, without a log; ${about}`,
			),
			...rows('POST /v1/personalize', http, { p50: 3, p99: 15 }, busy),
		];
	});

const at = (times: number[], share: number): number =>
	[...times].sort((a, b) => a - b)[Math.floor(times.length * share)] as number;

type Latency = Record<'p50' | 'p99', number>;

const rows = (name: string, found: Latency, limit: Latency, note: string): Row[] => [
	row(`${name}, p50`, found.p50, limit.p50, { atMost: 1 }, note),
	row(`${name}, p99`, found.p99, limit.p99, { atMost: 1 }, note),
];

const page = (i: number, n: number) => ({
	type: 'page',
	anonymousId: `b${i}`,
	messageId: `p${i}-${n}`,
	properties: { category: `c${(i + n) % 40}` },
	...(n === 0 ? { context: CONSENT } : {}),
});

async function fill(cdp: Cdp, browsers: number): Promise<void> {
	for (let from = 0; from < browsers; from += BATCH)
		await cdp.ingest.calls(
			Array.from({ length: BATCH }, (_, i) => page(from + i, 0)),
			ORIGIN,
		);
	while (!(await cdp.recommend.refresh({ ms: 5_000 })).done);
	const condition = { kind: 'event', name: '$page', count: { comparison: 'atLeast', value: 1 } };
	await cdp.segments.save({ version: 1, key: 'readers', name: 'Readers', of: 'people', condition });
	await cdp.segments.evaluate('readers');
	await cdp.personalize.save({
		version: 1,
		key: 'banner',
		name: 'Banner',
		variants: [
			{
				key: 'bikes',
				when: { kind: 'interest', in: 'category', value: 'c7', atLeast: 50 },
				content: { title: 'Bikes' },
			},
			{ key: 'readers', when: { kind: 'segment', segment: 'readers', is: true }, content: { title: 'Again' } },
		],
		fallback: { content: { title: 'Hello' } },
		holdOut: { percent: 10 },
	});
}

const question = (i: number) => ({
	experience: 'banner',
	identifiers: [{ type: 'anonymous_id', value: `b${i}` }],
	context: { url: 'https://shop.example/?utm_campaign=spring' },
});

async function inEngine(cdp: Cdp, browsers: number): Promise<number[]> {
	const random = generator(3);
	const times: number[] = [];
	for (let n = 0; n < ASKED; n++) {
		const asked = { ...question(Math.floor(random() * browsers)), log: 'none' as const, budgetMs: 10_000 };
		const from = performance.now();
		await cdp.personalize.decide(asked);
		times.push(performance.now() - from);
	}
	return times;
}

/** Through `cdp collect` as its own process, events coming in through it at the same time. */
async function overHttp(file: string, browsers: number): Promise<{ p50: number; p99: number; note: string }> {
	const collector = await startCollector(file, PORT);
	const url = `http://127.0.0.1:${PORT}/v1`;
	const headers = {
		authorization: `Basic ${Buffer.from('bench:').toString('base64')}`,
		'content-type': 'application/json',
	};
	const random = generator(4);
	const requests = Array.from({ length: 1_000 }, () => ({
		body: JSON.stringify(question(Math.floor(random() * browsers))),
	}));
	const ingest = { on: true };
	const incoming = comingIn(url, headers, browsers, ingest);
	try {
		const result = await autocannon({
			url: `${url}/personalize`,
			method: 'POST',
			headers,
			requests,
			connections: CONNECTIONS,
			duration: SECONDS,
			overallRate: REQUESTS_A_SECOND,
		});
		const { p50, p99 } = result.latency;
		return {
			p50,
			p99,
			note: `${result['2xx']} answered in ${result.duration} s, ${result.non2xx + result.errors} not`,
		};
	} finally {
		ingest.on = false;
		await incoming;
		collector.kill('SIGTERM');
	}
}

async function comingIn(
	url: string,
	headers: Record<string, string>,
	browsers: number,
	ingest: { on: boolean },
): Promise<void> {
	const random = generator(5);
	for (let n = 1; ingest.on; n++) {
		const batch = Array.from({ length: BATCH }, (_, i) => page(Math.floor(random() * browsers), n * BATCH + i));
		await fetch(`${url}/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
