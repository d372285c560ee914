import type { Identifier } from './identifier';
import type { Json } from './json';
import type { Recommendation, RecommendQuery } from './recommend';

/** What is known of the page that asks. A campaign is also read from `utm_campaign` of the URL. */
export interface PageContext {
	url?: string;
	path?: string;
	title?: string;
	referrer?: string;
	campaign?: string;
	category?: string;
	/** A sku. */
	product?: string;
}

/** When a variant is shown: answered from tables and from the page, never by reading a history. */
export type VisitCondition =
	| { kind: 'all' | 'any' | 'not'; conditions: VisitCondition[] }
	| { kind: 'segment'; segment: string; is: boolean }
	| {
			kind: 'page';
			field: keyof PageContext;
			comparison: 'is' | 'isNot' | 'contains' | 'startsWith' | 'exists' | 'missing';
			value?: string;
	  }
	/** `atLeast`: per cent of all their interest in categories (brands); default: any. */
	| { kind: 'interest'; in: 'category' | 'brand' | 'product'; value: string; atLeast?: number }
	/** `known`: has an identifier of a person; `returning`: the store has met the browser or person; `new`: it has not. */
	| { kind: 'visitor'; is: 'known' | 'returning' | 'new' };

export interface Variant {
	key: string;
	name?: string;
	/** Missing: for everybody. */
	when?: VisitCondition;
	/** Larger comes first; equal ones in their order. Default 0. */
	priority?: number;
	/** So many per cent of those for whom `when` holds, by lot; the others go on to the next. Default 100. */
	percent?: number;
	/** What the page gets: any JSON. */
	content: Json;
}

/** What is shown to whom: rules, and nothing else. */
export interface Experience {
	version: 1;
	key: string;
	name: string;
	variants: Variant[];
	/** Shown when no rule holds, to the hold-out, and when the store is too slow. */
	fallback: { content: Json };
	/** So many per cent see the fallback, so that lift can be measured. */
	holdOut?: { percent: number; seed?: string };
	/** Products with every answer. */
	recommendations?: Pick<RecommendQuery, 'limit' | 'categories' | 'inStock' | 'boughtWithinDays'>;
	/** False answers the fallback to everybody. */
	active?: boolean;
}

export interface ExperienceSummary {
	key: string;
	name: string;
	/** Counts up with every change. */
	revision: number;
	savedAt: number;
	active: boolean;
	variants: number;
	holdOutPercent: number;
}

export interface DecideRequest {
	/** Without one: segments, interests and recommendations alone. */
	experience?: string;
	/** Who asks, best first; the first one that the store knows counts. */
	identifiers?: Identifier[];
	context?: PageContext;
	recommend?: Pick<RecommendQuery, 'limit' | 'categories' | 'inStock' | 'boughtWithinDays' | 'exclude'> | false;
	/** `soon` (default): the decision is stored as an event after the answer; `wait`: before it; `none`: not. */
	log?: 'soon' | 'wait' | 'none';
	/** Milliseconds after which the safe default is answered; 1 to 10,000, default 50. */
	budgetMs?: number;
	/** What the safe default is when even the experience could not be read. */
	fallback?: Json;
	/** The answer goes to somebody who may be anybody: only browsers are looked up, and nothing personal is said. */
	public?: boolean;
}

export interface Interest {
	value: string;
	/** Per cent of all interest of that kind. */
	share: number;
}

export interface VariantCheck {
	variant: string;
	holds: boolean;
	sentence: string;
}

export interface VisitDecision {
	/** Also the messageId of the event that logs it. */
	id: string;
	experience?: string;
	revision?: number;
	/** Key of the variant, or `fallback`. */
	variant: string;
	content: Json;
	holdOut: boolean;
	/** Why this one, in a sentence. */
	reason: string;
	segments: string[];
	/** Missing in answers to the public. */
	interests?: { categories: Interest[]; brands: Interest[] };
	recommendations: Recommendation[];
	/** True when the store did not answer in time, or not at all. */
	late: boolean;
	/** `stored`: durable as an event; `underWay`: it is being stored; `none`: not logged, `logReason` says why. */
	log: 'stored' | 'underWay' | 'none';
	logReason?: string;
}

/** A decision with every rule that was looked at. Nothing is logged. */
export interface VisitExplanation extends VisitDecision {
	found: boolean;
	/** Whether consent lets the profile be used, and why not. */
	consent: { allowed: boolean; reasons: string[] };
	checks: VariantCheck[];
	/** 0 to 99.99: below the hold-out's per cent means the fallback. */
	lot?: number;
}

/** The engine's family `personalize`. */
export interface PersonalizeApi {
	/** Creates or replaces an experience; throws InputError EXPERIENCE_DEFINITION with the place. An unchanged one keeps its revision. */
	save(definition: unknown): Promise<ExperienceSummary>;
	list(): Promise<ExperienceSummary[]>;
	/** The newest revision, or one. Throws InputError EXPERIENCE_UNKNOWN. */
	get(key: string, revision?: number): Promise<Experience>;
	/** Removes all revisions; decisions that were logged stay. */
	remove(key: string): Promise<{ removed: boolean }>;
	/** What to show now. Throws only for a wrong question: a store that is slow or away gives the safe default. */
	decide(request: DecideRequest): Promise<VisitDecision>;
	explain(request: DecideRequest): Promise<VisitExplanation>;
}
