import { countBy } from 'lodash';
import type { CollectCounts } from './family';
import type { Call } from '../model/call';
import type { Store, Tables } from '../ports';

/** Where signals that were not believed are counted: `consent refused/SIGNAL REASON`. */
export const REFUSED_SIGNAL = 'consent refused/';

/** What a collector counted and did not store: `collected/NAME`. */
export const COLLECTED = 'collected/';
const NAMES = ['robots', 'withoutConsent', 'unauthorised', 'erased'] as const satisfies Array<keyof CollectCounts>;

/** Adds to it; anything but whole numbers from 1 is left out. */
export async function countCollected(store: Store, counts: Partial<CollectCounts>): Promise<void> {
	const given = NAMES.flatMap((name) => {
		const count = counts[name];
		return Number.isSafeInteger(count) && (count as number) > 0 ? [[`${COLLECTED}${name}`, count as number]] : [];
	});
	if (given.length > 0)
		await store.write((tables) => tables.meta.count(Object.fromEntries(given) as Record<string, number>));
}

/** Counts consent signals that were not believed, where anybody can see it. */
export async function countRefused(tables: Tables, calls: readonly Call[]): Promise<void> {
	const refused = calls.flatMap((call) => call.refusedSignals ?? []);
	if (refused.length === 0) return;
	const counts = countBy(refused, ({ signal, reason }) => `${REFUSED_SIGNAL}${signal} ${reason}`);
	await tables.meta.count(counts);
}
