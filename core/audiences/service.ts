import type { Cdp } from '../cdp';
import type { Regime } from '../identity/rules/current';
import type { Clock, Store, Tables } from '../ports';
import { expireTraits } from '../profiles/expire';
import { providers } from './providers';

/** What belongs to browsers alone: figures of their audiences, and what data providers say. */
export function audienceService(
	store: Store,
	clock: Clock,
	regime: (tables: Tables) => Promise<Regime>,
): Cdp['audiences'] {
	return {
		expire: () => expireTraits(store, regime, clock.now()),
		providers: async () => {
			await expireTraits(store, regime, clock.now());
			return providers(store.read);
		},
	};
}
