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
