import { sql } from 'kysely';
import type { DeliveredRow, LeftOutRow, OutboxRow, OutboxTable, SyncRow } from '../../core/ports';
import type { Executor } from '../executor';
import { allowanceStatements } from './allowance';

/** What destinations hold (delivered), who is left out, and what is on its way or was refused (outbox). */
export const outboxTable = (db: Executor): OutboxTable => ({
	...syncStatements(db),
	...deliveredStatements(db),
	...leftOutStatements(db),
	...waitingStatements(db),
	...deadStatements(db),
	...allowanceStatements(db),
});

const KEY = { key: ['sync', 'key'], set: 'replace' } as const;

async function count(rows: Promise<Array<{ n: number }>>): Promise<number> {
	return Number((await rows)[0]?.n ?? 0);
}

function syncStatements(db: Executor) {
	return {
		sync: async (sync: string) => (await db.all(sql<SyncRow>`SELECT * FROM sync WHERE sync = ${sync}`))[0],
		putSync: (row: SyncRow) => db.bulk('sync', [row], { key: ['sync'], set: 'replace' }),
		seenBySyncs: async (time: number) => {
			const [row] = await db.all(
				sql<{ least: number | null }>`SELECT min(seen_touch) AS least FROM sync WHERE time >= ${time}`,
			);
			return row?.least === null || row?.least === undefined ? undefined : Number(row.least);
		},
	};
}

function deliveredStatements(db: Executor) {
	return {
		delivered: (sync: string, keys: string[]) =>
			db.all(sql<DeliveredRow>`SELECT * FROM delivered WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`),
		deliveredPage: (sync: string, after: string, limit: number) =>
			db.all(
				sql<DeliveredRow>`SELECT * FROM delivered WHERE sync = ${sync} AND key > ${after} ORDER BY key LIMIT ${limit}`,
			),
		countDelivered: (sync: string) =>
			count(db.all(sql<{ n: number }>`SELECT count(*) AS n FROM delivered WHERE sync = ${sync}`)),
		countUnchanged: (sync: string) =>
			count(
				db.all(
					sql<{ n: number }>`SELECT count(*) AS n FROM delivered d WHERE d.sync = ${sync}
						AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.sync = d.sync AND o.key = d.key)`,
				),
			),
		confirm: (rows: DeliveredRow[]) => db.bulk('delivered', rows, KEY),
		forget: async (sync: string, keys: string[]) => {
			await db.run(sql`DELETE FROM delivered WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`);
		},
	};
}

function leftOutStatements(db: Executor) {
	return {
		leaveOut: (rows: LeftOutRow[]) => db.bulk('left_out', rows, KEY),
		letIn: async (sync: string, keys: string[]) => {
			await db.run(sql`DELETE FROM left_out WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`);
		},
		leftOut: (sync: string, after: string, limit: number) =>
			db.all(
				sql<LeftOutRow>`SELECT * FROM left_out WHERE sync = ${sync} AND key > ${after} ORDER BY key LIMIT ${limit}`,
			),
		countLeftOut: async (sync: string) =>
			(
				await db.all(
					sql<{
						reason: string;
						people: number;
					}>`SELECT reason, count(*) AS people FROM left_out WHERE sync = ${sync} GROUP BY reason ORDER BY reason`,
				)
			).map(({ reason, people }) => ({ reason, people: Number(people) })),
	};
}

function waitingStatements(db: Executor) {
	return {
		enqueue: (rows: OutboxRow[]) => db.bulk('outbox', rows, KEY),
		withdraw: async (sync: string, keys: string[]) => {
			await db.run(sql`DELETE FROM outbox WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`);
		},
		begun: async (sync: string, now: number) =>
			db.all(
				sql<OutboxRow>`SELECT * FROM outbox WHERE sync = ${sync} AND state = 'pending' AND batch = (
					SELECT min(batch) FROM outbox WHERE sync = ${sync} AND batch IS NOT NULL AND state = 'pending' AND next_at <= ${now}
				) ORDER BY id`,
			),
		due: (sync: string, action: OutboxRow['action'], now: number, limit: number) =>
			db.all(
				sql<OutboxRow>`SELECT * FROM outbox WHERE sync = ${sync} AND state = 'pending' AND action = ${action}
					AND next_at <= ${now} AND batch IS NULL ORDER BY id LIMIT ${limit}`,
			),
		nextDue: async (sync: string) => {
			const [row] = await db.all(
				sql<{
					next: number | null;
				}>`SELECT min(next_at) AS next FROM outbox WHERE sync = ${sync} AND state = 'pending'`,
			);
			return row?.next === null || row?.next === undefined ? undefined : Number(row.next);
		},
		waiting: (sync: string, keys: string[]) =>
			db.all(sql<OutboxRow>`SELECT * FROM outbox WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`),
		waitingPage: (sync: string, after: string, limit: number) =>
			db.all(
				sql<OutboxRow>`SELECT * FROM outbox WHERE sync = ${sync} AND state <> 'dead' AND key > ${after} ORDER BY key LIMIT ${limit}`,
			),
		update: (rows: OutboxRow[]) => db.bulk('outbox', rows, KEY),
		done: async (ids: number[]) => {
			await db.run(sql`DELETE FROM outbox WHERE ${db.dialect.isOneOfIds(sql`id`, ids)}`);
		},
		count: (sync: string, state: OutboxRow['state'], action?: OutboxRow['action']) =>
			count(
				db.all(
					sql<{ n: number }>`SELECT count(*) AS n FROM outbox WHERE sync = ${sync} AND state = ${state}
						${action === undefined ? sql`` : sql`AND action = ${action}`}`,
				),
			),
		hold: (sync: string, from: 'pending' | 'held', to: 'pending' | 'held') =>
			db.run(
				sql`UPDATE outbox SET state = ${to} WHERE sync = ${sync} AND state = ${from} AND action = 'remove' AND reason = 'left' AND batch IS NULL`,
			),
	};
}

function deadStatements(db: Executor) {
	return {
		dead: (sync: string | undefined, limit: number) =>
			db.all(
				sql<OutboxRow>`SELECT * FROM outbox WHERE state = 'dead' ${sync === undefined ? sql`` : sql`AND sync = ${sync}`} ORDER BY id LIMIT ${limit}`,
			),
		deadIds: async (sync: string) =>
			(await db.all(sql<{ id: number }>`SELECT id FROM outbox WHERE state = 'dead' AND sync = ${sync}`)).map(
				(row) => row.id,
			),
		// One attempt stays: what was tried may have arrived, so whoever leaves is removed and not only taken off the list.
		requeue: (sync: string, ids: number[]) =>
			db.run(
				sql`UPDATE outbox SET state = 'pending', attempts = 1, next_at = 0, reason = NULL, batch = NULL WHERE sync = ${sync} AND state = 'dead' AND ${db.dialect.isOneOfIds(sql`id`, ids)}`,
			),
		discard: (sync: string, ids: number[]) =>
			db.run(
				sql`DELETE FROM outbox WHERE sync = ${sync} AND state = 'dead' AND ${db.dialect.isOneOfIds(sql`id`, ids)}`,
			),
	};
}
