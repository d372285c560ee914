import type { SegmentPreview } from '../cdp';
import type { SegmentDefinition } from '../model/segment';
import type { Clock, Some, Store, Subject } from '../ports';
import { loadProfiles } from '../profiles/load';
import { toSql } from './condition';
import { checkNeeds } from './dependencies';
import { ttlOf } from './settle';
import { checkNames } from './names';
import { say } from './sentence';

const CHUNK = 5_000;

/** Counts who would be in a segment, without saving it: against the members it has now, and by what they can be reached. */
export async function preview(
	store: Store,
	clock: Clock,
	definition: SegmentDefinition,
	limit: number,
): Promise<SegmentPreview> {
	checkNeeds(definition, await store.read.segments.all());
	const hints = await checkNames(definition, store.read);
	const now = clock.now();
	const sample: number[] = [];
	const result = { members: 0, entering: 0, leaving: 0, reach: { identifiers: {}, consents: {} } };
	const last = await store.read.segments.last(definition.of);
	for (let after = 0; after <= last; after += CHUNK) {
		const some = { after, upTo: after + CHUNK > last ? Number.MAX_SAFE_INTEGER : after + CHUNK };
		const matched = await matching(store, definition, some, now);
		await count(store, definition.key, some, matched, result);
		for (const { profile } of matched) if (sample.length < limit && !sample.includes(profile)) sample.push(profile);
		await store.breathe();
	}
	return { ...result, sample: await loadProfiles(store.read, sample), sentence: say(definition.condition), hints };
}

function matching(store: Store, definition: SegmentDefinition, some: Some, now: number): Promise<Subject[]> {
	const { of, timeZone: zone, condition } = definition;
	const fragment = toSql(condition, { dialect: store.dialect, now, of, zone });
	return of === 'people'
		? store.read.segments.matchingPeople(some, fragment)
		: store.read.segments.matchingBrowsers(some, fragment, { now, ttl: ttlOf(definition) });
}

type Counts = Pick<SegmentPreview, 'members' | 'entering' | 'leaving' | 'reach'>;

async function count(store: Store, key: string, some: Some, matched: Subject[], result: Counts): Promise<void> {
	const members = new Set((await store.read.segments.members(key, some)).map((row) => row.member));
	const inside = matched.filter((subject) => members.has(subject.id)).length;
	result.members += matched.length;
	result.entering += matched.length - inside;
	result.leaving += members.size - inside;
	const reach = await store.read.segments.reach([...new Set(matched.map((subject) => subject.profile))]);
	for (const kind of ['identifiers', 'consents'] as const)
		for (const { name, people } of reach[kind]) result.reach[kind][name] = (result.reach[kind][name] ?? 0) + people;
}
