import { sql } from 'kysely';
import type { DeliveredRow, OutboxRow, OutboxTable } from '../../core/ports';
import type { Executor } from '../executor';

/** What destinations hold (delivered) and what is on its way or was refused (outbox). */
export const outboxTable = (db: Executor): OutboxTable => ({
	...deliveredStatements(db),
	...waitingStatements(db),
	...deadStatements(db),
});

function deliveredStatements(db: Executor) {
	return {
		delivered: (sync: string, keys: string[]) =>
			db.all(sql<DeliveredRow>`SELECT * FROM delivered WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`),
		deliveredPage: (sync: string, after: string, limit: number) =>
			db.all(
				sql<DeliveredRow>`SELECT * FROM delivered WHERE sync = ${sync} AND key > ${after} ORDER BY key LIMIT ${limit}`,
			),
		confirm: (rows: DeliveredRow[]) => db.bulk('delivered', rows, { key: ['sync', 'key'], set: 'replace' }),
		forget: async (sync: string, keys: string[]) => {
			await db.run(sql`DELETE FROM delivered WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`);
		},
	};
}

function waitingStatements(db: Executor) {
	return {
		enqueue: (rows: OutboxRow[]) => db.bulk('outbox', rows, { key: ['sync', 'key'], set: 'replace' }),
		withdraw: async (sync: string, keys: string[]) => {
			await db.run(sql`DELETE FROM outbox WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`);
		},
		due: (sync: string, now: number, limit: number) =>
			db.all(
				sql<OutboxRow>`SELECT * FROM outbox WHERE sync = ${sync} AND state = 'pending' AND next_at <= ${now} ORDER BY id LIMIT ${limit}`,
			),
		waiting: (sync: string, keys: string[]) =>
			db.all(sql<OutboxRow>`SELECT * FROM outbox WHERE sync = ${sync} AND ${db.dialect.isOneOf(sql`key`, keys)}`),
		update: (rows: OutboxRow[]) => db.bulk('outbox', rows, { key: ['sync', 'key'], set: 'replace' }),
		done: async (ids: number[]) => {
			await db.run(sql`DELETE FROM outbox WHERE ${db.dialect.isOneOfIds(sql`id`, ids)}`);
		},
		pending: async (sync: string) =>
			(await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM outbox WHERE sync = ${sync} AND state = 'pending'`))[0]
				?.n ?? 0,
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
		requeue: (sync: string, ids: number[]) =>
			db.run(
				sql`UPDATE outbox SET state = 'pending', attempts = 0, next_at = 0, reason = NULL WHERE sync = ${sync} AND state = 'dead' AND ${db.dialect.isOneOfIds(sql`id`, ids)}`,
			),
		discard: (sync: string, ids: number[]) =>
			db.run(
				sql`DELETE FROM outbox WHERE sync = ${sync} AND state = 'dead' AND ${db.dialect.isOneOfIds(sql`id`, ids)}`,
			),
	};
}
