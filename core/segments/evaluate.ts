import type { EvaluationResult, SegmentDefinition } from '../model/segment';
import type { SegmentRow, Some, Store, Tables } from '../ports';
import { nextPiece, timed } from '../pace';
import { fitIn } from './capacity';
import { flipsOf, segmentsOf } from './condition';
import { heldIn } from './held';
import type { Flip } from './operator';
import { settle, type Settling } from './settle';
import { forgetSeen } from './touch';
import { ANY_EVENT } from './window';

/** The history of sizes keeps one row an hour. */
const HOUR_MS = 3_600_000;

const FIRST_CHUNK = 1_000;
const CHUNK_BOUNDS = { least: 100, most: 20_000 };

interface Run extends Settling {
	examined: number;
	/** Subjects looked at in one piece. */
	chunk: number;
}

/** A run whose marks are not written yet. */
export interface Looked {
	run: Run;
	row: SegmentRow;
	mode: EvaluationResult['mode'];
	/** Where touches and the change feed stood before. */
	seq: number;
	from: number;
	to: number;
	ms: number;
}

/**
 * Brings the members of one segment up to `now`. After a first full run only those are looked at who can have changed:
 * touched since the last run, or passed by a point in time (an event left its window, a date was crossed, a TTL ended).
 * `conclude` then writes the marks of the run. A crash in between loses nothing: looking twice changes nothing.
 */
export async function look(
	store: Store,
	row: SegmentRow,
	{ now, full }: { now: number; full?: boolean },
): Promise<Looked> {
	const started = performance.now();
	const definition = JSON.parse(row.definition) as SegmentDefinition;
	const mode = full || row.evaluated_at === null || row.evaluated_seq === null ? 'full' : 'delta';
	const run: Run = { store, definition, now, examined: 0, entered: 0, exited: 0, chunk: FIRST_CHUNK };
	// Read before the work: whoever is touched while we look is looked at again next time.
	const seq = await store.read.meta.last('touch');
	const from = await store.read.changes.position();
	if (mode === 'full') await everybody(run);
	else await changed(run, row);
	await fitIn(run);
	const to = await store.read.changes.position();
	return { run, row, mode, seq, from, to, ms: Math.round(performance.now() - started) };
}

/** Writes the marks of runs that are over, all in one commit. */
export async function conclude(store: Store, runs: Looked[]): Promise<EvaluationResult[]> {
	return store.write(async (tables) => {
		const results: EvaluationResult[] = [];
		for (const looked of runs) {
			const { run, row, mode, from, to, ms } = looked;
			const members = await mark(tables, looked);
			const { entered, exited, examined } = run;
			results.push({ key: row.key, members, entered, exited, from, to, mode, examined, ms });
		}
		await forgetSeen(tables, Math.max(0, ...runs.map(({ run }) => run.now)));
		return results;
	});
}

/** Stretch by stretch; the last one has no end, so that members who are no subjects any more (merged, erased) leave too. */
async function everybody(run: Run): Promise<void> {
	const { segments } = run.store.read;
	const last = await segments.last(run.definition.of);
	for (let after = 0; ;) {
		const upTo = after + run.chunk;
		if (upTo >= last) {
			await decide(run, { after, upTo: Number.MAX_SAFE_INTEGER });
			break;
		}
		await decide(run, { after, upTo });
		after = upTo;
	}
	for (let after = 0; after < last; after += CHUNK_BOUNDS.most) {
		run.examined += await segments.count(run.definition.of, after, after + CHUNK_BOUNDS.most);
		await run.store.breathe();
	}
}

async function changed(run: Run, row: SegmentRow): Promise<void> {
	const { of, key, condition } = run.definition;
	const { segments } = run.store.read;
	const since = row.evaluated_at as number;
	const ids = new Set(await segments.touchedSince(of, key, row.evaluated_seq as number, heldIn(run.definition)));
	const add = (more: number[]): void => more.forEach((id) => ids.add(id));
	const needed = segmentsOf(condition);
	if (needed.length > 0) add(await segments.changedIn(of, needed, row.evaluated_change ?? 0));
	const [from, to] = [Math.min(since, run.now), Math.max(since, run.now)];
	if (of === 'browsers') {
		// What a browser did decides, at the time it did it: time alone only ends a membership (or lets a visit dated ahead count).
		add(await segments.expired(key, run.now, heldIn(run.definition)));
		add(await segments.withEventBetween(of, undefined, from, to));
	} else {
		for (const flip of flipsOf(condition)) {
			add(await passed(run, flip, from, to));
		}
	}
	const inOrder = [...ids].sort((a, b) => a - b);
	for (let at = 0; at < inOrder.length;) {
		const piece = inOrder.slice(at, at + run.chunk);
		at += piece.length;
		await decide(run, { ids: piece });
	}
	run.examined += inOrder.length;
}

/** Who was passed by a point in time of the condition between two runs. */
async function passed({ store, definition }: Run, flip: Flip, from: number, to: number): Promise<number[]> {
	const { segments } = store.read;
	const zone = definition.timeZone ?? 'utc';
	if ('dayOf' in flip) return segments.withDayOf(definition.of, flip.dayOf, flip.days(from, to, zone));
	const span = flip.span(from, to, zone);
	if (!span) return [];
	return 'trait' in flip
		? segments.withTraitBetween(definition.of, flip.trait, ...span)
		: segments.withEventBetween(definition.of, flip.events.includes(ANY_EVENT) ? undefined : flip.events, ...span);
}

/** One chunk: who belongs and is not in, who is in and does not belong, and what follows, all in one transaction. */
async function decide(run: Run, some: Some): Promise<void> {
	const { ms } = await run.store.derive((tables) => timed(() => settle(run, tables, some)));
	run.chunk = nextPiece(run.chunk, ms, CHUNK_BOUNDS);
	await run.store.breathe();
}

/** The marks are left alone when the definition was replaced, or another run came first, while this one went on. */
async function mark(tables: Tables, { run, row, seq, from }: Looked): Promise<number> {
	const now = await tables.segments.byKey(row.key);
	// Kept as they come and go.
	const members = now?.members ?? 0;
	if (run.entered > 0 || run.exited > 0 || row.evaluated_at === null)
		await tables.segments.noteSize(row.key, {
			time: Math.floor(run.now / HOUR_MS) * HOUR_MS,
			members,
			entered: run.entered,
			exited: run.exited,
		});
	const first = now?.evaluated_seq === row.evaluated_seq && now.evaluated_at === row.evaluated_at;
	if (now && first && now.definition === row.definition)
		await tables.segments.put({
			...now,
			evaluated_at: run.now,
			evaluated_seq: seq,
			evaluated_change: from,
			members,
		});
	return members;
}
