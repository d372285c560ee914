import type { Json } from './json';
import type { PropertyFilter } from './segment';

/** Which events a computed trait is made of. */
export interface EventsOf {
	/** The event name, or `$page`, `$screen`, `$identify`. */
	event: string;
	where?: PropertyFilter[];
	/** Only events of the last so many days; without it, ever. */
	lastDays?: number;
}

/** How often. No trait without an event. */
export interface CountCompute extends EventsOf {
	kind: 'count';
}

/** A number made of a numeric property; events without one do not count. Sums are rounded to six decimals. */
export interface NumberCompute extends EventsOf {
	kind: 'sum' | 'average' | 'min' | 'max';
	property: string;
}

/** The value of a property at the first or last event that has one; without `property`, when that event was (ISO). */
export interface PickCompute extends EventsOf {
	kind: 'first' | 'last';
	property?: string;
}

/** The value seen most often; of equals the one seen last. Lists are taken apart. `products.category` reaches into lists of objects. */
export interface MostFrequentCompute extends EventsOf {
	kind: 'mostFrequent';
	property: string;
}

/** Every different value, the one seen last first; the first `limit` of them (default 100). */
export interface UniqueListCompute extends EventsOf {
	kind: 'uniqueList';
	property: string;
	limit?: number;
}

/** Days of the calendar (UTC) since the first or last such event. */
export interface DaysSinceCompute extends EventsOf {
	kind: 'daysSince';
	of: 'first' | 'last';
}

/** The value with most events, or with `amount` the one with the largest sum of that property. */
export interface PreferredCategoryCompute extends EventsOf {
	kind: 'preferredCategory';
	property: string;
	amount?: string;
}

/** Engagement: each event counts its weight on its day and half as much after each half-life; rounded to `decimals` (default 2). */
export interface ScoreCompute {
	kind: 'score';
	events: Array<{ event: string; where?: PropertyFilter[]; weight: number }>;
	halfLifeDays: number;
	decimals?: number;
	lastDays?: number;
}

/**
 * `{recency, frequency, monetary, score, group}`: each 1 to 5 by the quintiles of everybody in the store with such an event.
 * The bounds are kept with the definition and drawn anew by a full evaluation or when the store has grown by 5 %.
 */
export interface RfmCompute extends EventsOf {
	kind: 'rfm';
	amount: string;
}

/**
 * Customer lifetime value. `historical`: the sum of `amount`. `predicted`: expected value (or purchases) in the next `days`, by
 * BG/NBD with Gamma-Gamma; the parameters are fitted on the store and refreshed as the quintiles of `rfm` are.
 */
export interface ClvCompute extends EventsOf {
	kind: 'clv';
	amount: string;
	model: 'historical' | 'predicted';
	days?: number;
	result?: 'value' | 'purchases';
}

/** 1 - P(alive) of BG/NBD, fitted as for predicted `clv`; four decimals. 0 before a second purchase: the model knows no dropout there. */
export interface ChurnRiskCompute extends EventsOf {
	kind: 'churnRisk';
}

/** One tag: given when the text holds one of the words and none of the others, whatever the case. */
export interface TagRule {
	tag: string;
	anyOf: string[];
	noneOf?: string[];
}

/** Tags of free text: of a trait, or of a property of note events. A word that ends with `*` is the beginning of one. */
export interface TagsCompute {
	kind: 'tags';
	trait?: string;
	event?: string;
	property?: string;
	where?: PropertyFilter[];
	lastDays?: number;
	rules: TagRule[];
}

/** What is computed. */
export type Compute =
	| CountCompute
	| NumberCompute
	| PickCompute
	| MostFrequentCompute
	| UniqueListCompute
	| DaysSinceCompute
	| PreferredCategoryCompute
	| ScoreCompute
	| RfmCompute
	| ClvCompute
	| ChurnRiskCompute
	| TagsCompute;

/** A trait that the store works out itself, under `key`, with the source `computed`. */
export interface ComputedDefinition {
	version: 1;
	key: string;
	name: string;
	compute: Compute;
}

/** A line of `computed.list`. */
export interface ComputedSummary {
	key: string;
	name: string;
	kind: Compute['kind'];
	sentence: string;
	/** Profiles that have the trait. */
	values: number;
	evaluatedAt?: number;
	/** What was fitted on the store: quintile bounds, model parameters. */
	fitted?: Json;
	/** Why there are no values although there are events. */
	note?: string;
}

/** What an evaluation did. */
export interface ComputedResult {
	key: string;
	mode: 'full' | 'delta';
	/** Profiles looked at, and those whose value changed. */
	examined: number;
	changed: number;
	values: number;
	ms: number;
	note?: string;
}

/** One person's value and where it comes from. */
export interface ComputedExplanation {
	key: string;
	sentence: string;
	/** As it stands in the profile; undefined when there is none. */
	value?: Json;
	/** As it is at this moment; another one than `value` when the trait waits for its evaluation. */
	current?: Json;
	facts: string;
}

/** What a computed trait would be. */
export interface ComputedPreview {
	/** Profiles that would have it. */
	values: number;
	sample: Array<{ profileId: string; value: Json }>;
	sentence: string;
	/** Why there are no values although there are events. */
	note?: string;
}
