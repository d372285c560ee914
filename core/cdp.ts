import type { Identifier, Link, StoredIdentifier } from './model/identifier';
import type { IngestResult, Origin } from './model/call';
import type { Json, JsonObject } from './model/json';
import type { ConsentState, Page, Profile, ProfileQuery, TimelineEntry, TraitValues } from './model/profile';
import type { Change, EvaluationResult, Explanation, SegmentDefinition, SegmentSummary } from './model/segment';
import type { DeadLetter, DestinationField, PushRequest, PushResult } from './model/delivery';

/**
 * The engine: one object, no n8n. Open it with `openCdp` (index.ts). Every argument and result is plain JSON,
 * so the same object works in this thread (PostgreSQL) and behind a worker thread (SQLite).
 * A person is named by an `Identifier`; `{type: 'profile', value: 'p12'}` names one by its public id.
 * Errors are `CdpError`.
 */
export interface Cdp {
	ingest: {
		/**
		 * Stores a batch of at most 1,000 calls in Segment's format (each with its `type`), in one transaction, durable on return.
		 * A call without `messageId` gets one made from its content when `origin.historical`, a random one otherwise.
		 * Besides Segment's own ids, `context.externalIds: [{type, id}]` names any identifier, and
		 * `context.consent.categoryPreferences: {purpose: boolean}` records consent.
		 */
		calls(calls: unknown[], origin: Origin): Promise<IngestResult>;
		/** Advertising costs: `{campaign, date: 'YYYY-MM-DD', cost, currency?, clicks?, impressions?}`. The same campaign and day replaces. */
		costs(rows: unknown[], origin: Origin): Promise<IngestResult>;
	};
	identity: {
		/** The profile an identifier belongs to, or undefined. */
		resolve(identifier: Identifier): Promise<{ id: string; identifiers: StoredIdentifier[] } | undefined>;
		/** The evidence that joins (or would join) two identifiers: the path and a sentence. */
		explain(a: Identifier, b: Identifier): Promise<{ joined: boolean; path: Link[]; sentence: string }>;
		/** Adds evidence by hand; both must be known to the store. */
		link(a: Identifier, b: Identifier, by: string): Promise<{ id: string; joined: boolean; reason: string }>;
		/** Undoes evidence between two identifiers for good; profiles, traits, events and segments become what they would have been. */
		unlink(a: Identifier, b: Identifier, by: string): Promise<{ profiles: string[] }>;
		/** All evidence around one identifier, also what was refused and why. */
		links(identifier: Identifier): Promise<Link[]>;
		/** The rules per identifier type, in order of priority. */
		rules(): Promise<IdentifierRule[]>;
	};
	profiles: {
		get(identifier: Identifier): Promise<Profile | undefined>;
		list(query: ProfileQuery): Promise<Page<Profile>>;
		/** Sets traits, as an identify call of a trusted source would. */
		update(identifier: Identifier, traits: TraitValues, origin: Origin): Promise<Profile>;
		timeline(identifier: Identifier, page: { after?: string; limit?: number }): Promise<Page<TimelineEntry>>;
		setConsent(
			identifier: Identifier,
			purposes: Record<string, boolean>,
			origin: Origin & { proof?: string },
		): Promise<Record<string, ConsentState>>;
		/** Everything held about the person, machine-readable. */
		export(identifier: Identifier): Promise<JsonObject>;
		/** Erases the person; destinations are told at their next push. */
		erase(identifier: Identifier): Promise<{ erased: boolean; identifiers: number; events: number }>;
	};
	segments: {
		/** Creates or replaces a definition (people or browsers); an `InputError` names the place of what is wrong. */
		save(definition: unknown): Promise<SegmentSummary>;
		get(key: string): Promise<SegmentDefinition>;
		list(of?: 'people' | 'browsers'): Promise<SegmentSummary[]>;
		/** Brings members up to date; the changes are then read with `changes`. */
		evaluate(key: string, options?: { full?: boolean; now?: number }): Promise<EvaluationResult>;
		evaluateAll(): Promise<EvaluationResult[]>;
		/** Size and a sample for a definition that is not saved. */
		preview(
			definition: unknown,
			options?: { limit?: number },
		): Promise<{ members: number; sample: Profile[]; sentence: string }>;
		explain(
			key: string,
			identifier: Identifier,
		): Promise<{ member: boolean; since?: number; explanation: Explanation }>;
		members(key: string, page: { after?: string; limit?: number }): Promise<Page<SegmentMember>>;
		/** The change feed after `after` (a `seq`), oldest first; at most `limit` (default 1,000). */
		changes(query: {
			after: number;
			segment?: string;
			upTo?: number;
			kinds?: Array<Change['kind']>;
			limit?: number;
		}): Promise<Change[]>;
		/** The newest position of the change feed. */
		position(): Promise<number>;
		remove(key: string): Promise<{ removed: boolean }>;
		/** Where a reader of the change feed stands; undefined before its first commit. Kept in the store, so restarts do not repeat. */
		cursor(reader: string): Promise<number | undefined>;
		commit(reader: string, seq: number): Promise<void>;
	};
	delivery: {
		destinations(): Promise<DestinationSummary[]>;
		push(request: PushRequest): Promise<PushResult>;
		deadLetters(query: { sync?: string; limit?: number }): Promise<DeadLetter[]>;
		/** Puts dead letters back into the outbox; the next push sends them. All of a sync when no ids are given. */
		retry(query: { sync: string; ids?: number[] }): Promise<{ requeued: number }>;
		discard(query: { sync: string; ids?: number[] }): Promise<{ discarded: number }>;
	};
	/** What the store has seen, for lists in the editor; most frequent first. `search` filters by substring. */
	catalog: {
		events(search?: string): Promise<Array<{ name: string; count: number }>>;
		properties(event: string, search?: string): Promise<Array<{ name: string; count: number }>>;
		traits(search?: string): Promise<Array<{ name: string; count: number }>>;
		traitValues(trait: string, search?: string): Promise<Array<{ value: Json; count: number }>>;
		/** Values of one property among the latest events of that name. */
		propertyValues(event: string, property: string, search?: string): Promise<Array<{ value: string; count: number }>>;
		identifierTypes(): Promise<Array<{ name: string; count: number }>>;
	};
	stats(): Promise<Stats>;
	/** Checks the store: reachable, schema current, integrity, free space. */
	doctor(): Promise<DoctorCheck[]>;
	/** A consistent copy while the store is in use (SQLite only). */
	backup(file: string): Promise<{ file: string; bytes: number }>;
	close(): Promise<void>;
}

export interface IdentifierRule {
	type: string;
	priority: number;
	/** Most values of this type in one profile; 1 makes it unique. */
	limit: number;
	/** True when it names a person (user_id, email …), false for a browser or device. */
	known: boolean;
	/** Days after which an unseen identifier of this type is forgotten; missing = never. */
	lifetimeDays?: number;
}

export interface SegmentMember {
	profileId: string;
	/** Of the profile, or of the browser alone in a cookie audience. */
	identifiers: Identifier[];
	since: number;
	/** Browsers only, epoch ms. */
	expiresAt?: number;
	reason: string;
}

export interface DestinationSummary {
	slug: string;
	name: string;
	description: string;
	fields: DestinationField[];
	/** Identifier types it can use. */
	identifiers: string[];
}

export interface Stats {
	/** Accepted calls, each counted once. */
	events: number;
	profiles: number;
	known: number;
	anonymous: number;
	identifiers: number;
	/** Profiles that came out of joining two or more that had stood apart. */
	merges: number;
	/** Members by segment key. */
	segments: Record<string, number>;
}

export interface DoctorCheck {
	name: string;
	ok: boolean;
	detail: string;
}
