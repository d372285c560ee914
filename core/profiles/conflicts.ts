import { groupBy } from 'lodash';
import type { TraitConflict } from '../cdp';
import type { RuleBook } from '../identity/rules/book';
import type { Json } from '../model/json';
import type { Tables } from '../ports';
import { foldTrait } from './fold';

/** Traits of a profile on which what was said differs, with all that was said, newest first. */
export async function conflicts(tables: Tables, profile: number, book: RuleBook): Promise<TraitConflict[]> {
	const observations = await tables.traits.observations(await tables.traits.observedKeys([profile]));
	const ids = [...new Set(observations.map((o) => o.identifier))];
	const rows = new Map((await tables.identifiers.byId(ids)).map((row) => [row.id, row]));
	const byKey = Object.entries(groupBy(observations, (o) => o.key)).sort(([a], [b]) => (a < b ? -1 : 1));
	return byKey.flatMap(([trait, said]) => {
		if (new Set(said.map((o) => o.value_key)).size < 2) return [];
		const rule = book.survivorship(trait);
		const kept = foldTrait(profile, trait, said, rule);
		const others = [...said].sort((a, b) => b.last_time - a.last_time || (a.value_key < b.value_key ? -1 : 1));
		return [
			{
				trait,
				rule: rule.keep,
				kept: kept ? (JSON.parse(kept.value) as Json) : null,
				said: others.map((o) => ({
					value: JSON.parse(o.value) as Json,
					source: o.source,
					verified: o.verified === 1,
					identifier: { type: rows.get(o.identifier)?.type ?? '', value: rows.get(o.identifier)?.value ?? '' },
					time: o.last_time,
					times: o.times,
				})),
			},
		];
	});
}
