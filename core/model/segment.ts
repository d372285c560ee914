import type { Json } from './json';

/** How text, number, boolean and date values are compared. `before`/`after` take ISO dates, `withinLast`/`notWithinLast` a number of days. */
export const COMPARISONS = [
	'is',
	'isNot',
	'isOneOf',
	'contains',
	'notContains',
	'startsWith',
	'endsWith',
	'greaterThan',
	'atLeast',
	'lessThan',
	'atMost',
	'exists',
	'notExists',
	'before',
	'after',
	'withinLastDays',
	'notWithinLastDays',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A filter on one property of an event. */
export interface PropertyFilter {
	property: string;
	comparison: Exclude<Comparison, 'before' | 'after' | 'withinLastDays' | 'notWithinLastDays'>;
	value?: Json;
}

/** Length of a window that ends now. */
export interface Window {
	last: number;
	unit: 'minutes' | 'hours' | 'days' | 'weeks';
}

/** The profile has (or lacks) a trait that compares so. */
export interface TraitCondition {
	kind: 'trait';
	trait: string;
	comparison: Comparison;
	value?: Json;
}

/** The profile did an event so many times, ever or in the window. `name` is the event name or `$page`, `$screen`, `$identify`. */
export interface EventCondition {
	kind: 'event';
	name: string;
	count: { comparison: 'atLeast' | 'atMost' | 'exactly'; value: number };
	window?: Window;
	where?: PropertyFilter[];
}

/** Nested groups, any depth. `not` is true when none of its conditions is. */
export interface GroupCondition {
	kind: 'all' | 'any' | 'not';
	conditions: Condition[];
}

export type Condition = TraitCondition | EventCondition | GroupCondition;

/** A segment of people or, with `of: 'browsers'`, a cookie audience. */
export interface SegmentDefinition {
	version: 1;
	/** Lower-case letters, digits, `-` and `_`. */
	key: string;
	name: string;
	of: 'people' | 'browsers';
	condition: Condition;
	/** Browsers only: days a browser stays after it last qualified; default 120. */
	ttlDays?: number;
}

/** A segment as listed. Times are epoch ms. */
export interface SegmentSummary {
	key: string;
	name: string;
	of: 'people' | 'browsers';
	/** The sentence a marketer reads. */
	sentence: string;
	members: number;
	evaluatedAt: number | undefined;
}

/** Somebody entered or left. `seq` orders all changes of the store and is the cursor. */
export interface Change {
	seq: number;
	kind: 'entered' | 'exited' | 'merged' | 'split';
	/** Missing for merged and split. */
	segment?: string;
	/** The public profile id (`p…`), for browsers the one the browser belongs to. */
	profileId: string;
	/** Browsers only: the member itself. */
	browser?: { type: string; value: string };
	time: number;
	/** One sentence: why. */
	reason: string;
}

/** What an evaluation did. */
export interface EvaluationResult {
	key: string;
	members: number;
	entered: number;
	exited: number;
	/** The change feed position before and after: the changes of this run are those in (from, to]. */
	from: number;
	to: number;
	/** `full` looked at everybody, `delta` only at those who can have changed. */
	mode: 'full' | 'delta';
	/** How many were looked at. */
	examined: number;
	ms: number;
}

/** One condition, true or false for one person, with the facts behind it. */
export interface Explanation {
	/** The condition in words. */
	sentence: string;
	holds: boolean;
	/** e.g. `2 of at least 5 "Order Completed" in the last 30 days`. */
	facts: string;
	conditions?: Explanation[];
}
