import type { Cdp } from '../cdp';
import { kindOf } from '../computed/kinds/registry';
import type { ComputedDefinition } from '../model/computed';
import type { Store } from '../ports';
import { CONSENT_RANGE, fieldRange, innerKey, itemRange, pathOf, purposeOf } from '../profiles/hidden';

type Named = { name: string; count: number };

/** What the store has seen, for lists in the editor. */
export function catalogLists({ read }: Pick<Store, 'read'>): Cdp['catalog'] {
	const { catalog } = read;
	return {
		events: (search = '') => catalog.events(search),
		properties: (event, search = '') => catalog.properties(event, search),
		propertyValues: (event, property, search = '') => catalog.propertyValues(event, property, search),
		traits: (search = '') => catalog.traits(search),
		traitFields: async (trait, search = '') => {
			const seen = (await catalog.hidden(fieldRange(trait))).map(({ name, count }) => ({
				name: pathOf(name).join('.'),
				count,
			}));
			return matching([...seen, ...(await computedFields(read, trait))], search);
		},
		traitValues: (trait, search = '', path = []) => {
			const key = innerKey(trait, path);
			return catalog.traitValues(key, itemRange(key), search);
		},
		purposes: async (search = '') => {
			const seen = await catalog.hidden(CONSENT_RANGE);
			return matching(
				seen.map(({ name, count }) => ({ name: purposeOf(name), count })),
				search,
			);
		},
		identifierTypes: () => catalog.identifierTypes(),
	};
}

/** Computed objects have the same fields for everybody who has one. */
async function computedFields({ computed }: Store['read'], trait: string): Promise<Named[]> {
	const row = await computed.byKey(trait);
	if (!row) return [];
	const { compute } = JSON.parse(row.definition) as ComputedDefinition;
	return (kindOf(compute).fields ?? []).map((name) => ({ name, count: row.members }));
}

const matching = (all: Named[], search: string): Named[] =>
	all.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
