import type { Identifier } from './identifier';
import type { JsonObject } from './json';

/** How to look for duplicates. */
export interface DuplicateOptions {
	/** `all` learns from everybody and compares everybody; `new` compares who is new or changed. Default `new`, the first time `all`. */
	mode?: 'all' | 'new';
	/** Who asked. */
	by?: string;
	/** How long to work, in milliseconds; default 2,000. */
	ms?: number;
	/** Pairs at least so probable are linked. Default .9, then that of the last run for all. */
	linkAbove?: number;
	/** Less probable ones, down to this, are for review. Default .1, then that of the last run for all. */
	reviewAbove?: number;
	/** Compare only these traits and identifier types. Default: those that tell people apart. */
	traits?: string[];
	/** With `all`: false compares everybody with the model that is there. */
	train?: boolean;
}

/** What one call of `findDuplicates` did. Counts are of this call, `waiting` is of the store. */
export interface DuplicateProgress {
	/** Profiles read. */
	profiles: number;
	/** Pairs compared. */
	compared: number;
	/** Pairs that became evidence, and evidence that no longer holds. */
	linked: number;
	unlinked: number;
	/** Pairs put on the review list; `refused` of them are probable enough, but a rule speaks against it. */
	review: number;
	refused: number;
	/** False: call again. */
	done: boolean;
	/** What is being done: reading, learning, comparing, deciding, or following what is new. */
	phase: 'read' | 'train' | 'pair' | 'judge' | 'new';
	/** Reviews that wait for an answer, counted up to 10,000. */
	waiting: number;
	/** What is compared; empty before anything was learned. */
	traits: string[];
	linkAbove: number;
	reviewAbove: number;
}

/** Which reviews to list. */
export interface ReviewQuery {
	state?: 'open' | 'linked' | 'confirmed' | 'rejected';
	after?: string;
	limit?: number;
}

/** Two records that may be one person. */
export interface Review {
	id: string;
	a: ReviewSide;
	b: ReviewSide;
	probability: number;
	/** log2 odds. */
	weight: number;
	/** What each trait says, strongest first; `weight` in bits. Empty once the two are one. */
	fields: Array<{ field: string; level: string; weight: number; a: string; b: string }>;
	state: 'open' | 'linked' | 'confirmed' | 'rejected';
	/** Why it was not linked although probable, or why a confirmation does not count. */
	reason?: string;
	/** Who decided, and when (epoch ms). */
	by?: string;
	time?: number;
}

/** One of the two. */
export interface ReviewSide {
	/** The profile it is in now. */
	id: string;
	identifiers: Identifier[];
	traits: JsonObject;
}
