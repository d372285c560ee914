import type { ComputedDefinition, ComputedResult } from '../model/computed';
import type { ComputedRow, Store } from '../ports';
import { nextPiece, timed } from '../pace';
import { forgetSeen } from '../segments/touch';
import { DAY_MS, dayOf, dayStart } from './days';
import { kindOf } from './kinds/registry';
import { fit, fittedOf, isFitted, isOutgrown, type Fitted } from './population';
import { namesOf, windowOf } from './read';
import { renew } from './renew';

const FIRST_CHUNK = 200;
const CHUNK_BOUNDS = { least: 20, most: 10_000 };
const PAGE = 5_000;

export interface EvaluateOptions {
	now: number;
	full?: boolean;
	/** False: look at everybody with the parameters as they are. */
	refit?: boolean;
}

interface Run {
	store: Store;
	definition: ComputedDefinition;
	now: number;
	fitted: Fitted | undefined;
	examined: number;
	changed: number;
	chunk: number;
}

/**
 * Brings the values of one computed trait up to `now`. After a first full run only those are looked at who can have
 * changed: touched since, or passed by a point in time (an event left the window, a day began). Kinds that compare a
 * person with all others (rfm, predicted clv, churnRisk) score with the parameters that are kept with the definition; these
 * are drawn anew, and everybody scored again, in a full run and once the number of events has changed by 5 %.
 * A crash in the middle loses nothing: the run's marks are written last, and looking twice changes nothing.
 */
export async function evaluate(
	store: Store,
	row: ComputedRow,
	{ now, full = false, refit = true }: EvaluateOptions,
): Promise<ComputedResult> {
	const started = performance.now();
	const definition = JSON.parse(row.definition) as ComputedDefinition;
	const former = fittedOf(row);
	// Read before the work: whoever is touched while we look is looked at again next time.
	const seq = await store.read.meta.last('touch');
	const isFresh = row.evaluated_at === null || row.evaluated_seq === null;
	const isDue = isFitted(definition) && ((full && refit) || isFresh || (await isOutgrown(store, former)));
	const mode = full || isFresh || isDue ? 'full' : 'delta';
	const fitted = isDue ? await fit(store, definition, now) : former;
	const run: Run = { store, definition, now, fitted, examined: 0, changed: 0, chunk: FIRST_CHUNK };
	if (mode === 'full') await everybody(run);
	else await changed(run, row.evaluated_at as number, row.evaluated_seq as number);
	const values = await finish(run, row, seq);
	const ms = Math.round(performance.now() - started);
	const { examined, changed: written } = run;
	return { key: row.key, mode, examined, changed: written, values, ms, ...(fitted?.note ? { note: fitted.note } : {}) };
}

async function everybody(run: Run): Promise<void> {
	const { segments, computed } = run.store.read;
	for (let last = 0; ;) {
		const page = await segments.subjects('people', { from: last, limit: run.chunk });
		if (page.length === 0) break;
		await decide(
			run,
			page.map(({ id }) => id),
		);
		last = page.at(-1)?.id ?? last;
	}
	// Who has a value and is nobody any more (absorbed by a merge) is in no page above.
	for (let last = 0; ;) {
		const page = await computed.withValue(run.definition.key, { after: last, limit: PAGE });
		if (page.length === 0) break;
		const alive = new Set((await segments.subjects('people', { ids: page })).map(({ id }) => id));
		await decideAll(
			run,
			page.filter((id) => !alive.has(id)),
		);
		last = page.at(-1) ?? last;
	}
}

async function changed(run: Run, since: number, seq: number): Promise<void> {
	const { store, definition, now } = run;
	const { segments, computed } = store.read;
	const ids = new Set(await computed.touchedSince(seq));
	const [from, to] = [Math.min(since, now), Math.max(since, now)];
	const names = namesOf(definition);
	const passed = async (after: number, upTo: number) => {
		if (names.length > 0 && upTo > after)
			for (const id of await segments.withEventBetween('people', names, after, upTo)) ids.add(id);
	};
	const daily = dayOf(from) === dayOf(to) ? undefined : kindOf(definition.compute).daily?.(definition.compute);
	// An event dated ahead of our clock begins to count when its time comes; one of a day that was not over moves on from 0.
	await passed(daily ? dayStart(from) - 1 : from, to);
	const window = windowOf(definition);
	if (window !== undefined) await passed(from - window * DAY_MS, to - window * DAY_MS);
	// Time that runs backwards lets what had faded come back.
	if (daily) await everybodyWithValue(run, daily === 'unlessZero' && now >= since, ids);
	await decideAll(run, [...ids]);
}

/** A page at a time; who was looked at is taken out of `left`. */
async function everybodyWithValue(run: Run, nonZero: boolean, left: Set<number>): Promise<void> {
	for (let last = 0; ;) {
		const page = await run.store.read.computed.withValue(run.definition.key, { after: last, limit: PAGE, nonZero });
		if (page.length === 0) break;
		await decideAll(run, page);
		for (const id of page) left.delete(id);
		last = page.at(-1) ?? last;
	}
}

async function decideAll(run: Run, ids: number[]): Promise<void> {
	const inOrder = [...ids].sort((a, b) => a - b);
	for (let at = 0; at < inOrder.length;) {
		const piece = inOrder.slice(at, at + run.chunk);
		at += piece.length;
		await decide(run, piece);
	}
}

/** One chunk: what the values are, what they were, and the difference, all in one transaction. */
async function decide(run: Run, ids: number[]): Promise<void> {
	const { store, definition, now, fitted } = run;
	const { result, ms } = await store.derive((tables) =>
		timed(() => renew(tables, definition, ids, { now, model: fitted?.model })),
	);
	run.changed += result;
	run.examined += ids.length;
	run.chunk = nextPiece(run.chunk, ms, CHUNK_BOUNDS);
	await store.breathe();
}

/** Sets the marks of this run, unless the definition was replaced while it went on. */
async function finish(run: Run, row: ComputedRow, seq: number): Promise<number> {
	return run.store.write(async (tables) => {
		const members = await tables.computed.size(row.key);
		const now = await tables.computed.byKey(row.key);
		if (now && now.definition === row.definition) {
			const fitted = run.fitted ? JSON.stringify(run.fitted) : null;
			await tables.computed.put({ ...now, evaluated_at: run.now, evaluated_seq: seq, members, fitted });
			// Lists of traits in the editor count it like any other.
			if (members !== now.members) await tables.catalog.countTraits([{ trait: row.key, count: members - now.members }]);
		}
		await forgetSeen(tables, run.now);
		return members;
	});
}
