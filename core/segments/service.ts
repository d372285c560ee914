import type { Cdp, SegmentMember } from '../cdp';
import { InputError } from '../model/errors';
import type { Change, EvaluationResult, SegmentDefinition, SegmentSummary } from '../model/segment';
import type { ChangeRow, Clock, IdentifierRow, MemberRow, SegmentRow, Store } from '../ports';
import { requireProfile, type Finder } from '../profiles/find';
import { publicId } from '../profiles/publicId';
import { eventsOf, explain } from './condition';
import { parseDefinition } from './definition';
import { checkNeeds, inOrder, isNeeded, withNeeded } from './dependencies';
import { conclude, look } from './evaluate';
import { ttlOf } from './settle';
import { checkNames } from './names';
import { loadPerson } from './person';
import { preview } from './preview';
import { say } from './sentence';

const PAGE = 1_000;

/** Segments of people and audiences of browsers: one mechanism, two kinds of subject. */
export function segmentService(
	store: Store,
	clock: Clock,
	finder: Finder,
	before: Context['before'] = async () => undefined,
): Cdp['segments'] {
	const context: Context = { store, clock, finder, before, turns: new Map() };
	return { ...definitions(context), ...evaluations(context), ...readings(context), ...feed(context) };
}

interface Context {
	store: Store;
	clock: Clock;
	finder: Finder;
	/** Brings up to date what segments ask for besides: computed traits. */
	before: (now: number) => Promise<unknown>;
	/** The last run of each segment that is under way. */
	turns: Map<string, Promise<unknown>>;
}

/** Runs of the same segment take turns; different segments do not wait for each other. */
function inTurn<T>({ turns }: Context, key: string, work: () => Promise<T>): Promise<T> {
	const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
	turns.set(
		key,
		turn.catch(() => undefined),
	);
	return turn;
}

async function one({ store }: Context, key: string): Promise<SegmentRow> {
	return (await store.read.segments.byKey(key)) ?? unknown(key, await store.read.segments.all());
}

const definitionOf = (row: SegmentRow): SegmentDefinition => JSON.parse(row.definition) as SegmentDefinition;

function definitions(context: Context) {
	const { store, clock } = context;
	return {
		save: async (input: unknown) => save(store, parseDefinition(input)),
		get: async (key: string) => definitionOf(await one(context, key)),
		list: async (of?: SegmentDefinition['of']) =>
			(await store.read.segments.all()).filter((row) => !of || row.of === of).map(summary),
		preview: async (input: unknown, options?: { limit?: number }) =>
			preview(store, clock, parseDefinition(input), options?.limit ?? 10),
		remove: async (key: string) => {
			await one(context, key);
			const rows = await store.read.segments.all();
			if (isNeeded(key, rows))
				throw new InputError(`Other segments ask for “${key}”.`, 'Change or remove those first.', 'SEGMENT_NEEDED');
			await inTurn(context, key, () => store.write((tables) => tables.segments.remove(key)));
			return { removed: true };
		},
		overlap: async (keys: string[]) => {
			for (const key of keys) await one(context, key);
			return store.read.segments.overlap([...new Set(keys)]);
		},
		sizes: async (key: string, { since = 0 }: { since?: number } = {}) => {
			await one(context, key);
			return store.read.segments.sizes(key, since);
		},
	};
}

function evaluations(context: Context) {
	const { store, clock, before } = context;
	const looked = async (key: string, options: { full?: boolean; now: number }) =>
		look(store, await one(context, key), options);
	const alone = (key: string, options: { full?: boolean; now: number }) =>
		inTurn(context, key, async () => {
			const [result] = await conclude(store, [await looked(key, options)]);
			return result as EvaluationResult;
		});
	/** What it asks for is brought up to the same moment first. */
	const run = async (key: string, { full = false, now = clock.now() }: { full?: boolean; now?: number } = {}) => {
		await before(now);
		const needed = withNeeded(await one(context, key), await store.read.segments.all());
		for (const row of needed.slice(0, -1)) await alone(row.key, { now });
		return alone(key, { full, now });
	};
	return {
		evaluate: run,
		behind: async (key: string) => {
			const { evaluated_seq: seen } = await one(context, key);
			return seen === null || (await store.read.meta.last('touch')) > seen;
		},
		evaluateAll: async ({ now = clock.now() }: { now?: number } = {}) => {
			await before(now);
			const runs = [];
			for (const { key } of inOrder(await store.read.segments.all()))
				runs.push(await inTurn(context, key, () => looked(key, { now })));
			return conclude(store, runs);
		},
	};
}

function readings(context: Context): Pick<Cdp['segments'], 'explain' | 'members'> {
	const { store, clock, finder } = context;
	return {
		explain: async (key, identifier) => {
			const definition = definitionOf(await one(context, key));
			const subject = await requireProfile(finder, identifier);
			const browser = definition.of === 'browsers' ? subject.row.id : undefined;
			const [member] = await store.read.segments.members(key, { ids: [browser ?? subject.profile] });
			const person = await loadPerson(store, subject.profile, eventsOf(definition.condition), browser);
			// A browser is explained at the visit at which it last qualified, else at its last one.
			const visit = member?.expires ? member.expires - ttlOf(definition) : person.lastSeen;
			return {
				member: member !== undefined,
				since: member?.since,
				explanation: explain(definition.condition, person, browser ? visit : clock.now(), definition.timeZone),
			};
		},
		members: async (key, { after, limit = 100 }) => {
			const { of } = await one(context, key);
			const size = Math.min(limit, PAGE);
			const rows = await store.read.segments.memberPage(key, Number(after ?? 0), size);
			const names = await store.read.identifiers.byProfile(rows.map((row) => row.profile));
			const items = rows.map((row) => member(row, of, names));
			return rows.length === size ? { items, next: String(rows.at(-1)?.member) } : { items };
		},
	};
}

function member(row: MemberRow, of: SegmentDefinition['of'], names: IdentifierRow[]): SegmentMember {
	const own = names.filter((name) => (of === 'browsers' ? name.id === row.member : name.profile === row.profile));
	return {
		profileId: publicId(row.profile),
		identifiers: own.map(({ type, value }) => ({ type, value })),
		since: row.since,
		...(row.expires === null ? {} : { expiresAt: row.expires }),
		reason: row.reason,
	};
}

function feed({ store }: Context): Pick<Cdp['segments'], 'changes' | 'position' | 'cursor' | 'commit'> {
	return {
		changes: async (query) => {
			const rows = await store.read.changes.after({ ...query, limit: Math.min(query.limit ?? PAGE, PAGE) });
			const members = rows.flatMap((row) => (row.member === null ? [] : [row.member]));
			const browsers = new Map((await store.read.identifiers.byId(members)).map((row) => [row.id, row]));
			return rows.map((row) => change(row, browsers));
		},
		position: () => store.read.changes.position(),
		cursor: (reader) => store.read.changes.cursor(reader),
		commit: (reader, seq) => store.write((tables) => tables.changes.commit(reader, seq)),
	};
}

function unknown(key: string, rows: SegmentRow[]): never {
	const known = rows
		.map((row) => row.key)
		.slice(0, 20)
		.join(', ');
	throw new InputError(
		`There is no segment “${key}”.`,
		known ? `Known segments: ${known}.` : 'Save one first.',
		'SEGMENT_UNKNOWN',
	);
}

/** A changed condition makes the next run a full one; a changed name does not. */
async function save(store: Store, definition: SegmentDefinition): Promise<SegmentSummary> {
	return store.write(async (tables) => {
		checkNeeds(definition, await tables.segments.all());
		const hints = await checkNames(definition, tables);
		const old = await tables.segments.byKey(definition.key);
		const same = old && meaning(JSON.parse(old.definition) as SegmentDefinition) === meaning(definition);
		const row: SegmentRow = {
			key: definition.key,
			of: definition.of,
			definition: JSON.stringify(definition),
			members: old?.members ?? 0,
			evaluated_at: same ? old.evaluated_at : null,
			evaluated_seq: same ? old.evaluated_seq : null,
			evaluated_change: same ? old.evaluated_change : null,
		};
		if (old && old.of !== definition.of)
			throw new InputError(`“${definition.key}” holds ${old.of} already.`, 'Use another key.', 'SEGMENT_KIND');
		if (definition.capacity === undefined) await tables.candidates.clear(definition.key);
		await tables.segments.put(row);
		return { ...summary(row), ...(hints.length > 0 ? { hints } : {}) };
	});
}

const meaning = ({ condition, ttlDays, of, timeZone, capacity }: SegmentDefinition): string =>
	JSON.stringify([condition, ttlDays ?? null, of, timeZone ?? null, capacity ?? null]);

function summary(row: SegmentRow): SegmentSummary {
	const definition = JSON.parse(row.definition) as SegmentDefinition;
	return {
		key: row.key,
		name: definition.name,
		of: row.of,
		sentence: say(definition.condition),
		members: row.members,
		evaluatedAt: row.evaluated_at ?? undefined,
	};
}

function change(row: ChangeRow, browsers: Map<number, IdentifierRow>): Change {
	const browser = row.member !== null ? browsers.get(row.member) : undefined;
	return {
		seq: row.seq as number,
		kind: row.kind,
		...(row.segment === null ? {} : { segment: row.segment }),
		profileId: publicId(row.profile),
		...(browser ? { browser: { type: browser.type, value: browser.value } } : {}),
		time: row.time,
		reason: row.reason,
	};
}
