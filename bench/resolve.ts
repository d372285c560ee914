import path from 'node:path';
import { openCdp, type Cdp } from '../index';
import { generator } from './mix';
import { row, type Bench, type Row } from './row';
import { inTemporaryFolder } from './temporary';

/** Profiles in the store when an event comes. */
const STORED = [10_000, 100_000, 1_000_000];
const ONE_BY_ONE = 2_000;
const BATCHES = 40;
const BATCH = 500;
const UNLINKS = 150;
const HISTORY = 1_000;
const ORIGIN = { source: 'bench', verified: true, historical: true };

/** Deterministic identity in a store that fills up: one event, a stream of events, an undo; cost must not grow with the store. */
export const resolve: Bench = async (scale) => {
	const rows: Row[] = [];
	const smallest: Measured[] = [];
	for (const size of STORED) {
		const measured = await atSize(Math.max(1_000, Math.round(size * scale)));
		smallest.push(measured);
		rows.push(...rowsOf(measured, smallest[0] as Measured));
	}
	return rows;
};

interface Measured {
	size: number;
	event: number[];
	perSecond: number;
	unlink: number[];
}

function rowsOf({ size, event, perSecond, unlink }: Measured, least: Measured): Row[] {
	const [p50, p99] = [at(event, 0.5), at(event, 0.99)];
	const about = `a store of ${size} profiles`;
	return [
		row(`resolve one event, ${size}, p50`, p50, 1, { atMost: 1 }, `ms, durable, ${about}; reference: the limit`),
		row(`resolve one event, ${size}, p99`, p99, 10, { atMost: 1 }, `ms, durable, ${about}; reference: the limit`),
		row(
			`events a second, ${size}`,
			perSecond,
			5_000,
			{ atLeast: 1 },
			`durable, batches of ${BATCH}, ${about}; reference: the limit`,
		),
		row(
			`unlink, ${size}, p99`,
			at(unlink, 0.99),
			10,
			{ atMost: 1 },
			`ms, a profile with ${HISTORY} events, ${about}; reference: the limit`,
		),
		row(
			`growth, ${size}`,
			p50,
			at(least.event, 0.5),
			{ atMost: 2 },
			`p50 of one event beside the smallest store of this run (${least.size} profiles)`,
		),
	];
}

const at = (times: number[], part: number): number => times[Math.floor(times.length * part)] as number;

function atSize(size: number): Promise<Measured> {
	return inTemporaryFolder(async (folder) => {
		const cdp = await openCdp({ storeUrl: `sqlite:${path.join(folder, 'store.db')}` });
		await fill(cdp, size);
		const random = generator(size);
		const event = await oneByOne(cdp, size, random);
		const perSecond = await stream(cdp, size, random);
		const unlink = await undo(cdp);
		await cdp.close();
		return { size, event, perSecond, unlink };
	});
}

/** Half of the profiles are known people with two browsers, half are browsers. */
async function fill(cdp: Cdp, size: number): Promise<void> {
	let underWay: Promise<unknown> = Promise.resolve();
	for (let from = 0; from < size; from += 500) {
		const calls = Array.from({ length: Math.min(500, size - from) }, (_, i) => stored(from + i)).flat();
		const next = cdp.ingest.calls(calls, ORIGIN);
		await underWay;
		underWay = next;
	}
	await underWay;
}

function stored(i: number): object[] {
	const timestamp = new Date(Date.UTC(2026, 0, 1) + i).toISOString();
	if (i % 2) return [{ type: 'page', anonymousId: `b${i}`, timestamp, messageId: `s${i}` }];
	const who = { userId: `u${i}`, timestamp };
	return [
		{ ...who, type: 'identify', anonymousId: `b${i}`, traits: { email: `user${i}@example.com` }, messageId: `s${i}` },
		{ ...who, type: 'page', anonymousId: `c${i}`, messageId: `t${i}` },
	];
}

/** Events of known people, new browsers of known people, new people, and browsers that turn out to be somebody. */
function call(n: number, size: number, random: () => number): object {
	const i = Math.floor(random() * size);
	const timestamp = new Date(Date.UTC(2026, 5, 1) + n * 1_000).toISOString();
	const common = { type: 'track', event: 'Viewed', timestamp, messageId: `n${size}-${n}`, properties: { n } };
	const person = { ...common, userId: `u${i - (i % 2)}` };
	switch (n % 4) {
		case 0:
			return { ...person, anonymousId: `b${i - (i % 2)}` };
		case 1:
			return { ...person, anonymousId: `new-${n}` };
		case 2:
			return {
				...common,
				type: 'identify',
				userId: `u-new-${n}`,
				anonymousId: `a-new-${n}`,
				traits: { email: `new${n}@example.com` },
			};
		default:
			return { ...common, userId: `u-own-${n}`, anonymousId: `b${i | 1}` };
	}
}

async function oneByOne(cdp: Cdp, size: number, random: () => number): Promise<number[]> {
	const times: number[] = [];
	for (let n = 0; n < ONE_BY_ONE; n++) {
		const one = call(n, size, random);
		const from = performance.now();
		await cdp.ingest.calls([one], ORIGIN);
		times.push(performance.now() - from);
	}
	return times.sort((a, b) => a - b);
}

async function stream(cdp: Cdp, size: number, random: () => number): Promise<number> {
	const batches = Array.from({ length: BATCHES }, (_, b) =>
		Array.from({ length: BATCH }, (__, i) => call(100_000 + b * BATCH + i, size, random)),
	);
	const started = performance.now();
	for (const batch of batches) await cdp.ingest.calls(batch, ORIGIN);
	return (BATCHES * BATCH) / ((performance.now() - started) / 1000);
}

/** A person with a long history on two browsers, and one of them taken away. */
async function undo(cdp: Cdp): Promise<number[]> {
	const times: number[] = [];
	for (let n = 0; n < UNLINKS; n++) {
		const timestamp = '2026-06-02T00:00:00.000Z';
		const calls = Array.from({ length: HISTORY }, (_, i) => ({
			type: 'track',
			event: 'Viewed',
			timestamp,
			messageId: `h${n}-${i}`,
			...(i % 2 ? { anonymousId: `h${n}` } : { userId: `h${n}`, anonymousId: `h${n}` }),
		}));
		await cdp.ingest.calls(calls, ORIGIN);
		const from = performance.now();
		await cdp.identity.unlink({ type: 'user_id', value: `h${n}` }, { type: 'anonymous_id', value: `h${n}` }, 'bench');
		times.push(performance.now() - from);
	}
	return times.sort((a, b) => a - b);
}
