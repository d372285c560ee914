import { groupBy } from 'lodash';
import type { RuleBook } from '../identity/rules/book';
import type { Tables, TraitRow } from '../ports';
import { foldTrait } from './fold';

/** Brings traits up to date with their observations. */
export async function refold(
	tables: Tables,
	of: Array<{ profile: number; key: string }>,
	book: RuleBook,
): Promise<void> {
	if (of.length === 0) return;
	const byTrait = groupBy(await tables.traits.observations(of), (o) => `${o.profile}\u0001${o.key}`);
	const folded = of.map(({ profile, key }) =>
		foldTrait(profile, key, byTrait[`${profile}\u0001${key}`] ?? [], book.survivorship(key)),
	);
	await tables.traits.put(folded.filter((row): row is TraitRow => row !== undefined));
	const gone = of.filter((_, i) => folded[i] === undefined);
	if (gone.length > 0) await tables.traits.remove(gone);
}
