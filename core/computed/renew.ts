import type { ComputedDefinition } from '../model/computed';
import type { Json } from '../model/json';
import type { Tables, TraitRow } from '../ports';
import { inside } from '../profiles/hidden';
import { facets } from '../segments/facets';
import { touchDerived } from '../segments/touch';
import type { Moment } from './kind';
import { kindOf } from './kinds/registry';
import { readHistories } from './read';

/** The source of every computed trait. */
export const COMPUTED = 'computed';

/** Computes one trait of these profiles and writes what differs; answers of how many. */
export async function renew(
	tables: Tables,
	definition: ComputedDefinition,
	profiles: number[],
	moment: Moment,
): Promise<number> {
	const { key } = definition;
	const values = await valuesOf(tables, definition, profiles, moment);
	const former = new Map((await tables.computed.values(key, profiles)).map((row) => [row.profile, row]));
	const changed = profiles.filter((profile) => JSON.stringify(values.get(profile)) !== former.get(profile)?.value);
	const was = changed.flatMap((profile) => former.get(profile) ?? []).filter(isDeep);
	if (was.length > 0) await tables.traits.removeInside(was);
	const gone = changed.filter((profile) => !values.has(profile)).map((profile) => ({ profile, key }));
	if (gone.length > 0) await tables.traits.remove(gone);
	const rows = changed.flatMap((profile) => rowOf(profile, key, values.get(profile), moment.now));
	if (rows.length > 0) await tables.traits.put(rows);
	await touchDerived(tables, changed);
	return changed.length;
}

/** The trait, and the hidden rows of what lies inside it. */
function rowOf(profile: number, key: string, value: Json | undefined, time: number): TraitRow[] {
	if (value === undefined) return [];
	const row = { profile, key, value: JSON.stringify(value), ...facets(value), time, source: COMPUTED };
	return isDeep(row) ? [row, ...inside(row, value)] : [row];
}

async function valuesOf(
	tables: Tables,
	definition: ComputedDefinition,
	profiles: number[],
	moment: Moment,
): Promise<Map<number, Json>> {
	const alive = (await tables.segments.subjects('people', { ids: profiles })).map(({ id }) => id);
	const kind = kindOf(definition.compute);
	const values = new Map<number, Json>();
	for (const history of await readHistories(tables, definition, alive, moment.now)) {
		const value = kind.value(definition.compute, history, moment);
		if (value !== undefined && value !== null) values.set(history.profile, value);
	}
	return values;
}

const isDeep = ({ value }: Pick<TraitRow, 'value'>): boolean => value.startsWith('{') || value.startsWith('[');
