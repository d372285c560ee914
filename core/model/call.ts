import type { Identifier } from './identifier';
import type { JsonObject } from './json';

/** Segment's call types: the one language every source speaks. */
export const CALL_TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;
export type CallType = (typeof CALL_TYPES)[number];

/** Where calls come from and how far they are believed. */
export interface Origin {
	/** Short name of the source, e.g. `collector`, `orders`, `crm`; kept with every event and observation. */
	source: string;
	/** False for anything a browser sends (public key): such claims never join two known people nor overwrite verified traits. */
	verified: boolean;
	/** Epoch ms at which the calls arrived; now when missing. */
	receivedAt?: number;
	/** True for history (files, /v1/import): timestamps are taken as they are, without clock correction. */
	historical?: boolean;
}

/**
 * A validated call, ready to store. `name` is the event name of a track call and `$page`, `$screen`,
 * `$identify`, `$group`, `$alias` for the others. `time` is epoch ms after clock correction.
 */
export interface Call {
	messageId: string;
	type: CallType;
	name: string;
	time: number;
	receivedAt: number;
	/** In order of the rules' priority; the first owns the event. Empty only for calls that are refused. */
	identifiers: Identifier[];
	/** The browser the call came from, when it named one (anonymous_id or a cookie). */
	browser: Identifier | undefined;
	traits: JsonObject;
	properties: JsonObject;
	context: JsonObject;
	/** Both as the JSON text that is stored; made once, at the gate. */
	propertiesJson: string;
	contextJson: string;
	/** Consent by purpose, when the call carried it. */
	consent: Record<string, boolean> | undefined;
	source: string;
	verified: boolean;
}

/** One call that was not accepted: its place in the batch, the field, and the reason in plain words. */
export interface Rejected {
	index: number;
	field: string;
	reason: string;
}

/** What became of a batch. `accepted + duplicates + rejected.length` is the number of calls given. */
export interface IngestResult {
	accepted: number;
	/** Known messageIds: already stored, not counted again. */
	duplicates: number;
	rejected: Rejected[];
}
