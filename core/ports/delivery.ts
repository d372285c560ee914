import type { DeliveryChange } from '../model/delivery';

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
	/** `held`: a removal that waits for a yes, because there are too many of them. */
	state: 'pending' | 'dead' | 'held';
	reason: string | null;
	batch: string | null;
	time: number;
}

/** Where a sync stands: from here on only those are compared who can have changed. */
export interface SyncRow {
	sync: string;
	/** Hash of everything but people that decides what is sent. */
	signature: string;
	/** Touch sequence and change feed up to which it has looked. */
	seen_touch: number;
	seen_change: number;
	time: number;
}

export interface LeftOutRow {
	sync: string;
	key: string;
	reason: string;
}

export interface OutboxTable {
	sync(sync: string): Promise<SyncRow | undefined>;
	putSync(row: SyncRow): Promise<void>;
	/** The lowest touch sequence that a sync still needs; undefined when there is none. Syncs that were not used since `time` do not count. */
	seenBySyncs(time: number): Promise<number | undefined>;

	delivered(sync: string, keys: string[]): Promise<DeliveredRow[]>;
	deliveredPage(sync: string, after: string, limit: number): Promise<DeliveredRow[]>;
	countDelivered(sync: string): Promise<number>;
	/** Delivered, and nothing waits for them. */
	countUnchanged(sync: string): Promise<number>;
	confirm(rows: DeliveredRow[]): Promise<void>;
	forget(sync: string, keys: string[]): Promise<void>;

	/** Sets the reasons of these; nobody else's change. */
	leaveOut(rows: LeftOutRow[]): Promise<void>;
	letIn(sync: string, keys: string[]): Promise<void>;
	leftOut(sync: string, after: string, limit: number): Promise<LeftOutRow[]>;
	countLeftOut(sync: string): Promise<Array<{ reason: string; people: number }>>;

	/** Replaces what waits for these keys. */
	enqueue(rows: OutboxRow[]): Promise<void>;
	/** Takes back what waits for these keys. */
	withdraw(sync: string, keys: string[]): Promise<void>;
	/** Rows of one batch that was begun and not confirmed. */
	begun(sync: string, now: number): Promise<OutboxRow[]>;
	/** Rows of one action that are not in a batch, oldest first. */
	due(sync: string, action: OutboxRow['action'], now: number, limit: number): Promise<OutboxRow[]>;
	/** When the next row is due; undefined when nothing waits. */
	nextDue(sync: string): Promise<number | undefined>;
	waiting(sync: string, keys: string[]): Promise<OutboxRow[]>;
	/** Everything that waits, in order of key. */
	waitingPage(sync: string, after: string, limit: number): Promise<OutboxRow[]>;
	update(rows: OutboxRow[]): Promise<void>;
	done(ids: number[]): Promise<void>;
	count(sync: string, state: OutboxRow['state'], action?: OutboxRow['action']): Promise<number>;
	/** Moves waiting removals of people who left to `held`, or back. */
	hold(sync: string, from: 'pending' | 'held', to: 'pending' | 'held'): Promise<number>;
	dead(sync: string | undefined, limit: number): Promise<OutboxRow[]>;
	deadIds(sync: string): Promise<number[]>;
	requeue(sync: string, ids: number[]): Promise<number>;
	discard(sync: string, ids: number[]): Promise<number>;

	/** Reserves the next free moment for a request, `intervalMs` after the one before, and counts it for the day; undefined when that is too far away. */
	reserve(take: Reservation): Promise<{ at: number; used: number } | undefined>;
	/** Nobody uses the credential before this moment. */
	pause(holder: string, until: number): Promise<void>;
	/** Counts failures in a row; 0 starts anew. Answers the count. */
	failures(holder: string, by: 0 | 1): Promise<number>;
}

export interface Reservation {
	/** A hash of the credential. */
	holder: string;
	now: number;
	intervalMs: number;
	patienceMs: number;
	/** Days since 1970. */
	day: number;
}
