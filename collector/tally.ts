import type { CollectDeps } from './contract';
import type { CollectCounters, CollectorState } from './state';

/** What is kept in the store, so that it can be seen after the collector has ended. */
const KEPT = ['robots', 'withoutConsent', 'unauthorised', 'erased'] as const satisfies Array<keyof CollectCounters>;
const EVERY_MS = 5_000;

/** Adds to the store what was counted since the last time, at most every five seconds unless `now`. */
export async function keepCounters({ cdp, clock }: CollectDeps, state: CollectorState, now = false): Promise<void> {
	if (!cdp.consent || (!now && clock.now() - state.keptAt < EVERY_MS)) return;
	state.keptAt = clock.now();
	const fresh = KEPT.map((name) => [name, state.counters[name] - (state.kept[name] ?? 0)] as const).filter(
		([, n]) => n > 0,
	);
	if (fresh.length === 0) return;
	for (const [name, n] of fresh) state.kept[name] = (state.kept[name] ?? 0) + n;
	try {
		await cdp.consent.count(Object.fromEntries(fresh));
	} catch {
		for (const [name, n] of fresh) state.kept[name] = (state.kept[name] ?? 0) - n;
	}
}
