/** What somebody did with a thing, or how often a subject came up: a row an identifier it came with, so an undone merge takes it along. */
export interface InterestRow {
	profile: number;
	identifier: number;
	kind: InterestKind;
	/** A sku, a category, a brand. */
	value: string;
	/** A sum that fades, see core/recommend/heat.ts. */
	heat: number;
	times: number;
	first: number;
	last: number;
}

export type InterestKind = 'viewed' | 'bought' | 'category' | 'brand';
export type PairKind = 'viewed' | 'bought';

export interface ProductRow {
	sku: string;
	name: string | null;
	category: string | null;
	brand: string | null;
	price: number | null;
	currency: string | null;
	url: string | null;
	image: string | null;
	stock: number | null;
	/** 1: from a catalogue; events no longer change what it says. */
	imported: number;
	/** Sums that fade: how much it is wanted, and how many looked at it and bought it. */
	popular: number;
	viewers: number;
	buyers: number;
	/** When it was last met. */
	last: number;
}

/** An event that waits to be counted. */
export interface SignalRow {
	id: number;
	profile: number;
	identifier: number;
}

/** What goes with a product: `list` is JSON, `[[sku, heat], …]`, hottest first. */
export interface NeighbourRow {
	kind: PairKind;
	sku: string;
	list: string;
}

export interface RecommendTable {
	enqueue(rows: SignalRow[]): Promise<void>;
	/** The oldest ones that wait. */
	waiting(limit: number): Promise<SignalRow[]>;
	countWaiting(): Promise<number>;
	waitingOf(profiles: number[]): Promise<SignalRow[]>;
	/** Events of these names of these profiles, oldest first. */
	eventsOf(profiles: number[], names: string[]): Promise<SignalRow[]>;
	dequeue(ids: number[]): Promise<void>;
	/** What waits has another owner now. */
	own(rows: Array<{ id: number; profile: number; identifier: number }>): Promise<void>;
	/** Events of these names with a number above `after`, oldest first, for counting anew. */
	eventsAfter(names: string[], after: number, limit: number): Promise<SignalRow[]>;

	interests(profiles: number[]): Promise<InterestRow[]>;
	putInterests(rows: InterestRow[]): Promise<void>;
	removeInterests(rows: InterestRow[]): Promise<void>;
	/** Interests and what waits go where their identifier goes. */
	move(moves: Array<{ identifier: number; from: number; to: number }>): Promise<void>;
	/** All interests of these profiles, and with `waiting` what is not counted yet. */
	forget(profiles: number[], waiting: boolean): Promise<void>;

	neighbours(of: Array<{ kind: PairKind; sku: string }>): Promise<NeighbourRow[]>;
	putNeighbours(rows: NeighbourRow[]): Promise<void>;
	products(skus: string[]): Promise<ProductRow[]>;
	putProducts(rows: ProductRow[]): Promise<void>;
	/** The most wanted ones; of some categories, or of all. */
	popular(query: { categories?: string[]; inStock: boolean; limit: number }): Promise<ProductRow[]>;
	/** In order of sku; `search` looks in sku and name. */
	productPage(query: { after: string; limit: number; search?: string; category?: string }): Promise<ProductRow[]>;
	/** Nothing is counted any more; the catalogue stays. */
	clearCounts(): Promise<void>;
}
