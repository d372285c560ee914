import type { Identifier } from './identifier';
import type { Page } from './profile';

/** What is sold or published, as far as it is known: from `ingest.products`, or else from the events that named it. */
export interface Product {
	sku: string;
	name?: string;
	category?: string;
	brand?: string;
	price?: number;
	currency?: string;
	url?: string;
	image?: string;
	/** Pieces; missing when nobody said. */
	stock?: number;
}

/** Why something is recommended. */
export type RecommendReason =
	/** In the baskets of those who bought `because`. */
	| 'boughtTogether'
	/** Looked at by those who looked at `because`. */
	| 'viewedTogether'
	/** Much wanted lately, in a category the person likes or that was asked for. */
	| 'popularInCategory'
	/** Much wanted lately. */
	| 'popular'
	/** The person looked at it lately. */
	| 'viewedLately';

export interface Recommendation extends Product {
	/** Larger is better; comparable within one answer only. */
	score: number;
	reason: RecommendReason;
	/** The sku it goes with. */
	because?: string;
	/** e.g. “Bought together with City 7”. */
	sentence: string;
}

export interface RecommendQuery {
	/** For whom; what they looked at and bought counts. Nobody, or somebody unknown, gets what goes with `skus`, then what is popular. */
	identifier?: Identifier;
	/** What is on the page or in the basket: counts most. */
	skus?: string[];
	/** 1 to 100, default 10. */
	limit?: number;
	/** Only these categories. */
	categories?: string[];
	/** Leave out what has no stock; default true. What nobody gave a stock for counts as there. */
	inStock?: boolean;
	/** Never these. */
	exclude?: string[];
	/** Leave out what the person bought within so many days; 0 leaves nothing out. Default 30. */
	boughtWithinDays?: number;
	/** False leaves out what is only popular; default true. */
	popular?: boolean;
}

export interface Recommendations {
	items: Recommendation[];
	/** What the person looked at and bought that counted, newest first. */
	from: string[];
}

/** How far the counts are behind what came in. */
export interface RecommendProgress {
	/** Events counted in this run. */
	events: number;
	/** Events that wait. */
	waiting: number;
	done: boolean;
}

/** The engine's family `recommend`. */
export interface RecommendApi {
	/** Best first, each with its reason. Throws InputError RECOMMEND_QUERY with the place. */
	for(query: RecommendQuery): Promise<Recommendations>;
	/**
	 * Counts the events that wait, for about `ms` milliseconds; an open engine does so by itself soon after they came.
	 * `anew` first forgets all counts and counts every event of the store again.
	 */
	refresh(options?: { ms?: number; anew?: boolean }): Promise<RecommendProgress>;
	/** One product. Throws InputError PRODUCT_UNKNOWN. */
	product(sku: string): Promise<Product>;
	/** In order of sku; `search` looks in sku and name. */
	products(query?: { search?: string; category?: string; after?: string; limit?: number }): Promise<Page<Product>>;
}
