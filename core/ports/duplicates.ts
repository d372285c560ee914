import type { ObservationRow } from './profiles';

/** A record to match: what is known of one person by everything but matches. `unit` is the number of its oldest identifier. */
export interface MatchRecordRow {
	unit: number;
	/** Version of the model whose keys are stored for it; 0 = none yet. */
	model: number;
	/** Of the record's text: equal text, equal hash. */
	hash: number;
	/** Column -> value, as JSON. */
	record: string;
}

/**
 * What became of a pair. `open` waits for a person, `linked` is evidence, `joined` is one profile by other evidence,
 * `apart` was decided before, `weak` is kept because chains of links run over it; a person said `confirmed` or `rejected`.
 */
export type PairState = 'open' | 'linked' | 'joined' | 'apart' | 'weak' | 'confirmed' | 'rejected';

/** Two records that may be the same person; `a` is the smaller unit. */
export interface PairRow {
	a: number;
	b: number;
	/** log2 odds in thousandths, rounded up. */
	weight: number;
	state: PairState;
	/** Why it was not linked although it is probable enough, or what a decision led to. */
	reason: string | null;
	/** Who decided, and when. */
	by: string | null;
	time: number | null;
}

/** Duplicates: models, records with the keys they are found by, pairs, and the profiles that changed since. */
export interface DuplicateTable {
	/** Whether anybody ever looked for duplicates: only then changes of profiles are noted. */
	any(): Promise<boolean>;
	model(version: number): Promise<string | undefined>;
	putModel(version: number, model: string): Promise<void>;
	removeModels(versions: { below?: number; only?: number }): Promise<void>;

	/** Notes that these profiles changed. */
	queue(profiles: number[]): Promise<void>;
	queued(limit: number): Promise<number[]>;
	unqueue(profiles: number[]): Promise<void>;
	countQueued(): Promise<number>;
	/** Known profiles with a number above `after`, in order. */
	people(after: number, limit: number): Promise<number[]>;
	/** Everything that was said of these profiles. */
	said(profiles: number[]): Promise<ObservationRow[]>;

	records(units: number[]): Promise<MatchRecordRow[]>;
	recordsAfter(unit: number, limit: number): Promise<MatchRecordRow[]>;
	/** Records in order of hash: an even draw, the same whatever the order of arrival. */
	draw(limit: number): Promise<string[]>;
	countRecords(): Promise<number>;
	putRecords(rows: MatchRecordRow[]): Promise<void>;
	removeRecords(units: number[]): Promise<void>;

	addKeys(rows: Array<{ key: number; unit: number }>): Promise<void>;
	removeKeys(rows: Array<{ key: number; unit: number }>): Promise<void>;
	/** The keys of a few new records, packed: one row is written for each instead of one a key. */
	recent(): Promise<Array<{ unit: number; keys: string }>>;
	addRecent(rows: Array<{ unit: number; keys: string }>): Promise<void>;
	/** Those of some units; all of them without. */
	removeRecent(units?: number[]): Promise<void>;
	clearKeys(): Promise<void>;
	countKeys(): Promise<number>;
	/** The units under each key, at most `most` of each. */
	under(keys: number[], most: number): Promise<Array<{ key: number; unit: number }>>;

	pairsOf(units: number[]): Promise<PairRow[]>;
	/** Inserts or replaces, by (a, b). */
	putPairs(rows: PairRow[]): Promise<void>;
	/** Pairs that nobody decided; all of them without units. */
	removeUndecided(units?: number[]): Promise<void>;
	/** Every pair one of these takes part in. */
	forgetPairs(units: number[]): Promise<void>;
	/** Pairs in one of the states, most probable first. */
	pairsBefore(
		states: PairState[],
		before: { weight: number; a: number; b: number } | undefined,
		limit: number,
	): Promise<PairRow[]>;
	/** At most `most`. */
	countPairs(state: PairState, most: number): Promise<number>;
}
