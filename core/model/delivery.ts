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
	/** Nothing is sent below this many members; default 0. */
	minimumSize?: number;
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
	requests: number;
	/** Dry run only: the first requests that would be made. */
	preview?: OutgoingRequest[];
	ms: number;
}

/** One desired change at a platform. */
export interface DeliveryChange {
	action: 'add' | 'update' | 'remove';
	/** Stable within the sync: the profile's public id, or the browser. */
	key: string;
	identifiers: Identifier[];
	traits: JsonObject;
	segment: string;
}

/** An HTTP request, or a file write for destinations that write files. */
export interface OutgoingRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string;
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
}
