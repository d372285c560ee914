import type { Identifier } from './identifier';
import type { Json, JsonObject } from './json';

/** What a push is to do: which members, to which platform, how. */
export interface PushRequest {
	/** Slug in the destination registry, e.g. `webhook`, `file`. */
	destination: string;
	/** Key of the segment or audience whose members the platform should hold. */
	segment: string;
	/** Name of this sync; the same name continues where it stopped. Default `<destination>:<segment>`. */
	sync?: string;
	/** The destination's fields and its secrets, as its form gives them. Secrets are never stored. */
	config: JsonObject;
	/** Trait -> field name at the platform; all traits under their own names when missing. */
	mapping?: Record<string, string>;
	/** Consent purposes every person must have granted; default `['advertising']`, which stands for the use `target`. An empty list asks for none (for internal systems). */
	purposes?: string[];
	/** The platform's number in IAB's Global Vendor List, when the destination does not know it itself. */
	vendor?: number;
	/** Nobody new is sent below this many members; default 0. */
	minimumSize?: number;
	/**
	 * `mirror` (default): the platform holds exactly the members. `add`: nobody is taken away and nothing changed. `update`: nobody
	 * is taken away. Who withdraws consent or is erased is taken away in every mode.
	 */
	mode?: 'mirror' | 'add' | 'update';
	/** Compares everybody and sends everything again, also what the platform has confirmed. */
	resync?: boolean;
	/** Most members, in percent of those delivered, that may be taken away at once without `confirmRemovals`; default 50 from 100 delivered on. */
	maxRemoval?: number;
	/** Sends the removals that `maxRemoval` holds back. */
	confirmRemovals?: boolean;
	/** Stops between two batches after about this many milliseconds; the next push goes on. For progress and for being stopped. */
	ms?: number;
	/** Report what would be sent, and send nothing. */
	dryRun?: boolean;
}

export interface PushResult {
	sync: string;
	/** Confirmed by the platform in this run. */
	added: number;
	updated: number;
	removed: number;
	/** Already there as they should be. */
	unchanged: number;
	/** Left out before sending (no consent, no usable identifier), by reason. */
	withheld: Record<string, number>;
	/** Refused by the platform for good: dead letters, by reason. */
	refused: Record<string, number>;
	/** Waiting for another try. */
	pending: number;
	/** Removals held back because they are too many at once; `confirmRemovals` sends them. */
	held: number;
	/** Whether everybody was compared, or only those who can have changed. */
	compared: 'all' | 'changed';
	/** The platform's names of the requests, the first hundred. */
	requestIds: string[];
	/** Its time (`ms`) ran out: push again to go on. */
	more: boolean;
	/** Why the push stopped before the end, e.g. an expired credential. */
	stopped?: string;
	requests: number;
	/** Dry run only: the first requests that would be made, secrets replaced. */
	preview?: OutgoingRequest[];
	/** Dry run only: who would be added, updated, removed and left out, the first hundred of each. */
	people?: Record<'added' | 'updated' | 'removed', string[]> & { leftOut: LeftOut[] };
	ms: number;
}

/** Somebody who is not sent, and why. */
export interface LeftOut {
	/** The profile's public id, or the browser. */
	key: string;
	reason: string;
}

/** What a platform is asked to do with somebody; `event` tells it what somebody did. */
export type DeliveryAction = 'add' | 'update' | 'remove' | 'event';

/** One desired change at a platform. */
export interface DeliveryChange {
	action: DeliveryAction;
	/** Stable within the sync: the profile's public id, the browser, or the event's id. */
	key: string;
	identifiers: Identifier[];
	traits: JsonObject;
	segment: string;
	/** What the person agreed to; goes to platforms that ask for it, and is kept as proof. */
	consent?: DeliveryConsent;
	/** Only with the action `event`. */
	event?: DeliveryEvent;
}

/** Consent as it stands for one change. */
export interface DeliveryConsent {
	status: 'granted' | 'denied';
	/** What exactly was granted: names of purposes of our own or numbers of TCF purposes; everything when missing. */
	purposes?: Array<string | number>;
	/** Google's two questions; as `status` when missing. */
	adUserData?: boolean;
	adPersonalization?: boolean;
	/** The IAB strings, when that is where it was said. */
	tcf?: string;
	gpp?: string;
	/** What was said, when (epoch ms) and where, as the store had it when this was planned. */
	proof?: Array<{ purpose: string; time: number; source: string; proof?: string }>;
}

/** What somebody did, for platforms that take events and conversions. */
export interface DeliveryEvent {
	/** The platform's key for dropping repeats. */
	id: string;
	name: string;
	/** Epoch ms. */
	time: number;
	properties: JsonObject;
	/** Page, browser, device as the collector saw them, in Segment's words (`page.url`, `ip`, `userAgent`). */
	context: JsonObject;
}

/** An HTTP request, or a file write for destinations that write files. */
export interface OutgoingRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string;
	/** The body goes out compressed; what is shown and compared is `body`. */
	compress?: 'gzip';
}

export interface DeadLetter {
	id: number;
	sync: string;
	change: DeliveryChange;
	reason: string;
	attempts: number;
	time: number;
}

/** A field of a destination: makes the n8n form, the validation and the CLI config. */
export interface DestinationField {
	key: string;
	label: string;
	type: 'string' | 'number' | 'boolean' | 'options' | 'secret';
	description: string;
	required?: boolean;
	default?: Json;
	placeholder?: string;
	options?: Array<{ value: string; label: string }>;
	/** Where it is asked for: secrets always in the credential, everything else in the node unless it says `credential`. */
	in?: 'credential' | 'node';
	/** Shown only after "Advanced" is switched on (credentials only). */
	advanced?: boolean;
}
