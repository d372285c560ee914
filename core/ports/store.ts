import type { SqlDialect } from '../segments/sql';
import type { CandidateTable } from './candidates';
import type { CatalogTable, MetaTable, RuleTable } from './catalog';
import type { ComputedTable } from './computed';
import type { OutboxTable } from './delivery';
import type { DuplicateTable } from './duplicates';
import type { ErasureTable } from './erasure';
import type { EventTable } from './events';
import type { IdentifierTable, LinkTable } from './identifiers';
import type { ListTable } from './lists';
import type { ConsentTable, ProfileTable, TraitTable } from './profiles';
import type { LookalikeTable } from './lookalike';
import type { PersonalizeTable } from './personalize';
import type { RecommendTable } from './recommend';
import type { ChangeTable, SegmentTable } from './segments';
import type { SyncTable } from './sync';

/**
 * The profile store. Reads may run at any time; writes go through `write`, which is one transaction at a time:
 * all of it is durable when the promise resolves, none of it when it rejects. `derive` is the same for what can be worked
 * out again: it becomes durable no later than the next `write`, and nothing written after it can outlive it.
 */
export interface Store {
	readonly dialect: SqlDialect;
	read: Tables;
	write<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
	derive<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
	/** Lets waiting short requests go first; long work calls it between chunks. */
	breathe(): Promise<void>;
	check(): Promise<Array<{ name: string; ok: boolean; detail: string }>>;
	backup(file: string): Promise<{ file: string; bytes: number }>;
	/** Makes sure that what was deleted is not in the store's files any more, as far as the database can. */
	purge(): Promise<void>;
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
	candidates: CandidateTable;
	lists: ListTable;
	computed: ComputedTable;
	changes: ChangeTable;
	outbox: OutboxTable;
	catalog: CatalogTable;
	rules: RuleTable;
	erasures: ErasureTable;
	recommend: RecommendTable;
	personalize: PersonalizeTable;
	lookalike: LookalikeTable;
	duplicates: DuplicateTable;
	sync: SyncTable;
	meta: MetaTable;
}
