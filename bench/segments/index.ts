import path from 'node:path';
import { openCdp, type Cdp } from '../../index';
import { measured } from '../measured';
import { calls } from '../mix';
import { row, type Bench, type Row } from '../row';
import { inTemporaryFolder, median } from '../temporary';
import { BY_HAND, ByHand } from './byHand';
import { duckdbSeconds } from './duckdb';
import { hundred } from './hundred';
import { take } from './stream';

/** With `--scale 10`: a million profiles, ten million events. */
const EVENTS = 1_000_000;
const A_PERSON = 10;
const START = Date.UTC(2026, 0, 1);
const RUNS = 3;
const HOUR_MS = 3_600_000;
const LOOKUP_MS = 25;
const MEMORY_MB = 300;

interface Trial {
	cdp: Cdp;
	file: string;
	/** Events, at first. */
	count: number;
	/** Epoch ms, after all of them. */
	now: number;
	keys: string[];
	about: string;
}

/** Segments of all kinds: full, by delta, in a quiet hour, what a hundred of them cost ingest, and what else goes on beside. */
export const segments: Bench = (scale) =>
	inTemporaryFolder(async (folder) => {
		const count = Math.max(20_000, Math.round(EVENTS * scale));
		const file = path.join(folder, 'store.db');
		const stream = calls(count + count / 20, count / A_PERSON, START);
		const cdp = await openCdp({ storeUrl: `sqlite:${file}` });
		await take(cdp, stream, count);
		await cdp.close();
		return onStore(file, count, stream);
	});

/** The same on a store that holds the first `count` calls of the stream. */
export async function onStore(file: string, count: number, stream: Iterator<Record<string, unknown>>): Promise<Row[]> {
	const cdp = await openCdp({ storeUrl: `sqlite:${file}` });
	const bare = await take(cdp, stream, count / 100);
	const conditions = Object.entries(hundred());
	for (const [key, condition] of conditions)
		await cdp.segments.save({ version: 1, key, name: key, of: 'people', condition });
	const keys = conditions.map(([key]) => key);
	const about = `${count} events, ${Math.round(count / A_PERSON)} profiles, ${keys.length} segments`;
	const trial: Trial = { cdp, file, count, now: START + (count + count / 20) * 500, keys, about };
	await cdp.segments.evaluateAll({ now: trial.now });
	const full = await fullRows(trial);
	const delta = await deltaRows(trial, stream, bare);
	await cdp.close();
	return [...full, ...delta, ...(await besideRows(trial))];
}

/** Each kind in full against hand-written SQL, in turns; the middle of three. */
async function fullRows({ cdp, file, now, about }: Trial): Promise<Row[]> {
	const byHand = new ByHand(file);
	const rows: Row[] = [];
	for (const key of Object.keys(BY_HAND)) {
		const pairs: Array<{ ours: number; hand: number }> = [];
		for (let i = 0; i < RUNS; i++) {
			const ours = await seconds(() => cdp.segments.evaluate(key, { now, full: true }));
			pairs.push({ ours, hand: byHand.seconds(key, now) });
		}
		const beside = key === 'count-1' ? `; DuckDB, selecting only: ${(await duckdb(byHand, now)).toPrecision(2)} s` : '';
		rows.push(
			row(
				`full evaluation, ${key.replace('-1', '')}, s`,
				median(pairs.map((pair) => pair.ours)),
				median(pairs.map((pair) => pair.hand)),
				{ atMost: 1.2 },
				`members against truth; reference: the same by one hand-written statement${beside}; ${about}`,
			),
		);
	}
	byHand.close();
	return rows;
}

const duckdb = (byHand: ByHand, now: number): Promise<number> => duckdbSeconds(byHand, byHand.idOf('Event 1'), now);

async function deltaRows(trial: Trial, stream: Iterator<Record<string, unknown>>, bare: number): Promise<Row[]> {
	const { cdp, count, now, about } = trial;
	const full = await seconds(() => cdp.segments.evaluate('count-1', { now, full: true }));
	const live = await take(cdp, stream, count / 100);
	const one = await seconds(() => cdp.segments.evaluate('count-1', { now: now + 1_000 }));
	const all = await seconds(() => cdp.segments.evaluateAll({ now: now + 1_000 }));
	const quiet = await seconds(() => cdp.segments.evaluateAll({ now: now + HOUR_MS }));
	return [
		row('delta of one, 1 % touched, s', one, full, { atMost: 0.03 }, `beside a full evaluation; ${about}`),
		row('delta of all, 1 % touched, s', all, 10, { atMost: 1 }, `reference: the limit; ${about}`),
		row('a quiet hour, all, s', quiet, 0.5, { atMost: 1 }, `nothing happened; reference: the limit; ${about}`),
		row(
			'ingest with segments live, events/s',
			live,
			bare,
			{ atLeast: 0.6 },
			`beside none; sessions of several events, names Zipf-distributed; ${about}`,
		),
	];
}

/** All in full in a process of its own: its memory, and how long a look-up waits meanwhile. */
async function besideRows({ file, now, count, about }: Trial): Promise<Row[]> {
	const main = path.join(__dirname, 'allMain.js');
	const result = await measured(process.execPath, [main, file, String(now + HOUR_MS), String(count / A_PERSON)]);
	if (result.code !== 0) throw new TypeError(result.output);
	const line = result.output.split('\n').find((text) => text.startsWith('{')) ?? '{}';
	const { seconds: took, lookups, p50, p99 } = JSON.parse(line) as Record<string, number>;
	const during = `all in full took ${took?.toPrecision(3)} s; ${about}`;
	return [
		row(
			'look-up while all evaluate, p99 ms',
			p99 ?? NaN,
			LOOKUP_MS,
			{ atMost: 1 },
			`${lookups} look-ups, p50 ${p50?.toPrecision(2)} ms; reference: the limit; ${during}`,
		),
		row('memory of evaluation, MB', result.peakMb, MEMORY_MB, { atMost: 1 }, `whole process; ${during}`),
	];
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return (performance.now() - started) / 1000;
}
