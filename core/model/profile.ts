import type { Identifier } from './identifier';
import type { Json, JsonObject } from './json';
import type { ThirdPartyAttribute } from './thirdParty';

/** What `profiles.get` answers. `id` is stable: after a merge the former ids still answer with the surviving profile. */
export interface Profile {
	id: string;
	/** True when it has a user_id, email, phone, customer number or another identifier of a known person. */
	known: boolean;
	identifiers: Identifier[];
	traits: JsonObject;
	/** Keys of the segments and audiences it is in now. */
	segments: string[];
	/** Consent by purpose; a purpose that is missing counts as no. */
	consents: Record<string, ConsentState>;
	events: number;
	/** What data providers say of the person, with the terms; only in `get` and in the export. */
	thirdParty?: ThirdPartyAttribute[];
	/** Epoch ms of the first and last event. */
	firstSeen: number;
	lastSeen: number;
}

export interface ConsentState {
	granted: boolean;
	/** Epoch ms. */
	time: number;
	source: string;
	/** The proof: a TCF or GPP string, a form id … */
	proof?: string;
}

/** One line of a person's timeline, newest first. Times are epoch ms. */
export interface TimelineEntry {
	messageId: string;
	time: number;
	type: string;
	name: string;
	source: string;
	identifier: Identifier;
	properties: JsonObject;
}

export interface ProfileQuery {
	/** Only members of this segment or audience. */
	segment?: string;
	/** Only profiles one of whose identifier values begins with this. */
	search?: string;
	known?: boolean;
	/** Opaque; from the former page's `next`. */
	after?: string;
	limit?: number;
}

export interface Page<T> {
	items: T[];
	/** Pass as `after` for the next page; missing on the last. */
	next?: string;
}

export type TraitValues = Record<string, Json>;
