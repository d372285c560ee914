import type { Json, JsonObject } from '../model/json';
import type { Store } from '../ports';
import { foldConsents } from '../consent/fold';
import { isHidden } from '../profiles/hidden';
import type { Person } from './operator';
import { ANY_EVENT } from './window';

/** Loads one person (or one browser of a person) for the evaluator in memory: the traits, and the events of these names. */
export async function loadPerson(
	store: Store,
	profile: number,
	events: string[],
	browser?: number,
): Promise<Person & { lastSeen: number }> {
	const { read } = store;
	const traits = (await read.traits.byProfile([profile])).filter(({ key }) => !isHidden(key));
	const asked = events.includes(ANY_EVENT) ? undefined : events;
	const history = events.length > 0 ? await read.events.ofNames(profile, asked) : [];
	const [seen] = await read.events.summary([profile]);
	const identifiers = (await read.identifiers.byProfile([profile])).filter((row) => row.standing !== 1);
	const consents = foldConsents(await read.consents.byProfile([profile]));
	return {
		id: profile,
		lastSeen: seen?.last ?? 0,
		traits: new Map(
			traits.map(({ key, value, text, num, ms }) => [
				key,
				{ value: JSON.parse(value) as Json, facets: { text, num, ms } },
			]),
		),
		events: history
			.filter((event) => browser === undefined || event.browser === browser)
			.map(({ name, time, properties, context }) => ({
				name,
				time,
				properties: JSON.parse(properties) as JsonObject,
				context: JSON.parse(context) as JsonObject,
			})),
		identifiers: identifiers.map(({ type, verified }) => ({ type, verified: verified === 1 })),
		segments: new Set((await read.segments.ofProfiles([profile])).map((row) => row.segment)),
		lists: new Set(await read.lists.ofProfile(profile)),
		consents: new Set(Object.keys(consents).filter((purpose) => consents[purpose]?.granted)),
	};
}
