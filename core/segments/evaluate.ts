import type { EvaluationResult, SegmentDefinition } from '../model/segment';
import type { ChangeRow, MemberRow, SegmentRow, Some, Store, Subject, Tables } from '../ports';
import { flipsOf, segmentsOf, toSql } from './condition';
import type { Flip } from './operator';
import { say } from './sentence';
import { forgetSeen } from './touch';

/** Cookie audiences forget a browser this long after it last qualified (Adobe Audience Manager's default). */
export const DEFAULT_TTL_DAYS = 120;
const DAY_MS = 86_400_000;
/** The history of sizes keeps one row an hour. */
const HOUR_MS = 3_600_000;

/** Work is cut into pieces of about this long, so that short requests are not kept waiting. */
const CHUNK_MS = 20;
const FIRST_CHUNK = 1_000;
const CHUNK_BOUNDS = { least: 100, most: 20_000 };

/** How long a browser stays, in ms. */
export const ttlOf = ({ ttlDays }: SegmentDefinition): number => (ttlDays ?? DEFAULT_TTL_DAYS) * DAY_MS;

interface Run {
	store: Store;
	definition: SegmentDefinition;
	now: number;
	/** Why people leave in this run, for the feed. */
	mode: 'full' | 'delta';
	examined: number;
	entered: number;
	exited: number;
	chunk: number;
}

/**
 * Brings the members of one segment up to `now`. After a first full run only those are looked at who can have changed:
 * touched since the last run, or passed by a point in time (an event left its window, a date was crossed, a TTL ended).
 * A crash in the middle loses nothing: the run's marks are written last, and looking twice changes nothing.
 */
export async function evaluate(
	store: Store,
	row: SegmentRow,
	options: { now: number; full?: boolean },
): Promise<EvaluationResult> {
	const started = performance.now();
	const definition = JSON.parse(row.definition) as SegmentDefinition;
	const mode = options.full || row.evaluated_at === null || row.evaluated_seq === null ? 'full' : 'delta';
	const run: Run = {
		store,
		definition,
		now: options.now,
		mode,
		examined: 0,
		entered: 0,
		exited: 0,
		chunk: FIRST_CHUNK,
	};
	// Read before the work: whoever is touched while we look is looked at again next time.
	const seq = await store.read.meta.last('touch');
	const from = await store.read.changes.position();
	if (mode === 'full') await everybody(run);
	else await changed(run, row);
	const members = await finish(run, row, { seq, change: from });
	const to = await store.read.changes.position();
	return {
		key: row.key,
		members,
		entered: run.entered,
		exited: run.exited,
		from,
		to,
		mode,
		examined: run.examined,
		ms: Math.round(performance.now() - started),
	};
}

/** Stretch by stretch; the last one has no end, so that members who are no subjects any more (merged, erased) leave too. */
async function everybody(run: Run): Promise<void> {
	const { segments } = run.store.read;
	for (let after: number | null = 0; after !== null;) {
		const { upTo, subjects }: { upTo: number | null; subjects: number } = await segments.stretch(
			run.definition.of,
			after,
			run.chunk,
		);
		await decide(run, { after, upTo: upTo ?? Number.MAX_SAFE_INTEGER }, subjects);
		after = upTo;
	}
}

async function changed(run: Run, row: SegmentRow): Promise<void> {
	const { of, key, condition } = run.definition;
	const { segments } = run.store.read;
	const since = row.evaluated_at as number;
	const ids = new Set(await segments.touchedSince(of, key, row.evaluated_seq as number));
	const add = (more: number[]): void => more.forEach((id) => ids.add(id));
	const needed = segmentsOf(condition);
	if (needed.length > 0) add(await segments.changedIn(of, needed, row.evaluated_change ?? 0));
	const [from, to] = [Math.min(since, run.now), Math.max(since, run.now)];
	if (of === 'browsers') {
		// What a browser did decides, at the time it did it: time alone only ends a membership (or lets a visit dated ahead count).
		add(await segments.expired(key, run.now));
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
		await decide(run, { ids: piece }, piece.length);
	}
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
		: segments.withEventBetween(definition.of, flip.events, ...span);
}

/** One chunk: who belongs, who is in, and the difference, all in one transaction. */
async function decide(run: Run, some: Some, subjects: number): Promise<void> {
	const started = performance.now();
	await run.store.write(async (tables) => {
		const matched = await matching(run, tables, some);
		const current = new Map((await tables.segments.members(run.definition.key, some)).map((row) => [row.member, row]));
		const difference = compare(run, matched, current);
		await write(run, tables, difference);
	});
	run.examined += subjects;
	const factor = Math.min(2, Math.max(0.5, CHUNK_MS / Math.max(1, performance.now() - started)));
	run.chunk = Math.round(Math.min(CHUNK_BOUNDS.most, Math.max(CHUNK_BOUNDS.least, run.chunk * factor)));
	await run.store.breathe();
}

async function matching(run: Run, tables: Tables, some: Some): Promise<Map<number, MemberRow>> {
	const { key, condition } = run.definition;
	const ttl = ttlOf(run.definition);
	const reason = say(condition);
	const member = (subject: Subject, expires: number | null): [number, MemberRow] => [
		subject.id,
		{ segment: key, member: subject.id, profile: subject.profile, since: run.now, expires, reason },
	];
	const { of, timeZone: zone } = run.definition;
	const fragment = toSql(condition, { dialect: run.store.dialect, now: run.now, of, zone });
	if (run.definition.of === 'people')
		return new Map((await tables.segments.matchingPeople(some, fragment)).map((subject) => member(subject, null)));
	const browsers = await tables.segments.matchingBrowsers(some, fragment, run.now - ttl, run.now);
	return new Map(browsers.map((browser) => member(browser, browser.qualified + ttl)));
}

interface Difference {
	put: MemberRow[];
	remove: number[];
	changes: ChangeRow[];
}

function compare(run: Run, matched: Map<number, MemberRow>, current: Map<number, MemberRow>): Difference {
	const difference: Difference = { put: [], remove: [], changes: [] };
	const ids = [...new Set([...matched.keys(), ...current.keys()])].sort((a, b) => a - b);
	for (const id of ids) {
		const old = current.get(id);
		const now = matched.get(id);
		if (now && !old) enter(run, difference, now);
		else if (now && old && (now.expires !== old.expires || now.profile !== old.profile))
			difference.put.push({ ...now, since: old.since });
		else if (!now && old) leave(run, difference, old);
	}
	return difference;
}

function enter(run: Run, difference: Difference, row: MemberRow): void {
	difference.put.push(row);
	difference.changes.push({ ...entry(run, row), kind: 'entered', reason: row.reason });
}

function leave(run: Run, difference: Difference, row: MemberRow): void {
	difference.remove.push(row.member);
	const expired = row.expires !== null && row.expires <= run.now;
	const reason = expired
		? `not seen again for ${run.definition.ttlDays ?? DEFAULT_TTL_DAYS} days`
		: `no longer: ${say(run.definition.condition)}`;
	difference.changes.push({ ...entry(run, row), kind: 'exited', reason });
}

/** The member is told for browsers only: a profile is its own member. */
function entry(run: Run, row: MemberRow): Omit<ChangeRow, 'kind' | 'reason'> {
	return {
		segment: row.segment,
		profile: row.profile,
		member: run.definition.of === 'browsers' ? row.member : null,
		time: run.now,
	};
}

async function write(run: Run, tables: Tables, { put, remove, changes }: Difference): Promise<void> {
	if (put.length > 0) await tables.segments.putMembers(put);
	if (remove.length > 0) await tables.segments.removeMembers(run.definition.key, remove);
	if (changes.length > 0) await tables.changes.add(changes);
	run.entered += changes.filter((change) => change.kind === 'entered').length;
	run.exited += changes.filter((change) => change.kind === 'exited').length;
}

/** Sets the marks of this run, unless the definition was replaced while it went on. */
async function finish(run: Run, row: SegmentRow, { seq, change }: { seq: number; change: number }): Promise<number> {
	return run.store.write(async (tables) => {
		const members = await tables.segments.size(row.key);
		const now = await tables.segments.byKey(row.key);
		if (run.entered > 0 || run.exited > 0 || row.evaluated_at === null)
			await tables.segments.noteSize(row.key, {
				time: Math.floor(run.now / HOUR_MS) * HOUR_MS,
				members,
				entered: run.entered,
				exited: run.exited,
			});
		if (now && now.definition === row.definition)
			await tables.segments.put({
				...now,
				evaluated_at: run.now,
				evaluated_seq: seq,
				evaluated_change: change,
				members,
			});
		await forgetSeen(tables);
		return members;
	});
}
