import { groupBy } from 'lodash';
import type { Json } from '../model/json';
import type { Profile } from '../model/profile';
import type { Tables, TraitRow } from '../ports';
import { foldConsents } from '../consent/fold';
import { isHidden } from './hidden';
import { publicId } from './publicId';

const shown = (traits: TraitRow[]): TraitRow[] => traits.filter(({ key }) => !isHidden(key));

/** Loads whole profiles, a fixed number of statements for any number of them, in the order asked. */
export async function loadProfiles(tables: Tables, ids: number[]): Promise<Profile[]> {
	const rows = new Map((await tables.profiles.byId(ids)).map((row) => [row.id, row]));
	const identifiers = groupBy(await tables.identifiers.byProfile(ids), (row) => row.profile);
	const traits = groupBy(await tables.traits.byProfile(ids), (row) => row.profile);
	const consents = groupBy(await tables.consents.byProfile(ids), (row) => row.profile);
	const events = new Map((await tables.events.summary(ids)).map((seen) => [seen.profile, seen]));
	const segments = groupBy(await tables.segments.ofProfiles(ids), (row) => row.profile);
	return ids.flatMap((id) => {
		const row = rows.get(id);
		if (!row || row.alive === 0) return [];
		const names = identifiers[id] ?? [];
		const seen = events.get(id);
		return [
			{
				id: publicId(id),
				known: row.known === 1,
				identifiers: names.map(({ type, value }) => ({ type, value })),
				traits: Object.fromEntries(
					shown(traits[id] ?? []).map((trait) => [trait.key, JSON.parse(trait.value) as Json]),
				),
				segments: (segments[id] ?? []).map((member) => member.segment),
				consents: foldConsents(consents[id] ?? []),
				events: seen?.events ?? 0,
				firstSeen: Math.min(...names.map((name) => name.first_seen), seen?.first ?? Infinity),
				lastSeen: seen?.last ?? Math.max(...names.map((name) => name.first_seen)),
			},
		];
	});
}
