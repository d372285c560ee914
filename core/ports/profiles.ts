import type { Move } from './events';

export interface ObservationRow {
	profile: number;
	key: string;
	identifier: number;
	source: string;
	verified: number;
	value_key: string;
	value: string;
	first_time: number;
	last_time: number;
	times: number;
	/** When it stops to count, epoch ms; and what its provider asks for it. */
	expires: number | null;
	price: number | null;
	currency: string | null;
}

/** A provider's attributes in one currency (null: without a price). */
export interface ProviderRow {
	source: string;
	currency: string | null;
	attributes: number;
	price: number | null;
	next: number | null;
}

export interface TraitRow {
	profile: number;
	key: string;
	value: string;
	text: string | null;
	num: number | null;
	ms: number | null;
	time: number;
	source: string;
}

export interface TraitTable {
	/** Adds observations; the same (profile, key, identifier, source, verified, value) widens its times and counts up. */
	observe(rows: ObservationRow[]): Promise<void>;
	/** Everything that came in under these identifiers goes, and the traits stay as they are until they are folded again. */
	forget(of: Array<{ profile: number; identifier: number }>): Promise<void>;
	observations(of: Array<{ profile: number; key: string }>): Promise<ObservationRow[]>;
	/** What has expired by a time, at most `limit`. */
	expired(by: number, limit: number): Promise<Array<{ profile: number; key: string }>>;
	/** Drops what has expired by a time in these traits. */
	dropExpired(of: Array<{ profile: number; key: string }>, by: number): Promise<void>;
	/** What providers said of these profiles. */
	thirdParty(profiles: number[]): Promise<ObservationRow[]>;
	/** What counts now, by provider's source and currency. */
	providers(): Promise<ProviderRow[]>;
	/** Profiles with an attribute of each provider, and how many of them are known people. */
	providerReach(): Promise<Array<{ source: string; profiles: number; known: number }>>;
	observedKeys(profiles: number[]): Promise<Array<{ profile: number; key: string }>>;
	move(moves: Move[]): Promise<void>;
	put(rows: TraitRow[]): Promise<void>;
	remove(of: Array<{ profile: number; key: string }>): Promise<void>;
	/** Drops the hidden rows of what lies inside these traits. */
	removeInside(of: Array<{ profile: number; key: string }>): Promise<void>;
	/** Drops the hidden rows of consent. */
	removeConsents(profiles: number[]): Promise<void>;
	byProfile(profiles: number[]): Promise<TraitRow[]>;
	removeProfile(profile: number): Promise<void>;
}

export interface ConsentRow {
	profile: number;
	identifier: number;
	purpose: string;
	time: number;
	granted: number;
	verified: number;
	source: string;
	proof: string | null;
	/** A consent record as JSON, when signals said more than one purpose; `purpose` then names the record (core/consent/fold.ts). */
	record: string | null;
}

export interface ConsentTable {
	record(rows: ConsentRow[]): Promise<void>;
	forget(of: Array<{ profile: number; identifier: number }>): Promise<void>;
	byProfile(profiles: number[]): Promise<ConsentRow[]>;
	move(moves: Move[]): Promise<void>;
	removeProfile(profile: number): Promise<void>;
}

export interface ProfileRow {
	id: number;
	known: number;
	alive: number;
}

export interface ProfileTable {
	byId(ids: number[]): Promise<ProfileRow[]>;
	put(rows: ProfileRow[]): Promise<void>;
	/** Makes rows, or raises `known` of those that exist. */
	add(rows: ProfileRow[]): Promise<void>;
	/** Appends to the notes of what was touched; `derived`: by a computed trait, which other computed traits need not look at. */
	touch(ids: number[], seq: number, derived?: boolean): Promise<void>;
	/** Drops notes that every segment has seen. */
	forgetTouches(upTo: number): Promise<void>;
	list(query: { after: number; limit: number; segment?: string; search?: string; known?: boolean }): Promise<number[]>;
	counts(): Promise<{ profiles: number; known: number; identifiers: number }>;
}
