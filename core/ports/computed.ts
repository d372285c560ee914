import type { TraitRow } from './profiles';

export interface ComputedRow {
	key: string;
	definition: string;
	/** As of a segment: when it was last evaluated, and the touch sequence it had seen then. */
	evaluated_at: number | null;
	evaluated_seq: number | null;
	/** `{model, events}` as JSON: what was fitted on the store, and how many events the store had then. */
	fitted: string | null;
	/** Profiles with a value. */
	members: number;
}

/** An event of a person as computing needs it; `properties` and `context` are empty when they were not asked for. */
export interface HistoryEvent {
	profile: number;
	name: string;
	time: number;
	properties: string;
	context: string;
}

export interface HistoryQuery {
	profiles: number[];
	names: string[];
	/** Exclusive. */
	after?: number;
	upTo: number;
	properties: boolean;
	context: boolean;
}

export interface ComputedTable {
	all(): Promise<ComputedRow[]>;
	any(): Promise<boolean>;
	keys(): Promise<string[]>;
	byKey(key: string): Promise<ComputedRow | undefined>;
	put(row: ComputedRow): Promise<void>;
	/** The definition alone; its values are the caller's. */
	remove(key: string): Promise<void>;
	/** Events of these profiles, in order of profile, time and number. */
	history(query: HistoryQuery): Promise<HistoryEvent[]>;
	/** The trait of these profiles. */
	values(key: string, profiles: number[]): Promise<TraitRow[]>;
	/** Profiles with number > after that have a value, in order; `nonZero`: another one than the number 0. */
	withValue(key: string, query: { after: number; limit: number; nonZero?: boolean }): Promise<number[]>;
	/** Profiles touched after `seq` by something else than a computed trait, also those that are gone. */
	touchedSince(seq: number): Promise<number[]>;
	size(key: string): Promise<number>;
	/** Profiles with number > after of which a source said this trait, in order. */
	observers(key: string, after: number, limit: number): Promise<number[]>;
}
