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
	syncsOf: async (keys) => {
		const of = (table: 'delivered' | 'outbox') =>
			sql`SELECT sync FROM ${sql.table(table)} WHERE ${db.dialect.isOneOf(sql`key`, keys)}`;
		const rows = await db.all(sql<{ sync: string }>`${of('delivered')} UNION ${of('outbox')} ORDER BY sync`);
		return rows.map((row) => row.sync);
	},
	count: async () => (await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM suppressed`))[0]?.n ?? 0,
});
