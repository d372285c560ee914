import { countBy } from 'lodash';
import type { Call } from '../model/call';
import type { Tables } from '../ports';

/** Where signals that were not believed are counted: `consent refused/SIGNAL REASON`. */
export const REFUSED_SIGNAL = 'consent refused/';

/** Counts consent signals that were not believed, where anybody can see it. */
export async function countRefused(tables: Tables, calls: readonly Call[]): Promise<void> {
	const refused = calls.flatMap((call) => call.refusedSignals ?? []);
	if (refused.length === 0) return;
	const counts = countBy(refused, ({ signal, reason }) => `${REFUSED_SIGNAL}${signal} ${reason}`);
	await tables.meta.count(counts);
}
