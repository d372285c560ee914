import type { Json, JsonObject } from '../model/json';
import type { Store } from '../ports';
import type { Person } from './operator';

/** Loads one person (or one browser of a person) for the evaluator in memory: the traits, and the events of these names. */
export async function loadPerson(
	store: Store,
	profile: number,
	events: string[],
	browser?: number,
): Promise<Person & { lastSeen: number }> {
	const traits = await store.read.traits.byProfile([profile]);
	const history = events.length > 0 ? await store.read.events.ofNames(profile, events) : [];
	const [seen] = await store.read.events.summary([profile]);
	return {
		lastSeen: seen?.last ?? 0,
		traits: new Map(
			traits.map(({ key, value, text, num, ms }) => [
				key,
				{ value: JSON.parse(value) as Json, facets: { text, num, ms } },
			]),
		),
		events: history
			.filter((event) => browser === undefined || event.browser === browser)
			.map(({ name, time, properties }) => ({ name, time, properties: JSON.parse(properties) as JsonObject })),
	};
}
