import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import type { RecommendProgress } from '../model/recommend';
import type { Clock, Store, Tables } from '../ports';
import type { Finder } from '../profiles/find';
import type { Counting } from './counting';
import { parseQuery } from './query';
import { productOf, recommend } from './recommend';
import { SIGNAL_NAMES } from './signals';

const ANEW_PAGE = 5_000;
const DEFAULT_MS = 2_000;
const MAX_PAGE = 1_000;

/** Recommendations: what goes with what, for whom. */
export function recommendService(store: Store, clock: Clock, find: Finder, counts: Counting): Cdp['recommend'] {
	return {
		for: async (input) => {
			const query = parseQuery(input ?? {});
			const found = query.identifier && (await find(query.identifier));
			const interests = found ? await store.read.recommend.interests([found.profile]) : [];
			return recommend(store.read, interests, query, clock.now());
		},
		refresh: ({ ms = DEFAULT_MS, anew = false } = {}) => refresh(store, counts, ms, anew),
		product: async (sku) => {
			const [row] = await store.read.recommend.products([sku]);
			if (row) return productOf(row);
			throw new InputError(
				`No product has the code “${sku.slice(0, 100)}”.`,
				'Import the catalogue, or check the code.',
				'PRODUCT_UNKNOWN',
			);
		},
		products: async ({ after = '', limit = 100, search, category } = {}) => {
			const size = Math.min(limit, MAX_PAGE);
			const rows = await store.read.recommend.productPage({
				after,
				limit: size + 1,
				...(search === undefined ? {} : { search }),
				...(category === undefined ? {} : { category }),
			});
			const items = rows.slice(0, size);
			const last = items.at(-1);
			return { items: items.map(productOf), ...(rows.length > size && last ? { next: last.sku } : {}) };
		},
	};
}

async function refresh(store: Store, counts: Counting, ms: number, anew: boolean): Promise<RecommendProgress> {
	if (anew) await store.write(queueAll);
	const events = await counts.run(ms);
	const waiting = await store.read.recommend.countWaiting();
	return { events, waiting, done: waiting === 0 };
}

/** Everything is forgotten and every event waits again. */
async function queueAll(tables: Tables): Promise<void> {
	await tables.recommend.clearCounts();
	for (let last = 0; ;) {
		const page = await tables.recommend.eventsAfter(SIGNAL_NAMES, last, ANEW_PAGE);
		await tables.recommend.enqueue(page);
		if (page.length < ANEW_PAGE) return;
		last = page.at(-1)?.id ?? last;
	}
}
