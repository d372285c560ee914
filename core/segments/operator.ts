import type { Condition } from '../model/segment';
import type { Facets } from './facets';
import type { Json, JsonObject } from '../model/json';
import type { SqlDialect, SqlFragment } from './sql';

/** What an evaluation in SQL knows; the subject is `s` with `s.id` and `s.profile`; for browsers `q` is the visit that is asked about. */
export interface SqlContext {
	dialect: SqlDialect;
	/** The moment the condition is asked about, less so many milliseconds: now for people, the time of each visit for browsers. */
	at(minusMs: number): SqlFragment;
	/** Epoch ms; for people the moment itself. */
	now: number;
	/** IANA name of the time zone of days and months. */
	zone: string;
	of: 'people' | 'browsers';
	toSql(condition: Condition): SqlFragment;
}

/** One person (or browser) in memory. Events oldest first. */
export interface Person {
	/** A number that stays the same as long as the person does: the lot is drawn from it. */
	id: number;
	traits: Map<string, { value: Json; facets: Facets }>;
	events: Array<{ name: string; time: number; properties: JsonObject; context?: JsonObject }>;
	identifiers: Array<{ type: string; verified: boolean }>;
	/** Keys of the segments it is in. */
	segments: Set<string>;
	/** Keys of the lists that name it. */
	lists: Set<string>;
	/** Purposes it said yes to. */
	consents: Set<string>;
}

export interface MemoryContext {
	now: number;
	zone: string;
	matches(condition: Condition, person: Person): boolean;
}

/**
 * Points in time at which a condition can change by itself. In a run for (after, upTo] those are looked at again whose
 * event of these names (or whose date in the trait) lies in `span`, the beginning excluded; undefined: nobody.
 */
export interface EventFlip {
	events: string[];
	span(after: number, upTo: number, zone: string): [number, number] | undefined;
}
export interface TraitFlip {
	trait: string;
	span(after: number, upTo: number, zone: string): [number, number] | undefined;
}
/** The same for the day and month of a date trait, e.g. `02-29`. */
export interface DayFlip {
	dayOf: string;
	days(after: number, upTo: number, zone: string): string[];
}
export type Flip = EventFlip | TraitFlip | DayFlip;

/** A worked case: one harness runs it in memory, on SQLite and on PostgreSQL, and all three must agree. */
export interface OperatorExample<C extends Condition = Condition> {
	title: string;
	condition: C;
	now: string;
	timeZone?: string;
	/** Segments that must be there before, because the condition names them. */
	others?: Array<{ key: string; condition: Condition }>;
	people: Array<{
		is: boolean;
		traits?: JsonObject;
		consent?: Record<string, boolean>;
		identifiers?: Record<string, string>;
		/** Lists the person's user id stands on. */
		lists?: string[];
		events?: Array<{ name: string; time: string; properties?: JsonObject; context?: JsonObject }>;
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
	/** Segments whose members it asks for. */
	segments?(condition: C): string[];
	/** Static lists it asks for. */
	lists?(condition: C): string[];
	/** What it cannot say of browsers, in words. */
	peopleOnly?(condition: C): string | undefined;
	examples: Array<OperatorExample<C>>;
}
