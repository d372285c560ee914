import type { ConsentRecord, ConsentSignals, RefusedSignal } from './consent';
import type { Identifier } from './identifier';
import type { JsonObject } from './json';
import type { ThirdPartyTerms } from './thirdParty';

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
	/** Everybody it names, as given; the rules say which of them counts and which owns the event. */
	identifiers: Identifier[];
	/** Where each of them stood in the call, e.g. `userId`. */
	fields: string[];
	traits: JsonObject;
	/** As the JSON text that is stored; made once, at the gate. */
	properties: string;
	propertyNames: string[];
	context: string;
	/** Consent by purpose, when the call carried it. */
	consent: Record<string, boolean> | undefined;
	/** What proves the consent: a TCF or GPP string, a form id. */
	consentProof: string | null;
	/** Set when a data provider says it, not a source of our own. */
	thirdParty: ThirdPartyTerms | undefined;
	/** What its consent signals (TC string, GPP …) come to, and the signals themselves. */
	consentRecord?: ConsentRecord;
	consentSignals?: ConsentSignals;
	/** Signals that are not believed; they are counted and otherwise not there. */
	refusedSignals?: RefusedSignal[];
	source: string;
	verified: boolean;
}

/** One call that was not accepted: its place in the batch, the field, and the reason in plain words. */
export interface Rejected {
	index: number;
	field: string;
	reason: string;
}

/** A batch behind the gate: what goes on, and what was refused with the beginning of the call, for the user to see. */
export interface Admitted {
	calls: Call[];
	/** The place of each of them in the batch as it was given. */
	at: number[];
	rejected: Array<Rejected & { call: string }>;
	source: string;
}

/** What became of a batch. `accepted + duplicates + rejected.length` is the number of calls given. */
export interface IngestResult {
	accepted: number;
	/** Known messageIds: already stored, not counted again. */
	duplicates: number;
	rejected: Rejected[];
}
