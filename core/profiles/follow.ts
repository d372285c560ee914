import { uniq } from 'lodash';
import type { Placement } from '../identity/place';
import type { RuleBook } from '../identity/rules/book';
import type { Move, Tables } from '../ports';
import { touch } from '../segments/touch';
import { deriveProfiles, uniqPairs } from './derive';
import { refold, refoldConsents } from './refold';
import { reown } from './reown';

/** After identifiers changed profile: their events, observations and consents go along, and both sides are derived anew. */
export async function follow(tables: Tables, placement: Placement, book: RuleBook): Promise<void> {
	const { moves, changes, shared } = placement;
	if (changes.length > 0) await tables.changes.add(changes);
	if (moves.length > 0) await move(tables, moves, book);
	// What came in under a value that turned out to be shared belongs to the others it was named with.
	if (shared.length > 0) await reown(tables, [...new Set(shared.map((row) => row.profile))], book, shared);
}

async function move(tables: Tables, moves: Move[], book: RuleBook): Promise<void> {
	const affected = uniq(moves.flatMap((move) => [move.from, move.to]));
	const keysBefore = await tables.traits.observedKeys(affected);
	await tables.events.move(moves);
	await tables.traits.move(moves);
	await tables.consents.move(moves);
	await tables.recommend.move(moves);
	const keysAfter = await tables.traits.observedKeys(affected);
	await refold(tables, uniqPairs([...keysBefore, ...keysAfter]), book);
	await refoldConsents(tables, affected);
	await tables.profiles.put(await deriveProfiles(tables, affected));
	await touch(tables, affected);
}
