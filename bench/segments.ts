import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openCdp, type Cdp, type Condition } from '../index';
import { calls } from './mix';
import { row, type Bench, type Row } from './row';
import { inTemporaryFolder } from './temporary';

/** With `--scale 10`: a million profiles, ten million events. */
const EVENTS = 1_000_000;
const A_PERSON = 10;
const BATCH = 1_000;
const SEGMENTS = 100;
const ORIGIN = { source: 'bench', verified: true, historical: true };
const START = Date.UTC(2026, 0, 1);

/** Segments of all kinds: full and by delta, a quiet hour, and what a hundred of them cost ingest. */
export const segments: Bench = (scale) =>
	inTemporaryFolder(async (folder) => {
		const count = Math.max(20_000, Math.round(EVENTS * scale));
		const file = path.join(folder, 'store.db');
		const cdp = await openCdp({ storeUrl: `sqlite:${file}` });
		const stream = calls(count + count / 20, count / A_PERSON, START);
		await ingest(cdp, stream, count);
		const bare = await ingest(cdp, stream, count / 100);
		const now = START + (count + count / 20) * 500;
		const conditions = Object.entries(hundred());
		for (const [key, condition] of conditions)
			await cdp.segments.save({ version: 1, key, name: key, of: 'people', condition });
		for (const [key] of conditions) await cdp.segments.evaluate(key, { now });
		const full = await timed(() => cdp.segments.evaluate('count-1', { now, full: true }));
		const byHand = handWritten(file, now);
		const live = await ingest(cdp, stream, count / 100);
		const one = await timed(() => cdp.segments.evaluate('count-1', { now: now + 1_000 }));
		const all = await timed(() => evaluateAll(cdp, conditions, now + 1_000));
		const quiet = await timed(() => evaluateAll(cdp, conditions, now + 3_600_000));
		await cdp.close();
		const about = `${count} events, ${Math.round(count / A_PERSON)} profiles, ${SEGMENTS} segments`;
		const rows: Row[] = [
			row(
				'full evaluation of one, s',
				full,
				byHand,
				{ atMost: 1.2 },
				`at least twice in 30 days, compared with the members of before; reference: the best SQL by hand, which compares nothing; ${about}`,
			),
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
		return rows;
	});

async function evaluateAll(cdp: Cdp, conditions: Array<[string, Condition]>, now: number): Promise<void> {
	for (const [key] of conditions) await cdp.segments.evaluate(key, { now });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return (performance.now() - started) / 1000;
}

/** Events a second. */
async function ingest(cdp: Cdp, stream: Iterator<Record<string, unknown>>, count: number): Promise<number> {
	const started = performance.now();
	let underWay: Promise<unknown> = Promise.resolve();
	for (let done = 0; done < count; done += BATCH) {
		const batch: unknown[] = [];
		for (let i = 0; i < BATCH; i++) {
			const next = stream.next();
			if (!next.done) batch.push(next.value);
		}
		const stored = cdp.ingest.calls(batch, ORIGIN);
		await underWay;
		underWay = stored;
	}
	await underWay;
	return count / ((performance.now() - started) / 1000);
}

function handWritten(file: string, now: number): number {
	const db = new DatabaseSync(file, { readOnly: true });
	const started = performance.now();
	const { id } = db.prepare("SELECT id FROM event_name WHERE name = 'Event 1'").get() as { id: number };
	db.prepare(
		'SELECT profile FROM event WHERE name = ? AND time > ? AND time <= ? GROUP BY profile HAVING count(*) >= 2',
	).all(id, now - 30 * 86_400_000, now);
	const seconds = (performance.now() - started) / 1000;
	db.close();
	return seconds;
}

/** A hundred conditions over twenty event names: ten of each kind. */
function hundred(): Record<string, Condition> {
	const days = (last: number) => ({ last, unit: 'days' as const });
	const all: Record<string, Condition> = {};
	for (let i = 1; i <= SEGMENTS / 10; i++) {
		const name = `Event ${i}`;
		const other = `Event ${i + 10}`;
		all[`count-${i}`] = { kind: 'event', name, count: { comparison: 'atLeast', value: 2 }, window: days(30) };
		all[`sum-${i}`] = {
			kind: 'event',
			name,
			measure: { of: 'sum', property: 'price' },
			count: { comparison: 'atLeast', value: 150 },
			window: days(i),
		};
		all[`never-${i}`] = { kind: 'event', name, count: { comparison: 'exactly', value: 0 }, window: days(i) };
		all[`where-${i}`] = {
			kind: 'event',
			name,
			where: [{ property: 'category', comparison: 'is', value: `c${i}` }],
			count: { comparison: 'atLeast', value: 1 },
		};
		all[`sequence-${i}`] = { kind: 'sequence', steps: [{ name }, { name: other, within: days(1) }], window: days(7) };
		all[`stopped-${i}`] = { kind: 'stopped', name, times: 2, quiet: days(i) };
		all[`regular-${i}`] = { kind: 'regular', name, atLeast: 2, of: 4, period: days(1) };
		all[`trait-${i}`] = {
			kind: 'all',
			conditions: [
				{ kind: 'trait', trait: 'plan', comparison: 'is', value: 'pro' },
				{ kind: 'event', name, count: { comparison: 'atLeast', value: 1 } },
			],
		};
		all[`known-${i}`] = {
			kind: 'all',
			conditions: [
				{ kind: 'identifier', type: 'email', is: true },
				{ kind: 'random', seed: name, from: 0, to: 50 },
			],
		};
		all[`within-${i}`] = {
			kind: 'all',
			conditions: [
				{ kind: 'segment', segment: `count-${i}`, is: true },
				{ kind: 'segment', segment: `never-${i}`, is: false },
			],
		};
	}
	return all;
}
