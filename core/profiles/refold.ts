import { groupBy } from 'lodash';
import type { RuleBook } from '../identity/rules/book';
import type { Json } from '../model/json';
import type { ObservationRow, Tables, TraitRow } from '../ports';
import { foldConsents } from '../consent/fold';
import { foldTrait } from './fold';
import { consentTraits, inside } from './hidden';

/** Brings traits up to date with their observations. */
export async function refold(
	tables: Tables,
	observed: Array<{ profile: number; key: string }>,
	book: RuleBook,
): Promise<void> {
	if (observed.length === 0) return;
	// What the store computes is never what a source says, even when one begins to use the same name.
	const computed = new Set(await tables.computed.keys());
	const of = observed.filter(({ key }) => !computed.has(key));
	if (of.length === 0) return;
	const byTrait = groupBy(await tables.traits.observations(of), (o) => `${o.profile}\u0001${o.key}`);
	const said = (one: { profile: number; key: string }) => byTrait[`${one.profile}\u0001${one.key}`] ?? [];
	const folded = of.map((one) => foldTrait(one.profile, one.key, said(one), book.survivorship(one.key)));
	// Where no value was ever an object or a list, no rows lie inside it.
	const deep = of.filter((one) => said(one).some(isDeep));
	if (deep.length > 0) await tables.traits.removeInside(deep);
	const rows = folded.filter((row): row is TraitRow => row !== undefined);
	await tables.traits.put([
		...rows,
		...rows.filter(isDeep).flatMap((row) => inside(row, JSON.parse(row.value) as Json)),
	]);
	const gone = of.filter((_, i) => folded[i] === undefined);
	if (gone.length > 0) {
		await tables.traits.remove(gone);
		const inner = gone.filter((one) => said(one).length === 0);
		if (inner.length > 0) await tables.traits.removeInside(inner);
	}
}

const isDeep = ({ value }: Pick<ObservationRow, 'value'>): boolean => value.startsWith('{') || value.startsWith('[');

/** Brings what segments ask of consent up to date with what was said. */
export async function refoldConsents(tables: Tables, profiles: number[]): Promise<void> {
	if (profiles.length === 0) return;
	const said = groupBy(await tables.consents.byProfile(profiles), (row) => row.profile);
	const rows = profiles.flatMap((profile) => consentTraits(profile, foldConsents(said[profile] ?? [])));
	await tables.traits.removeConsents(profiles);
	if (rows.length > 0) await tables.traits.put(rows);
}
