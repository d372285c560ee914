import type { Stats } from './cdp';
import type { Store } from './ports';

/** Counts over the whole store. */
export async function stats(store: Store): Promise<Stats> {
	const { profiles, known, identifiers } = await store.read.profiles.counts();
	const rows = await store.read.segments.all();
	const sizes = await Promise.all(rows.map(async (row) => [row.key, await store.read.segments.size(row.key)] as const));
	return {
		events: await store.read.events.total(),
		profiles,
		known,
		anonymous: profiles - known,
		identifiers,
		merges: await store.read.changes.count('merged'),
		segments: Object.fromEntries(sizes),
	};
}
