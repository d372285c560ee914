import type { Cdp } from '../cdp';
import type { Clock, Store } from '../ports';
import { buying } from './buying';
import { readFrame } from './frame';
import { retention } from './retention';
import { rfm } from './rfm';

/** What the store says as figures. */
export function reportService(store: Store, clock: Clock): Cdp['reports'] {
	return {
		buying: async (query) => buying(store, readFrame(query, clock.now())),
		rfm: async ({ key } = {}) => rfm(store, clock.now(), key),
		retention: async (query) => retention(store, readFrame(query, clock.now())),
	};
}
