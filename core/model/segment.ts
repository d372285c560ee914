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
	'withinNextDays',
	'anniversaryWithinDays',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Comparisons that only traits have: properties keep no dates. */
export type DateComparison =
	'before' | 'after' | 'withinLastDays' | 'notWithinLastDays' | 'withinNextDays' | 'anniversaryWithinDays';

/**
 * A filter on one property of an event. `path` are steps into it when it is an object or a list: of a list one item is
 * enough, e.g. property `products`, path [`product_id`]; an empty path looks at the items of a list of texts or numbers.
 * `of: 'context'` asks the context of the call instead: `os` with path [`name`], `campaign`, `device`, `location`.
 */
export interface PropertyFilter {
	property: string;
	of?: 'context';
	path?: string[];
	comparison: Exclude<Comparison, DateComparison>;
	value?: Json;
}

/** A length of time. Months and years are those of the calendar, in the segment's time zone, and for people only. */
export interface Duration {
	last: number;
	unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
}

/** Which events count: those of the time that ends now, between two moments (ISO, either may be missing), or since the last event of a name. */
export type Window = Duration | { from?: string; to?: string } | { since: string };

/**
 * A trait compares so, or is missing where the comparison says so. `trait` may reach into an object (`address.city`) when no
 * trait of that whole name is meant: give the steps as `path`. A list fulfils a comparison when one of its items does.
 */
export interface TraitCondition {
	kind: 'trait';
	trait: string;
	path?: string[];
	comparison: Comparison;
	value?: Json;
}

/** Which events are meant. */
export interface EventFilter {
	/** The event name, or `$page`, `$screen`, `$identify`. */
	name: string;
	where?: PropertyFilter[];
}

/** What is made of the events: how many there are (the default), or their property. `distinct` counts different values. */
export interface Measure {
	of: 'count' | 'sum' | 'average' | 'min' | 'max' | 'distinct';
	property?: string;
}

/** Times of day in the segment's time zone, `HH:MM`, over midnight when `to` comes first; days of the week from 1 (Monday) to 7. */
export interface Clock {
	from?: string;
	to?: string;
	days?: number[];
}

/** The profile did an event so many times (or so much), ever or in the window. */
export interface EventCondition extends EventFilter {
	kind: 'event';
	measure?: Measure;
	count: { comparison: 'atLeast' | 'atMost' | 'exactly' | 'moreThan' | 'lessThan'; value: number };
	window?: Window;
	/** Look at the first or last event of that name in the window alone: it must pass the filters. */
	pick?: 'first' | 'last';
	/** Only at these times of day and days of the week. */
	at?: Clock;
	/** The first event of that name ever (that passes the filters) must lie in the window. */
	firstTime?: boolean;
}

/** One step after the one before: `within` so long; `not`: nothing of the kind until the next step, or for `within` after the last. */
export interface SequenceStep extends EventFilter {
	within?: Duration;
	not?: boolean;
}

/** Events in this order, each later than the one before. */
export interface SequenceCondition {
	kind: 'sequence';
	steps: SequenceStep[];
	/** All steps lie in it. */
	window?: Duration;
}

/** The event happened in at least `atLeast` of the last `of` periods of that length, the last of which ends now. */
export interface RegularCondition extends EventFilter {
	kind: 'regular';
	atLeast: number;
	of: number;
	period: Duration;
}

/** Did it at least `times` times in a span, and not any more since: the span `active` ends where `quiet` begins. */
export interface StoppedCondition extends EventFilter {
	kind: 'stopped';
	times?: number;
	active?: Duration;
	quiet: Duration;
}

/** Did it before, paused at least for `quiet`, and did it again within `recent`. */
export interface RestartedCondition extends EventFilter {
	kind: 'restarted';
	quiet: Duration;
	recent: Duration;
}

/** Recency and frequency in one number: each event counts 1 at first and half as much after each half-life; brought up to date hourly. */
export interface FrequencyCondition extends EventFilter {
	kind: 'frequency';
	halfLife: Duration;
	atLeast: number;
}

/** Came so many times; a visit begins after half an hour in which nothing was seen. */
export interface VisitsCondition {
	kind: 'visits';
	count: EventCondition['count'];
	window?: Window;
}

/** Is (or with `is: false` is not) in another segment of people. */
export interface SegmentCondition {
	kind: 'segment';
	segment: string;
	is: boolean;
}

/** Is known by an identifier that stands on a list, or with `is: false` by none. */
export interface ListCondition {
	kind: 'list';
	list: string;
	is: boolean;
}

/** Said yes (or with `granted: false` did not say yes) to a purpose. */
export interface ConsentCondition {
	kind: 'consent';
	purpose: string;
	granted: boolean;
}

/** Is known by an identifier of this type; `verified`: a trusted source named it. `is: false` turns it round. */
export interface IdentifierCondition {
	kind: 'identifier';
	type: string;
	is: boolean;
	verified?: boolean;
}

/** Falls by lot between two percentages; the same seed gives everybody the same lot, other seeds other ones. */
export interface RandomCondition {
	kind: 'random';
	seed: string;
	from: number;
	to: number;
}

/** Nested groups, any depth. `not` is true when none of its conditions is. */
export interface GroupCondition {
	kind: 'all' | 'any' | 'not';
	conditions: Condition[];
}

export type Condition =
	| TraitCondition
	| EventCondition
	| SequenceCondition
	| RegularCondition
	| StoppedCondition
	| RestartedCondition
	| FrequencyCondition
	| VisitsCondition
	| SegmentCondition
	| ListCondition
	| ConsentCondition
	| IdentifierCondition
	| RandomCondition
	| GroupCondition;

/** A segment of people or, with `of: 'browsers'`, a cookie audience. */
export interface SegmentDefinition {
	version: 1;
	/** Lower-case letters, digits, `-` and `_`. */
	key: string;
	name: string;
	of: 'people' | 'browsers';
	condition: Condition;
	/** IANA name, e.g. `Europe/Zurich`: where days, months and birthdays begin; default UTC. */
	timeZone?: string;
	/** Browsers only: days a browser stays after it last qualified; default 120. */
	ttlDays?: number;
	/** Browsers only: at most so many; those who qualified last are in it. */
	capacity?: number;
	/** For buyers of data: what the audience means. */
	description?: string;
	/** Its code in a taxonomy, e.g. `iab:243` or one of your own. */
	taxonomy?: string;
	/** What a thousand impressions cost, in EUR. */
	cpm?: number;
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
	/** After saving: names nobody has seen so far. */
	hints?: string[];
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
