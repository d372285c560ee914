import { groupBy, uniq } from 'lodash';
import type { Placement } from '../identity/place';
import type { ProfileRow, Tables } from '../ports';
import { touch } from '../segments/touch';
import { refold } from './refold';

/** After identifiers changed profile: their events, observations and consents go along, and both sides are derived anew. */
export async function follow(tables: Tables, placement: Placement): Promise<void> {
	const { moves, changes } = placement;
	if (changes.length > 0) await tables.changes.add(changes);
	if (moves.length === 0) return;
	const affected = uniq(moves.flatMap((move) => [move.from, move.to]));
	const keysBefore = await tables.traits.observedKeys(affected);
	await tables.events.move(moves);
	await tables.traits.move(moves);
	await tables.consents.move(moves);
	const keysAfter = await tables.traits.observedKeys(affected);
	await refold(tables, uniqPairs([...keysBefore, ...keysAfter]));
	await tables.profiles.put(await deriveProfiles(tables, affected));
	await touch(tables, affected);
}

function uniqPairs(pairs: Array<{ profile: number; key: string }>): Array<{ profile: number; key: string }> {
	return [...new Map(pairs.map((pair) => [`${pair.profile}\u0001${pair.key}`, pair])).values()];
}

/** Profile rows from scratch: what they would be had they always been so. */
export async function deriveProfiles(tables: Tables, ids: number[]): Promise<ProfileRow[]> {
	const identifiers = groupBy(await tables.identifiers.byProfile(ids), (row) => row.profile);
	return ids.map((id) => {
		const names = identifiers[id] ?? [];
		return { id, known: names.some((row) => row.known === 1) ? 1 : 0, alive: names.length > 0 ? 1 : 0 };
	});
}
