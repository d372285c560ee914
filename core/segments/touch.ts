import type { Tables } from '../ports';

/**
 * Notes that something about these profiles changed, for the next delta evaluation and the next search for duplicates. Appended, never updated: a note costs
 * the same however large the store is. While there are no segments and no computed traits nothing is noted, since a first run looks at everybody.
 */
export async function touch(tables: Tables, profiles: number[]): Promise<void> {
	if (profiles.length === 0) return;
	if (await tables.duplicates.any()) await tables.duplicates.queue(profiles);
	await note(tables, profiles);
}

/** The same for what only segments look at: a computed trait changed, of which no other one is made. */
export async function touchDerived(tables: Tables, profiles: number[]): Promise<void> {
	await note(tables, profiles, true);
}

async function note(tables: Tables, profiles: number[], derived = false): Promise<void> {
	if (profiles.length === 0) return;
	if (!(await tables.segments.any()) && (derived || !(await tables.computed.any()))) return;
	const seq = await tables.meta.take('touch', 1);
	await tables.profiles.touch(profiles, seq, derived);
}

/** A sync that was not used for so long compares everybody when it is used again. */
const IDLE_SYNC_MS = 14 * 24 * 3_600_000;
/** The name under which the store notes up to where notes were forgotten. */
export const TOUCHES_FORGOTTEN = 'touch.forgotten';

/** Notes are kept until the slowest segment, computed trait and sync has seen them; one that starts anew looks at everybody. */
export async function forgetSeen(tables: Tables, now: number): Promise<void> {
	const rows = [...(await tables.segments.all()), ...(await tables.computed.all())];
	const seen = rows.flatMap((row) => (row.evaluated_seq === null ? [] : [row.evaluated_seq]));
	const sync = await tables.outbox.seenBySyncs(now - IDLE_SYNC_MS);
	if (seen.length === 0) return;
	const upTo = Math.min(...seen, sync ?? Infinity);
	await tables.profiles.forgetTouches(upTo);
	await tables.meta.set(TOUCHES_FORGOTTEN, String(upTo));
}
