import type { DeliveryAction, DeliveryChange, DestinationField, OutgoingRequest } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { HttpResponse } from '../ports';
import type { HashEncoding } from './normalise/hash';
import type { Normaliser } from './normalise/unusable';
import type { Authorisation } from './oauth2';

/** What became of one change of a batch. */
export type Verdict = Done | Retry | Refused;

export interface Done {
	outcome: 'done';
	/** The platform's own name of the request, for its support. */
	requestId?: string;
}

export interface Retry {
	outcome: 'retry';
	reason: string;
	/** The platform said when to come back. */
	afterMs?: number;
	/** Not the person's fault (expired credential, closed account): nothing else of this push would fare better now. */
	stop?: boolean;
}

export interface Refused {
	outcome: 'refused';
	reason: string;
}

/** Audiences know members, profiles are records of a CRM, events are told once. */
export type DestinationKind = 'audience' | 'profiles' | 'events';

/**
 * A platform as data and pure functions; it never touches the network (the runner does).
 * One folder a destination: index.ts · examples.ts · README.md, one line in destinations/registry.ts.
 * docs/destinations-authoring.md shows how to write one.
 */
export interface Destination {
	slug: string;
	name: string;
	description: string;
	kinds: readonly DestinationKind[];
	/** `http` requests go over the network, `file` requests are appended to a file. */
	transport: 'http' | 'file';
	/** The n8n credential with the secrets, shared by destinations of one vendor; none when there is nothing to keep secret. */
	credential?: { name: string; label: string };
	fields: DestinationField[];
	/** Identifier types it uses and how it wants them; empty takes all as they are. A person with none of them is left out. */
	identifiers: Readonly<Record<string, IdentifierRule>>;
	limits: Limits;
	consent: ConsentNeed;
	/** How a short-lived access token is got; it is then `config.accessToken`. */
	authorisation?: Authorisation;
	/**
	 * A harmless request that shows whether the credential works; the config may hold nothing but its fields.
	 * `now` (epoch ms) is for requests that are signed. Any answer below 400 is a yes.
	 */
	check?: (config: JsonObject, now: number) => OutgoingRequest;
	/** Sends one batch (all of one action): see `Exchange`. Throws `InputError` on wrong config. */
	deliver(batch: Batch): Exchange;
}

export interface IdentifierRule {
	normalise: Normaliser;
	/** SHA-256 of what `normalise` gives; values that were hashed before are recognised. Plain when missing. */
	hash?: HashEncoding;
	/** Only helps others: a person with nothing but a city cannot be found. */
	helps?: boolean;
}

export interface Limits {
	/** Most changes in one batch. */
	maxBatch: number;
	/** Most events in one batch, when it differs. */
	maxEvents?: number;
	/** Most bytes in one request body; a batch above it is halved. */
	maxBytes?: number;
	/** Requests for each credential. */
	perMinute?: number;
	perDay?: number;
	/** Fewer members are not targeted by the platform; a note, not a gate (PushRequest.minimumSize is the gate). */
	minimumMembers?: number;
}

/** What must have been granted before anything but a removal goes out. */
export interface ConsentNeed {
	/** Purposes of our own consent records, e.g. `advertising`. */
	purposes: readonly string[];
	/** TCF purposes: 1 store, 3 profile, 4 personalised ads, 7 measurement … */
	tcf: readonly number[];
	/** TCF purposes for events, when a platform takes both. */
	forEvents?: readonly number[];
	/** Number of the vendor in IAB's Global Vendor List. */
	vendor?: number;
	/** Google's two questions must not have been answered with no (personalisation: for audiences only). */
	adUserData?: true;
	adPersonalization?: true;
}

/** What is sent at once. */
export interface Batch {
	action: DeliveryAction;
	people: Person[];
	/** The fields, complete and checked. */
	config: JsonObject;
	/** Same for every try of the same batch: the platform can drop repeats by it. */
	idempotencyKey: string;
	/** Epoch ms. */
	now: number;
}

/** Somebody in a batch, with the identifiers ready to send. */
export interface Person {
	change: DeliveryChange;
	/** By type, normalised and hashed as the destination's rules say, without repeats; only types it knows. */
	ids: Readonly<Partial<Record<string, string[]>>>;
	/** Why some identifiers are not among them, e.g. `phone is not a phone number with a country code`. */
	left: string[];
}

/**
 * A conversation with the platform: yields requests, is given the answers, returns one verdict a person, in order.
 * A crash repeats it from the start under the same idempotency key. `oneRequest` makes the usual one.
 */
export type Exchange = Generator<Step, Verdict[], HttpResponse>;

export interface Step {
	request: OutgoingRequest;
	/** Wait this long first (polling). */
	afterMs?: number;
	/** The body a dry run assumes as answer when later requests need it; `{}` when missing. */
	assume?: string;
}
