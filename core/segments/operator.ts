import type { Condition } from '../model/segment';
import type { Facets } from './facets';
import type { Json, JsonObject } from '../model/json';
import type { SqlDialect, SqlFragment } from './sql';

/** What an evaluation in SQL knows; the subject is `s` with `s.id` and `s.profile`; for browsers `q` is the visit that is asked about. */
export interface SqlContext {
	dialect: SqlDialect;
	/** The moment the condition is asked about, less so many milliseconds: now for people, the time of each visit for browsers. */
	at(minusMs: number): SqlFragment;
	of: 'people' | 'browsers';
	toSql(condition: Condition): SqlFragment;
}

/** One person (or browser) in memory. Events oldest first. */
export interface Person {
	traits: Map<string, { value: Json; facets: Facets }>;
	events: Array<{ name: string; time: number; properties: JsonObject }>;
}

export interface MemoryContext {
	now: number;
	matches(condition: Condition, person: Person): boolean;
}

/**
 * A point in time at which the condition can change by itself: `offsetMs` after an event of these names,
 * or `offsetMs` after the date in a trait.
 */
export type Flip = { events: string[]; offsetMs: number } | { trait: string; offsetMs: number };

/** A worked case: one harness runs it in memory, on SQLite and on PostgreSQL, and all three must agree. */
export interface OperatorExample<C extends Condition = Condition> {
	title: string;
	condition: C;
	now: string;
	people: Array<{
		is: boolean;
		traits?: JsonObject;
		events?: Array<{ name: string; time: string; properties?: JsonObject }>;
	}>;
}

/** One kind of condition, whole: one file, one line in the registry. */
export interface Operator<C extends Condition> {
	kind: C['kind'];
	toSql(condition: C, context: SqlContext): SqlFragment;
	matches(condition: C, person: Person, context: MemoryContext): boolean;
	/** The sentence a marketer reads. */
	say(condition: C, inner: (condition: Condition) => string): string;
	/** What was found, for one person. */
	facts(condition: C, person: Person, context: MemoryContext): string;
	children(condition: C): Condition[];
	events(condition: C): string[];
	flips(condition: C): Flip[];
	examples: Array<OperatorExample<C>>;
}
