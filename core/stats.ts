import type { Stats } from './cdp';
import type { CollectCounts } from './consent/family';
import { COLLECTED, REFUSED_SIGNAL } from './consent/tally';
import type { Store } from './ports';

/** Counts over the whole store. */
export async function stats(store: Store): Promise<Stats> {
	const { profiles, known, identifiers } = await store.read.profiles.counts();
	const rows = await store.read.segments.all();
	const counted = await store.read.meta.counts(COLLECTED);
	const refused = Object.values(await store.read.meta.counts(REFUSED_SIGNAL));
	return {
		events: await store.read.events.total(),
		profiles,
		known,
		anonymous: profiles - known,
		identifiers,
		collected: collected(counted),
		consentRefused: refused.reduce((sum, n) => sum + n, 0),
		merges: await store.read.changes.count('merged'),
		segments: Object.fromEntries(rows.map((row) => [row.key, row.members])),
	};
}

const collected = (counts: Record<string, number>): CollectCounts => ({
	robots: 0,
	withoutConsent: 0,
	unauthorised: 0,
	erased: 0,
	...counts,
});
