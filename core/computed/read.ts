import type { ComputedDefinition } from '../model/computed';
import type { Json, JsonObject } from '../model/json';
import type { HistoryEvent, Tables } from '../ports';
import { passes } from '../segments/event/filter';
import { DAY_MS } from './days';
import type { History } from './kind';
import { kindOf } from './kinds/registry';

/** The window of a definition in days; undefined: ever. */
export const windowOf = ({ compute }: ComputedDefinition): number | undefined => compute.lastDays;

/** Names of the events that a definition looks at. */
export const namesOf = ({ compute }: ComputedDefinition): string[] => [
	...new Set(
		kindOf(compute)
			.events(compute)
			.map(({ name }) => name),
	),
];

/** What the definition needs to know of these profiles at `now`, in the order asked: two statements for any number of them. */
export async function readHistories(
	tables: Tables,
	definition: ComputedDefinition,
	profiles: number[],
	now: number,
): Promise<History[]> {
	const { compute } = definition;
	const kind = kindOf(compute);
	const trait = kind.trait?.(compute);
	const days = windowOf(definition);
	const names = namesOf(definition);
	const rows =
		names.length === 0 || profiles.length === 0
			? []
			: await tables.computed.history({
					profiles,
					names,
					upTo: now,
					properties: kind.readsProperties(compute),
					context: kind.events(compute).some(({ where = [] }) => where.some((filter) => filter.of === 'context')),
					...(days === undefined ? {} : { after: now - days * DAY_MS }),
				});
	const values = trait === undefined ? [] : await tables.computed.values(trait, profiles);
	const traits = new Map(values.map((row) => [row.profile, JSON.parse(row.value) as Json]));
	const events = eventsBy(rows, definition);
	return profiles.map((profile) => ({ profile, events: events.get(profile) ?? [], trait: traits.get(profile) }));
}

function eventsBy(rows: HistoryEvent[], { compute }: ComputedDefinition): Map<number, History['events']> {
	const filters = kindOf(compute).events(compute).map(passes);
	const found = new Map<number, History['events']>();
	const read = (json: string): JsonObject => (json === '' ? {} : (JSON.parse(json) as JsonObject));
	for (const { profile, name, time, properties, context } of rows) {
		const event = { name, time, properties: read(properties), context: read(context) };
		if (!filters.some((isMeant) => isMeant(event))) continue;
		const own = found.get(profile);
		if (own) own.push(event);
		else found.set(profile, [event]);
	}
	return found;
}
