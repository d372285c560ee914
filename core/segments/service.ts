import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import type { Change, SegmentDefinition, SegmentSummary } from '../model/segment';
import type { ChangeRow, Clock, IdentifierRow, SegmentRow, Store } from '../ports';
import { requireProfile, type Finder } from '../profiles/find';
import { loadProfiles } from '../profiles/load';
import { publicId } from '../profiles/publicId';
import { eventsOf, explain, toSql } from './condition';
import { parseDefinition } from './definition';
import { evaluate, ttlOf } from './evaluate';
import { loadPerson } from './person';
import { say } from './sentence';

const PAGE = 1_000;
const PREVIEW_CHUNK = 5_000;

/** Segments of people and audiences of browsers: one mechanism, two kinds of subject. */
export function segmentService(store: Store, clock: Clock, finder: Finder): Cdp['segments'] {
	const running = new Map<string, Promise<unknown>>();
	const one = async (key: string): Promise<SegmentRow> => (await store.read.segments.byKey(key)) ?? unknown(key, await store.read.segments.all());
	/** Runs of the same segment take turns; different segments do not wait for each other. */
	const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
		const turn = (running.get(key) ?? Promise.resolve()).then(work, work);
		running.set(key, turn.catch(() => undefined));
		return turn;
	};
	const run = (key: string, options: { full?: boolean; now?: number } = {}) =>
		inTurn(key, async () => evaluate(store, await one(key), { ...options, now: options.now ?? clock.now() }));
	return {
		save: async (input) => save(store, parseDefinition(input)),
		get: async (key) => JSON.parse((await one(key)).definition) as SegmentDefinition,
		list: async (of) => (await store.read.segments.all()).filter((row) => !of || row.of === of).map(summary),
		evaluate: run,
		evaluateAll: async () => {
			const results = [];
			for (const row of await store.read.segments.all()) results.push(await run(row.key));
			return results;
		},
		preview: async (input, options) => preview(store, clock, parseDefinition(input), options?.limit ?? 10),
		explain: async (key, identifier) => {
			const definition = JSON.parse((await one(key)).definition) as SegmentDefinition;
			const subject = await requireProfile(finder, identifier);
			const browser = definition.of === 'browsers' ? subject.row.id : undefined;
			const [member] = await store.read.segments.members(key, [browser ?? subject.profile]);
			const person = await loadPerson(store, subject.profile, eventsOf(definition.condition), browser);
			// A browser is explained at the visit at which it last qualified, else at its last one.
			const visit = member?.expires ? member.expires - ttlOf(definition) : person.lastSeen;
			return { member: member !== undefined, since: member?.since, explanation: explain(definition.condition, person, browser ? visit : clock.now()) };
		},
		members: async (key, { after, limit = 100 }) => {
			await one(key);
			const rows = await store.read.segments.memberPage(key, Number(after ?? 0), Math.min(limit, PAGE));
			const names = await store.read.identifiers.byProfile(rows.map((row) => row.profile));
			const of = (JSON.parse((await one(key)).definition) as SegmentDefinition).of;
			const items = rows.map((row) => ({
				profileId: publicId(row.profile),
				identifiers: names.filter((name) => (of === 'browsers' ? name.id === row.member : name.profile === row.profile)).map(({ type, value }) => ({ type, value })),
				since: row.since,
				...(row.expires === null ? {} : { expiresAt: row.expires }),
				reason: row.reason,
			}));
			return rows.length === Math.min(limit, PAGE) ? { items, next: String(rows.at(-1)?.member) } : { items };
		},
		changes: async (query) => {
			const rows = await store.read.changes.after({ ...query, limit: Math.min(query.limit ?? PAGE, PAGE) });
			const browsers = new Map((await store.read.identifiers.byId(rows.flatMap((row) => (row.member === null ? [] : [row.member])))).map((row) => [row.id, row]));
			return rows.map((row) => change(row, browsers));
		},
		position: () => store.read.changes.position(),
		remove: async (key) => {
			await one(key);
			return inTurn(key, () =>
				store.write(async (tables) => {
					await tables.segments.remove(key);
					return { removed: true };
				}),
			);
		},
		cursor: (reader) => store.read.changes.cursor(reader),
		commit: (reader, seq) => store.write((tables) => tables.changes.commit(reader, seq)),
	};
}

function unknown(key: string, rows: SegmentRow[]): never {
	const known = rows.map((row) => row.key).slice(0, 20).join(', ');
	throw new InputError(`There is no segment “${key}”.`, known ? `Known segments: ${known}.` : 'Save one first.', 'SEGMENT_UNKNOWN');
}

/** A changed condition makes the next run a full one; a changed name does not. */
async function save(store: Store, definition: SegmentDefinition): Promise<SegmentSummary> {
	return store.write(async (tables) => {
		const old = await tables.segments.byKey(definition.key);
		const same = old && meaning(JSON.parse(old.definition) as SegmentDefinition) === meaning(definition);
		const row: SegmentRow = {
			key: definition.key, of: definition.of, definition: JSON.stringify(definition), members: old?.members ?? 0,
			evaluated_at: same ? old.evaluated_at : null, evaluated_seq: same ? old.evaluated_seq : null,
		};
		if (old && old.of !== definition.of) throw new InputError(`“${definition.key}” holds ${old.of} already.`, 'Use another key.', 'SEGMENT_KIND');
		await tables.segments.put(row);
		return summary(row);
	});
}

const meaning = ({ condition, ttlDays, of }: SegmentDefinition): string => JSON.stringify([condition, ttlDays ?? null, of]);

function summary(row: SegmentRow): SegmentSummary {
	const definition = JSON.parse(row.definition) as SegmentDefinition;
	return { key: row.key, name: definition.name, of: row.of, sentence: say(definition.condition), members: row.members, evaluatedAt: row.evaluated_at ?? undefined };
}

async function preview(store: Store, clock: Clock, definition: SegmentDefinition, limit: number) {
	const now = clock.now();
	const fragment = toSql(definition.condition, { dialect: store.dialect, now, of: definition.of });
	const sample: number[] = [];
	let members = 0;
	for (let last = 0; ; ) {
		const page = await store.read.segments.subjects(definition.of, { from: last, limit: PREVIEW_CHUNK });
		if (page.length === 0) break;
		const ids = page.map((s) => s.id);
		const matched = definition.of === 'people' ? await store.read.segments.matchingPeople(ids, fragment) : await store.read.segments.matchingBrowsers(ids, fragment, now - ttlOf(definition), now);
		members += matched.length;
		for (const subject of matched) if (sample.length < limit) sample.push(subject.profile);
		last = page.at(-1)?.id ?? last;
		await store.breathe();
	}
	return { members, sample: await loadProfiles(store.read, [...new Set(sample)]), sentence: say(definition.condition) };
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
