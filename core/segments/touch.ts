import type { Tables } from '../ports';

/**
 * Notes that something about these profiles changed, for the next delta evaluation and the next search for duplicates. Appended, never updated: a note costs
 * the same however large the store is. While there are no segments nothing is noted, since a first run looks at everybody.
 */
export async function touch(tables: Tables, profiles: number[]): Promise<void> {
	if (profiles.length === 0) return;
	if (await tables.duplicates.any()) await tables.duplicates.queue(profiles);
	if (!(await tables.segments.any())) return;
	const seq = await tables.meta.take('touch', 1);
	await tables.profiles.touch(profiles, seq);
}
