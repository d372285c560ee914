import type { Identifier, Link, StoredIdentifier } from './model/identifier';
import type { IdentityRules } from './model/identityRules';
import type { IngestResult, Origin } from './model/call';
import type { JsonObject } from './model/json';
import type { ConsentState, Page, Profile, ProfileQuery, TimelineEntry, TraitValues } from './model/profile';
import type {
	ComputedDefinition,
	ComputedExplanation,
	ComputedPreview,
	ComputedResult,
	ComputedSummary,
} from './model/computed';
import type { CollectCounts, ConsentFamily } from './consent/family';
import type { Change, EvaluationResult, Explanation, SegmentDefinition, SegmentSummary } from './model/segment';
import type { LookalikeApi } from './model/lookalike';
import type { PersonalizeApi } from './model/personalize';
import type { RecommendApi } from './model/recommend';
import type { ReportApi } from './model/report';
import type { CatalogApi } from './model/catalog';
import type { DuplicateOptions, DuplicateProgress, Review, ReviewQuery } from './model/duplicate';
import type { AudienceApi } from './audiences/api';
import type { SyncApi } from './sync/api';
import type { DeadLetter, LeftOut, DestinationField, PushRequest, PushResult } from './model/delivery';
import type {
	Decision,
	MergeEntry,
	RuleVersion,
	RulePreview,
	ReplayProgress,
	TraitConflict,
} from './model/identityResults';
import type { ListAdded, ListDetails, ListItem, ListSummary } from './model/list';
import type { SegmentPreview, SegmentOverlap, SegmentSize, SegmentMember } from './model/segmentFigures';

export type {
	Decision,
	MergeEntry,
	RuleVersion,
	RulePreview,
	ReplayProgress,
	TraitConflict,
} from './model/identityResults';
export type { SegmentPreview, SegmentOverlap, SegmentSize, SegmentMember } from './model/segmentFigures';

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
		/** A catalogue: `{sku, name?, category?, brand?, price?, currency?, url?, image?, stock?}`. The same sku replaces. */
		products(rows: unknown[], origin: Origin): Promise<IngestResult>;
	};
	identity: {
		/** The profile an identifier belongs to, or undefined. */
		resolve(identifier: Identifier): Promise<{ id: string; identifiers: StoredIdentifier[] } | undefined>;
		/** The evidence that joins (or would join) two identifiers: the path and a sentence. */
		explain(a: Identifier, b: Identifier): Promise<{ joined: boolean; path: Link[]; sentence: string }>;
		/** Adds evidence by hand; both must be known to the store. With `preview` nothing is changed, here and below. */
		link(
			a: Identifier,
			b: Identifier,
			by: string,
			options?: Try,
		): Promise<Decision & { id: string; joined: boolean; reason: string }>;
		/** Undoes evidence between two identifiers for good; profiles, traits, events and segments become what they would have been. */
		unlink(a: Identifier, b: Identifier, by: string, options?: Try): Promise<Decision>;
		/** Keeps two identifiers in two profiles, whatever the evidence says; `link` takes it back. */
		forbid(a: Identifier, b: Identifier, by: string, options?: Try): Promise<Decision>;
		/** Takes identifiers of one profile out of it, for good. */
		split(identifiers: Identifier[], by: string, options?: Try): Promise<Decision>;
		/** All evidence around one identifier, also what was refused and why. */
		links(identifier: Identifier): Promise<Link[]>;
		/** Evidence that does not count, of the whole store, with the reasons. */
		refused(page?: { after?: string; limit?: number }): Promise<Page<Link>>;
		/** Values that came together with so many people that they join nobody. */
		shared(page?: { after?: string; limit?: number }): Promise<Page<StoredIdentifier>>;
		/** What merged and split, newest first; of one person, or of all. */
		history(query?: { identifier?: Identifier; after?: string; limit?: number }): Promise<Page<MergeEntry>>;
		/** The rules that hold now. */
		rules(): Promise<IdentityRules>;
		/** Every version that was stored, newest first. */
		ruleHistory(): Promise<RuleVersion[]>;
		/** Who would merge and split under other rules, and why; nothing is changed. Throws InputError RULES with the place. */
		previewRules(rules: unknown, options?: { examples?: number }): Promise<RulePreview>;
		/** Stores rules as a new version; `replay` then applies it to what is there. What is missing keeps its default. */
		saveRules(rules: unknown, by: string): Promise<ReplayProgress>;
		/** Goes on applying the newest rules for about `ms` milliseconds; call it until `done`. It may stop at any moment and go on later. */
		replay(options?: { ms?: number }): Promise<ReplayProgress>;
		/**
		 * Finds people who are in the store twice, without labels: clear cases become evidence with the rule `match`, doubtful
		 * ones wait in `reviews`. Works for about `ms` milliseconds; call it until `done`. Throws InputError NO_USABLE_COLUMN
		 * when there is nothing to compare.
		 */
		findDuplicates(options?: DuplicateOptions): Promise<DuplicateProgress>;
		/** Pairs that wait for a person, or were decided or linked; most probable first. */
		reviews(query?: ReviewQuery): Promise<Page<Review>>;
		/** Confirm joins the two as `link` does, reject keeps them apart as `forbid` does; no later run asks again. */
		decideReview(ids: string | string[], answer: 'confirm' | 'reject', by: string): Promise<ReviewDecision>;
	};
	profiles: {
		get(identifier: Identifier): Promise<Profile | undefined>;
		list(query: ProfileQuery): Promise<Page<Profile>>;
		/** Sets traits, as an identify call of a trusted source would. */
		update(identifier: Identifier, traits: TraitValues, origin: Origin): Promise<Profile>;
		/** Traits on which sources disagree: what the profile shows, and what else was said. */
		conflicts(identifier: Identifier): Promise<TraitConflict[]>;
		timeline(identifier: Identifier, page: { after?: string; limit?: number }): Promise<Page<TimelineEntry>>;
		setConsent(
			identifier: Identifier,
			purposes: Record<string, boolean>,
			origin: Origin & { proof?: string },
		): Promise<Record<string, ConsentState>>;
		/** Everything held about the person, machine-readable. */
		export(identifier: Identifier): Promise<JsonObject>;
		/**
		 * Erases the person; destinations (`syncs` held them) are told at their next push. With `suppress` none of the identifiers
		 * comes in again: calls that name one are rejected with the reason `suppressed`.
		 */
		erase(
			identifier: Identifier,
			options?: { suppress?: boolean },
		): Promise<{ erased: boolean; identifiers: number; events: number; proof?: string; syncs?: string[] }>;
		/** Lets an erased identifier come in again. */
		unsuppress(identifier: Identifier): Promise<{ unsuppressed: boolean }>;
		/** Proofs of erasures, newest first: when, how much, who was told; nothing of the people. */
		erasures(query?: {
			limit?: number;
		}): Promise<Array<{ proof: string; time: number; identifiers: number; events: number; syncs: string[] }>>;
		/** Erases anonymous browsers that outlived the lifetime of their identifiers (rules), for about `ms` milliseconds; call it until `done`. */
		forget(options?: { ms?: number }): Promise<{ profiles: number; events: number; done: boolean }>;
	};
	segments: {
		/** Creates or replaces a definition (people or browsers); an `InputError` names the place of what is wrong. */
		save(definition: unknown): Promise<SegmentSummary>;
		get(key: string): Promise<SegmentDefinition>;
		list(of?: 'people' | 'browsers'): Promise<SegmentSummary[]>;
		/** Brings members up to date; the changes are then read with `changes`. */
		evaluate(key: string, options?: { full?: boolean; now?: number }): Promise<EvaluationResult>;
		/** All of them, each after those it asks for. */
		evaluateAll(options?: { now?: number }): Promise<EvaluationResult[]>;
		/** True when somebody was touched since the last evaluation: one look-up, to ask often. */
		behind(key: string): Promise<boolean>;
		/** Size, a sample and the reach of a definition that is not saved, beside the members it has now. */
		preview(definition: unknown, options?: { limit?: number }): Promise<SegmentPreview>;
		/** How many people are in several segments or audiences at once. */
		overlap(keys: string[]): Promise<SegmentOverlap>;
		/** Size by the hour in which it changed, oldest first; times are epoch ms. */
		sizes(key: string, query?: { since?: number }): Promise<SegmentSize[]>;
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
	/** Named lists of identifiers, also of people not known yet; a segment asks for them by `{kind: 'list', list: key}`. */
	lists: {
		/** Creates a list, or gives it another name. Throws InputError LIST_DEFINITION with the place. */
		save(list: { key: string; name?: string }): Promise<ListSummary>;
		/** Throws InputError LIST_UNKNOWN, as all below. */
		get(key: string): Promise<ListDetails>;
		list(): Promise<ListSummary[]>;
		/** Puts identifiers on it, also such that nobody is known by yet. What is wrong is answered with its reason; the rest goes on. */
		add(key: string, identifiers: Identifier[]): Promise<ListAdded>;
		/** Takes people off it: these identifiers, and all others of whoever is known by them. */
		takeOff(key: string, identifiers: Identifier[]): Promise<{ key: string; removed: number }>;
		/** What stands on it, by type and value. */
		items(key: string, page?: { after?: string; limit?: number }): Promise<Page<ListItem>>;
		/** Throws InputError LIST_NEEDED while a segment asks for it. */
		remove(key: string): Promise<{ removed: boolean }>;
	};
	/** Traits that the store works out from events: counts, sums, scores, RFM, lifetime value … They stand in the profile under their key. */
	computed: {
		/** Creates or replaces a definition; throws InputError COMPUTED_DEFINITION with the place, or COMPUTED_TRAIT_TAKEN. */
		save(definition: unknown): Promise<ComputedSummary>;
		get(key: string): Promise<ComputedDefinition>;
		list(): Promise<ComputedSummary[]>;
		/** Removes the definition and its values. */
		remove(key: string): Promise<{ removed: boolean }>;
		/**
		 * Brings the values of one up to date: of those who changed since the last run, or with `full` of everybody, for which
		 * quintiles and model parameters are drawn anew unless `refit` is false.
		 */
		evaluate(key: string, options?: { full?: boolean; now?: number; refit?: boolean }): Promise<ComputedResult>;
		/** All of them; evaluating segments does this first. */
		evaluateAll(options?: { now?: number }): Promise<ComputedResult[]>;
		/** How many would have a value, and a sample, for a definition that is not saved. */
		preview(definition: unknown, options?: { limit?: number }): Promise<ComputedPreview>;
		/** One person's value and what it was made of. */
		explain(key: string, identifier: Identifier): Promise<ComputedExplanation>;
	};
	/** What belongs to browsers alone: what data providers say of them, and figures of their audiences. */
	audiences: AudienceApi;
	/** Who may be used for what; consent comes in with calls and `profiles.setConsent`. */
	consent: ConsentFamily;
	/** Cookies of partners on the list, matched with our browsers; nothing happens without consent. */
	sync: SyncApi;
	delivery: {
		destinations(): Promise<DestinationSummary[]>;
		push(request: PushRequest): Promise<PushResult>;
		/** Who is not sent at present and why, by key; `after` is the last key of the page before. */
		leftOut(query: { sync: string; after?: string; limit?: number }): Promise<LeftOut[]>;
		deadLetters(query: { sync?: string; limit?: number }): Promise<DeadLetter[]>;
		/** Puts dead letters back into the outbox; the next push sends them. All of a sync when no ids are given. */
		retry(query: { sync: string; ids?: number[] }): Promise<{ requeued: number }>;
		discard(query: { sync: string; ids?: number[] }): Promise<{ discarded: number }>;
	};
	/** What to show whom: what goes with what somebody looks at, looked at and bought. */
	recommend: RecommendApi;
	/** What to show a visitor, in milliseconds. */
	personalize: PersonalizeApi;
	/** Who is like the members of a segment or audience. */
	lookalike: LookalikeApi;
	/** What the store says as figures, for a period of the calendar. */
	reports: ReportApi;
	/** What the store has seen, for lists in the editor. */
	catalog: CatalogApi;
	stats(): Promise<Stats>;
	/** Checks the store: reachable, schema current, integrity, free space. */
	doctor(): Promise<DoctorCheck[]>;
	/** A consistent copy while the store is in use (SQLite only). */
	backup(file: string): Promise<{ file: string; bytes: number }>;
	close(): Promise<void>;
}

/** `preview`: do it, look, and take it back. */
export interface Try {
	preview?: boolean;
}

/** What answers to reviews led to. */
export interface ReviewDecision extends Decision {
	decided: number;
	/** Confirmations that a rule does not let count; they are kept and count when the rule changes. */
	refused: Array<{ id: string; reason: string }>;
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
	/** Requests that became nobody: of robots, of visitors who did not agree, without a right key; and browsers that had themselves erased. */
	collected: CollectCounts;
	/** Consent signals that were not believed. */
	consentRefused: number;
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
