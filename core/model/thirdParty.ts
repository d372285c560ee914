import type { Identifier } from './identifier';
import type { Json } from './json';

/** Under which conditions a provider says something of a browser or person. */
export interface ThirdPartyTerms {
	/** Short name of the data provider, e.g. `adx`. */
	provider: string;
	/** Of each attribute; in `currency`. */
	price?: number;
	/** Three letters; EUR when a price comes without one. */
	currency?: string;
	/** Epoch ms from which on it may not be used any more. */
	expires?: number;
}

/** One attribute that a provider gave, with where it comes from. Times are epoch ms. */
export interface ThirdPartyAttribute {
	attribute: string;
	value: Json;
	provider: string;
	price?: number;
	currency?: string;
	expiresAt?: number;
	/** The cookie or other identifier that the provider named. */
	identifier: Identifier;
	/** First and last time it was said. */
	since: number;
	lastSaid: number;
	/** True when it is what the profile shows under that name; what the person or a source of ours said goes first. */
	shown: boolean;
}

/** What a provider gave and what of it counts now. */
export interface DataProvider {
	provider: string;
	/** Attributes that have not expired, by value and identifier. */
	attributes: number;
	/** Profiles that have one, and how many of them are known people. */
	profiles: number;
	known: number;
	/** Prices of these attributes added up, by currency. */
	price: Record<string, number>;
	/** Epoch ms at which the next one ends. */
	nextExpiry?: number;
}

const PREFIX = 'third-party:';

/** The source under which a provider's word is kept: no source of our own is called so. */
export const sourceOfProvider = (provider: string): string => `${PREFIX}${provider}`;

/** The provider behind a source; undefined for our own sources. */
export const providerOfSource = (source: string): string | undefined =>
	source.startsWith(PREFIX) ? source.slice(PREFIX.length) : undefined;
