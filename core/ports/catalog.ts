import type { Rejected } from '../model/call';
import type { Json } from '../model/json';

export interface CatalogTable {
	countEvents(counts: Array<{ name: number; count: number }>): Promise<void>;
	countProperties(counts: Array<{ name: number; property: string; count: number }>): Promise<void>;
	countTraits(counts: Array<{ trait: string; count: number }>): Promise<void>;
	events(search: string): Promise<Array<{ name: string; count: number }>>;
	properties(event: string, search: string): Promise<Array<{ name: string; count: number }>>;
	traits(search: string): Promise<Array<{ name: string; count: number }>>;
	/** Hidden keys in a half-open range: fields inside traits, purposes of consent. */
	hidden(range: [string, string]): Promise<Array<{ name: string; count: number }>>;
	/** Values under a key and under those of the items of its list, a half-open range. */
	traitValues(key: string, items: [string, string], search: string): Promise<Array<{ value: Json; count: number }>>;
	propertyValues(event: string, property: string, search: string): Promise<Array<{ value: string; count: number }>>;
	/** Names of all events and traits seen, some thousands at most. */
	names(): Promise<{ events: string[]; traits: string[] }>;
	identifierTypes(): Promise<Array<{ name: string; count: number }>>;
	putCosts(rows: CostRow[]): Promise<void>;
	reject(rows: RejectRow[]): Promise<void>;
	rejects(limit: number): Promise<RejectRow[]>;
	/** Calls that named nobody by rules, oldest first; `after` is their number. */
	blocked(after: number, limit: number): Promise<Array<RejectRow & { id: number }>>;
	readmit(ids: number[]): Promise<void>;
	/** Drops refused calls in which one of these values stands as a text of its own. */
	forgetRejects(values: string[]): Promise<void>;
}

export interface CostRow {
	campaign: string;
	date: string;
	cost: number;
	currency: string;
	clicks: number;
	impressions: number;
	source: string;
}

/** `blocked`: refused by a rule that may change, so the whole call is kept; `origin` says how it came. */
export interface RejectRow extends Omit<Rejected, 'index'> {
	time: number;
	source: string;
	call: string;
	origin: string | null;
}

/** The rules by which people are recognised, version by version. */
export interface RuleTable {
	/** The version that holds now; 0 before any was stored. */
	version(): Promise<number>;
	get(version: number): Promise<RuleSetRow | undefined>;
	add(row: RuleSetRow): Promise<void>;
	list(): Promise<RuleSetRow[]>;
}

export interface RuleSetRow {
	version: number;
	rules: string;
	by: string;
	time: number;
}

export interface MetaTable {
	/** A small fact by name; undefined when it was never stored. */
	get(key: string): Promise<string | undefined>;
	set(key: string, value: string | undefined): Promise<void>;
	/** Hands out `count` numbers of a sequence; answers the first. */
	take(sequence: 'identifier' | 'event' | 'touch' | 'outbox' | 'erasure', count: number): Promise<number>;
	/** The last number handed out. */
	last(sequence: 'touch'): Promise<number>;
	/** Adds to counters by name; they start at 0. */
	count(by: Record<string, number>): Promise<void>;
	/** Counters whose names begin so, under the rest of their names. */
	counts(prefix: string): Promise<Record<string, number>>;
}
