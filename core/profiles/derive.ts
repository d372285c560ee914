import { groupBy } from 'lodash';
import type { ProfileRow, Tables } from '../ports';

/** Each pair once. */
export function uniqPairs(pairs: Array<{ profile: number; key: string }>): Array<{ profile: number; key: string }> {
	return [...new Map(pairs.map((pair) => [`${pair.profile}\u0001${pair.key}`, pair])).values()];
}

/** Profile rows from scratch: what they would be had they always been so. */
export async function deriveProfiles(tables: Tables, ids: number[]): Promise<ProfileRow[]> {
	const identifiers = groupBy(await tables.identifiers.byProfile(ids), (row) => row.profile);
	return ids.map((id) => {
		const names = identifiers[id] ?? [];
		return {
			id,
			known: names.some((row) => row.known === 1) ? 1 : 0,
			alive: names.some((row) => row.standing !== 1) ? 1 : 0,
		};
	});
}
