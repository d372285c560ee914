import type { Call } from '../model/call';
import type { Tables } from '../ports';
import { consentKey, fieldKeys } from '../profiles/hidden';

/** Counts event names, properties, traits with their inner fields, and purposes of consent, so that the editor can offer what the store has seen. */
export async function countCatalog(tables: Tables, calls: readonly Call[], names: Map<string, number>): Promise<void> {
	const events = new Map<number, number>();
	const properties = new Map<number, Map<string, number>>();
	const traits = new Map<string, number>();
	for (const call of calls) {
		const name = names.get(call.name) as number;
		bump(events, name);
		const known = properties.get(name) ?? new Map<string, number>();
		properties.set(name, known);
		for (const property of call.propertyNames) bump(known, property);
		for (const trait of traitKeys(call)) bump(traits, trait);
	}
	await tables.catalog.countEvents([...events].map(([name, count]) => ({ name, count })));
	await tables.catalog.countProperties(
		[...properties].flatMap(([name, known]) => [...known].map(([property, count]) => ({ name, property, count }))),
	);
	await tables.catalog.countTraits([...traits].map(([trait, count]) => ({ trait, count })));
}

/** Fields and purposes stand among the traits under the keys of their hidden rows. */
function traitKeys({ traits, consent }: Call): string[] {
	const named = Object.entries(traits).flatMap(([trait, value]) => [trait, ...fieldKeys(trait, value)]);
	return [...named, ...Object.keys(consent ?? {}).map(consentKey)];
}

function bump<K>(counts: Map<K, number>, key: K): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
