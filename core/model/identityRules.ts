/** How far back a limit looks: so many new values of a type within any such span. `ever` counts all of them. */
export const WINDOW_DAYS = { ever: Infinity, year: 365, month: 30, week: 7, day: 1 } as const;
export type LimitWindow = keyof typeof WINDOW_DAYS;

/** How one type of identifier may join people. Every field has a default, see docs/identity.md. */
export interface IdentifierRule {
	/** e.g. `email`; `cookie` also speaks for `cookie:NAME`. */
	type: string;
	/** 1 is strongest: it owns the event and its evidence counts first. */
	priority: number;
	/** Most values of this type in one profile, of those first seen within `window`. */
	limit: number;
	window: LimitWindow;
	/** A person has one, ever: the same as limit 1 and window ever. */
	unique: boolean;
	/** True when it names a person (user_id, email …), false for a browser or device, which never joins two known people. */
	known: boolean;
	/** Finds a profile, but never joins two. */
	lookUpOnly: boolean;
	/** Counts only when a trusted source names it, never when a browser does. */
	verifiedOnly: boolean;
	/** A value that came together with more than so many known identifiers of one type is shared and joins nobody; null = never. */
	quarantineAbove: number | null;
	/** Days after which a browser's identifier that was not seen again is forgotten; null = never. */
	lifetimeDays: number | null;
	/** Values of this type that identify nobody, besides those blocked for all types; compared without case. */
	blockedValues: string[];
	/** The same as regular expressions, without case. */
	blockedPatterns: string[];
	/** Different spellings that are one value. */
	spelling: Spelling;
}

/**
 * `exact`: every spelling is a value of its own. `case`: capitals, accents' encoding and spaces around do not matter.
 * `email`: also the providers' own rules (dots and +tags of Gmail, +tags of others). `phone`: as an international number.
 */
export type Spelling = 'exact' | 'case' | 'email' | 'phone';

/** Which of several values of a trait the profile shows. */
export interface Survivorship {
	keep: 'latest' | 'first' | 'mostFrequent' | 'longest' | 'max' | 'min' | 'union' | 'sources';
	/** For `sources`: the most believed first; others come last. */
	sources?: string[];
	/** What trusted sources say counts before what browsers say. */
	verifiedFirst: boolean;
	/** Days after which what was said does not count any more, unless it is said again; never when missing. */
	lifetimeDays?: number;
}

/** The whole set of rules; stored with a version, 0 is the one built in. */
export interface IdentityRules {
	version: number;
	/** In order of priority; a type that is not listed follows `others`. */
	types: IdentifierRule[];
	others: Omit<IdentifierRule, 'type'>;
	/** Values that identify nobody, whatever their type. */
	blockedValues: string[];
	blockedPatterns: string[];
	/** The part of an e-mail address before the @ that belongs to a shared mailbox. */
	roleMailboxes: string[];
	/** Two letters, e.g. `CH`: the country of phone numbers written without a country code; null = they stay as they are. */
	phoneRegion: string | null;
	caps: {
		/** Identifiers in one profile. */
		identifiers: number;
		/** Known people that one profile may be put together from. */
		merges: number;
		/** Identifiers that may hang together by evidence, refused evidence included. */
		component: number;
	};
	/** By trait; `*` speaks for the others. */
	traits: Record<string, Survivorship>;
}
