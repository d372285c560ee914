import type { Rejected } from './model/call';
import type { DeliveryChange } from './model/delivery';
import type { Identifier, Link } from './model/identifier';
import type { Json } from './model/json';
import type { Change, SegmentDefinition } from './model/segment';
import type { SqlDialect, SqlFragment } from './segments/sql';

/** What the core asks of the world. The store answers with plain rows; all times are epoch milliseconds. */
export interface Clock {
	now(): number;
}

export interface Logger {
	debug(message: string): void;
	info(message: string): void;
	warn(message: string): void;
}

export interface HttpRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string;
	timeoutMs: number;
	/** True only when the user allowed private addresses for this destination. */
	allowPrivate: boolean;
}

export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** One HTTP exchange. Rejects with a CdpError only when there was no answer (network, timeout, refused address). */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

/** Appends lines to a file, durable on return; creates it with `header` when it is new. */
export type FileAppender = (file: string, lines: string, header: string) => Promise<void>;

/**
 * The profile store. Reads may run at any time; writes go through `write`, which is one transaction at a time:
 * all of it is durable when the promise resolves, none of it when it rejects.
 */
export interface Store {
	readonly dialect: SqlDialect;
	read: Tables;
	write<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
	/** Lets waiting short requests go first; long work calls it between chunks. */
	breathe(): Promise<void>;
	check(): Promise<Array<{ name: string; ok: boolean; detail: string }>>;
	backup(file: string): Promise<{ file: string; bytes: number }>;
	close(): Promise<void>;
}

/** One family of statements a table; each method is one round trip. */
export interface Tables {
	identifiers: IdentifierTable;
	links: LinkTable;
	events: EventTable;
	traits: TraitTable;
	consents: ConsentTable;
	profiles: ProfileTable;
	segments: SegmentTable;
	changes: ChangeTable;
	outbox: OutboxTable;
	catalog: CatalogTable;
	meta: MetaTable;
}

export interface IdentifierRow extends Identifier {
	id: number;
	component: number;
	profile: number;
	known: number;
	verified: number;
	first_seen: number;
	last_seen: number;
}

export interface IdentifierTable {
	find(identifiers: Identifier[]): Promise<IdentifierRow[]>;
	byId(ids: number[]): Promise<IdentifierRow[]>;
	byProfile(profiles: number[]): Promise<IdentifierRow[]>;
	byComponent(components: number[]): Promise<IdentifierRow[]>;
	insert(rows: IdentifierRow[]): Promise<void>;
	/** Sets component, profile and verified. */
	place(rows: IdentifierRow[]): Promise<void>;
	/** Widens first_seen and last_seen. */
	seen(rows: Array<{ id: number; first: number; last: number }>): Promise<void>;
	remove(ids: number[]): Promise<void>;
}

export interface LinkRow {
	component: number;
	a: number;
	b: number;
	source: string;
	rule: string;
	first_seen: number;
	last_seen: number;
	verified: number;
	state: Link['state'];
	reason: string | null;
}

export interface LinkTable {
	byComponent(components: number[]): Promise<LinkRow[]>;
	/** Inserts or replaces, by (component, a, b). */
	put(rows: LinkRow[]): Promise<void>;
	/** Moves all links of `from` to component `to`. */
	move(moves: Array<{ from: number; to: number }>): Promise<void>;
	removeComponents(components: number[]): Promise<void>;
}

export interface EventRow {
	id: number;
	profile: number;
	name: number;
	time: number;
	identifier: number;
	browser: number | null;
	type: string;
	source: string;
	received: number;
	message: string;
	properties: string;
	context: string;
}

export interface NamedEvent {
	id: number;
	name: string;
	type: string;
	time: number;
	source: string;
	message: string;
	identifier: number;
	browser: number | null;
	properties: string;
}

export interface EventTable {
	/** Of these messageIds, the ones stored before. */
	known(messages: string[]): Promise<string[]>;
	remember(messages: string[]): Promise<void>;
	insert(rows: EventRow[]): Promise<void>;
	/** Ids by name; unknown names are added. */
	names(names: string[]): Promise<Map<string, number>>;
	/** Re-attributes events to the profile their identifier belongs to now. */
	move(moves: Move[]): Promise<void>;
	/** Events of a profile, newest first; `before` is exclusive (time, id). */
	timeline(profile: number, before: { time: number; id: number } | undefined, limit: number): Promise<NamedEvent[]>;
	/** Events of these names of one profile, oldest first. */
	ofNames(profile: number, names: string[]): Promise<NamedEvent[]>;
	/** Number, first and last time per profile. */
	summary(profiles: number[]): Promise<Array<{ profile: number; events: number; first: number; last: number }>>;
	total(): Promise<number>;
	removeProfile(profile: number): Promise<number>;
}

/** Everything of `identifier` goes from one profile to another. */
export interface Move {
	identifier: number;
	from: number;
	to: number;
}

export interface ObservationRow {
	profile: number;
	key: string;
	identifier: number;
	source: string;
	verified: number;
	value_key: string;
	value: string;
	first_time: number;
	last_time: number;
	times: number;
}

export interface TraitRow {
	profile: number;
	key: string;
	value: string;
	text: string | null;
	num: number | null;
	ms: number | null;
	time: number;
	source: string;
}

export interface TraitTable {
	/** Adds observations; the same (profile, key, identifier, source, verified, value) widens its times and counts up. */
	observe(rows: ObservationRow[]): Promise<void>;
	observations(of: Array<{ profile: number; key: string }>): Promise<ObservationRow[]>;
	observedKeys(profiles: number[]): Promise<Array<{ profile: number; key: string }>>;
	move(moves: Move[]): Promise<void>;
	put(rows: TraitRow[]): Promise<void>;
	remove(of: Array<{ profile: number; key: string }>): Promise<void>;
	byProfile(profiles: number[]): Promise<TraitRow[]>;
	removeProfile(profile: number): Promise<void>;
}

export interface ConsentRow {
	profile: number;
	identifier: number;
	purpose: string;
	time: number;
	granted: number;
	verified: number;
	source: string;
	proof: string | null;
}

export interface ConsentTable {
	record(rows: ConsentRow[]): Promise<void>;
	byProfile(profiles: number[]): Promise<ConsentRow[]>;
	move(moves: Move[]): Promise<void>;
	removeProfile(profile: number): Promise<void>;
}

export interface ProfileRow {
	id: number;
	known: number;
	alive: number;
	events: number;
	first_seen: number;
	last_seen: number;
	touched: number;
}

export interface ProfileTable {
	byId(ids: number[]): Promise<ProfileRow[]>;
	put(rows: ProfileRow[]): Promise<void>;
	/** Adds events and widens times of profiles that exist or are new; marks them touched. */
	add(rows: ProfileRow[]): Promise<void>;
	touch(ids: number[], seq: number): Promise<void>;
	list(query: { after: number; limit: number; segment?: string; search?: string; known?: boolean }): Promise<number[]>;
	counts(): Promise<{ profiles: number; known: number; identifiers: number }>;
}

export interface SegmentRow {
	key: string;
	definition: string;
	of: 'people' | 'browsers';
	/** When it was last evaluated, and the touch sequence it had seen then; null before the first run or after a change of the definition. */
	evaluated_at: number | null;
	evaluated_seq: number | null;
	members: number;
}

export interface MemberRow {
	segment: string;
	member: number;
	profile: number;
	since: number;
	expires: number | null;
	reason: string;
}

/** A member candidate: a profile, or a browser with its profile. */
export interface Subject {
	id: number;
	profile: number;
}

/** Which subjects an evaluation looks at. */
export type Scope = { from: number; limit: number } | { ids: number[] };

export interface SegmentTable {
	all(): Promise<SegmentRow[]>;
	byKey(key: string): Promise<SegmentRow | undefined>;
	put(row: SegmentRow): Promise<void>;
	remove(key: string): Promise<void>;
	/** Subjects with id > from, in order of id. */
	subjects(of: SegmentDefinition['of'], scope: Scope): Promise<Subject[]>;
	/** Of these profiles, the ones for which the condition holds. */
	matchingPeople(ids: number[], condition: SqlFragment): Promise<Subject[]>;
	/** Of these browsers, the ones for which the condition held at one of their visits (event `q`) in (after, upTo]; `qualified` is the last such visit. */
	matchingBrowsers(ids: number[], condition: SqlFragment, after: number, upTo: number): Promise<Array<Subject & { qualified: number }>>;
	/** Subjects of profiles touched after `seq`, also those that are gone. */
	touchedSince(of: SegmentDefinition['of'], segment: string, seq: number): Promise<number[]>;
	/** Subjects with an event of one of the names (of any name without) in (after, upTo]. */
	withEventBetween(of: SegmentDefinition['of'], names: string[] | undefined, after: number, upTo: number): Promise<number[]>;
	/** Subjects whose date trait lies in (after, upTo]. */
	withTraitBetween(of: SegmentDefinition['of'], trait: string, after: number, upTo: number): Promise<number[]>;
	members(segment: string, ids: number[]): Promise<MemberRow[]>;
	/** Members with member > after, in order. */
	memberPage(segment: string, after: number, limit: number): Promise<MemberRow[]>;
	expired(segment: string, now: number): Promise<number[]>;
	putMembers(rows: MemberRow[]): Promise<void>;
	removeMembers(segment: string, ids: number[]): Promise<void>;
	/** Segments of these profiles. */
	ofProfiles(profiles: number[]): Promise<Array<{ profile: number; segment: string }>>;
	size(segment: string): Promise<number>;
}

export interface ChangeRow {
	seq?: number;
	kind: Change['kind'];
	segment: string | null;
	profile: number;
	member: number | null;
	time: number;
	reason: string;
}

export interface ChangeTable {
	add(rows: ChangeRow[]): Promise<void>;
	after(query: { after: number; upTo?: number; segment?: string; kinds?: string[]; limit: number }): Promise<ChangeRow[]>;
	position(): Promise<number>;
	count(kind: Change['kind']): Promise<number>;
	cursor(reader: string): Promise<number | undefined>;
	commit(reader: string, seq: number): Promise<void>;
}

export interface DeliveredRow {
	sync: string;
	key: string;
	hash: string;
	/** The DeliveryChange as confirmed, to remove it again even when the person is gone. */
	change: string;
}

export interface OutboxRow {
	id: number;
	sync: string;
	key: string;
	action: DeliveryChange['action'];
	hash: string;
	change: string;
	attempts: number;
	next_at: number;
	state: 'pending' | 'dead';
	reason: string | null;
	batch: string | null;
	time: number;
}

export interface OutboxTable {
	delivered(sync: string, keys: string[]): Promise<DeliveredRow[]>;
	deliveredPage(sync: string, after: string, limit: number): Promise<DeliveredRow[]>;
	confirm(rows: DeliveredRow[]): Promise<void>;
	forget(sync: string, keys: string[]): Promise<void>;
	/** Replaces what waits for these keys. */
	enqueue(rows: OutboxRow[]): Promise<void>;
	/** Takes back what waits for these keys. */
	withdraw(sync: string, keys: string[]): Promise<void>;
	due(sync: string, now: number, limit: number): Promise<OutboxRow[]>;
	waiting(sync: string, keys: string[]): Promise<OutboxRow[]>;
	update(rows: OutboxRow[]): Promise<void>;
	done(ids: number[]): Promise<void>;
	pending(sync: string): Promise<number>;
	dead(sync: string | undefined, limit: number): Promise<OutboxRow[]>;
	deadIds(sync: string): Promise<number[]>;
	requeue(sync: string, ids: number[]): Promise<number>;
	discard(sync: string, ids: number[]): Promise<number>;
}

export interface CatalogTable {
	countEvents(counts: Array<{ name: number; count: number }>): Promise<void>;
	countProperties(counts: Array<{ name: number; property: string; count: number }>): Promise<void>;
	countTraits(counts: Array<{ trait: string; count: number }>): Promise<void>;
	events(search: string): Promise<Array<{ name: string; count: number }>>;
	properties(event: string, search: string): Promise<Array<{ name: string; count: number }>>;
	traits(search: string): Promise<Array<{ name: string; count: number }>>;
	traitValues(trait: string, search: string): Promise<Array<{ value: Json; count: number }>>;
	identifierTypes(): Promise<Array<{ name: string; count: number }>>;
	putCosts(rows: CostRow[]): Promise<void>;
	reject(rows: RejectRow[]): Promise<void>;
	rejects(limit: number): Promise<RejectRow[]>;
}

export interface CostRow {
	campaign: string;
	date: string;
	cost: number;
	currency: string;
	clicks: number;
	impressions: number;
	source: string;
}

export interface RejectRow extends Omit<Rejected, 'index'> {
	time: number;
	source: string;
	call: string;
}

export interface MetaTable {
	/** Hands out `count` numbers of a sequence; answers the first. */
	take(sequence: 'identifier' | 'event' | 'touch' | 'outbox', count: number): Promise<number>;
	/** The last number handed out. */
	last(sequence: 'touch'): Promise<number>;
}

