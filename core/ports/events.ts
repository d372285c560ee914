import type { ConsentRecord, ConsentSignals } from '../model/consent';
export interface EventRow {
	id: number;
	profile: number;
	name: number;
	time: number;
	identifier: number;
	browser: number | null;
	type: string;
	source: string;
	received: number;
	message: string;
	properties: string;
	context: string;
	verified: number;
	/** Numbers of all identifiers of the call, as JSON, when they are others than `identifier` and `browser`. */
	names: string | null;
	/** What the call said of the person, as JSON. */
	traits: string | null;
	/** `StoredConsent` as JSON, when the call carried consent. */
	consent: string | null;
	/** `ThirdPartyTerms` as JSON, when a data provider says it. */
	terms: string | null;
}

/** The consent that an event carried. */
export interface StoredConsent {
	/** Categories of the site's own banner. */
	purposes?: Record<string, boolean> | undefined;
	proof: string | null;
	record?: ConsentRecord | undefined;
	signals?: ConsentSignals | undefined;
}

/** What an event says of who is who: all of it that identity is derived from. */
export type Evidence = Omit<EventRow, 'name' | 'received' | 'properties' | 'context'>;

export interface NamedEvent {
	id: number;
	name: string;
	type: string;
	time: number;
	source: string;
	message: string;
	identifier: number;
	browser: number | null;
	properties: string;
	context: string;
}

export interface EventTable {
	/** Remembers these (distinct) messageIds; answers the ones that were not known before. */
	remember(messages: string[]): Promise<string[]>;
	insert(rows: EventRow[]): Promise<void>;
	/** Ids by name; unknown names are added. */
	names(names: string[]): Promise<Map<string, number>>;
	/** Evidence of all events of these profiles, in order of id. */
	evidence(profiles: number[]): Promise<Evidence[]>;
	/** Whole events, by (profile, id). */
	byId(of: Array<{ profile: number; id: number }>): Promise<Array<EventRow & { event: string }>>;
	/** Sets the owner, browser and profile of events. */
	own(rows: Array<{ id: number; from: number; identifier: number; browser: number | null; to: number }>): Promise<void>;
	/** Takes events out, with their messageIds, so that they may come again. */
	remove(of: Array<{ profile: number; id: number }>): Promise<void>;
	/** Re-attributes events to the profile their identifier belongs to now. */
	move(moves: Move[]): Promise<void>;
	/** Events of a profile, newest first; `before` is exclusive (time, id). */
	timeline(profile: number, before: { time: number; id: number } | undefined, limit: number): Promise<NamedEvent[]>;
	/** Events of these names (of any name without) of one profile, oldest first. */
	ofNames(profile: number, names: string[] | undefined): Promise<NamedEvent[]>;
	/** Number, first and last time per profile. */
	summary(profiles: number[]): Promise<Array<{ profile: number; events: number; first: number; last: number }>>;
	total(): Promise<number>;
	removeProfile(profile: number): Promise<number>;
}

/** Everything of `identifier` goes from one profile to another. */
export interface Move {
	identifier: number;
	from: number;
	to: number;
}
