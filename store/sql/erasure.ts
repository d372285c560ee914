import { sql } from 'kysely';
import type { ErasureRow, ErasureTable } from '../../core/ports';
import type { Executor } from '../executor';

/** Who was erased, without who it was: proofs, and keyed hashes of identifiers that must not come in again. */
export const erasureTable = (db: Executor): ErasureTable => ({
	suppressed: async (hashes) =>
		(
			await db.all(sql<{ hash: string }>`SELECT hash FROM suppressed WHERE ${db.dialect.isOneOf(sql`hash`, hashes)}`)
		).map((row) => row.hash),
	suppress: (rows) => db.bulk('suppressed', rows, { key: ['hash'], set: 'nothing' }),
	unsuppress: (hashes) => db.run(sql`DELETE FROM suppressed WHERE ${db.dialect.isOneOf(sql`hash`, hashes)}`),
	note: (row) => db.bulk('erasure', [row]),
	list: (limit) => db.all(sql<ErasureRow>`SELECT * FROM erasure ORDER BY id DESC LIMIT ${limit}`),
	deliveries: (keys) =>
		db.all(sql<{ sync: string; state: string; change: string }>`
			SELECT sync, 'delivered' AS state, change FROM delivered WHERE ${db.dialect.isOneOf(sql`key`, keys)}
			UNION ALL SELECT sync, state, change FROM outbox WHERE ${db.dialect.isOneOf(sql`key`, keys)} ORDER BY sync, state`),
	count: async () => (await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM suppressed`))[0]?.n ?? 0,
});
