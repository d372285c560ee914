import { sql } from 'kysely';
import type { Move } from '../../core/ports';
import type { Executor } from '../executor';
import type { TableName } from '../schema';

/** Gives all rows that came in under an identifier to the profile it belongs to now. */
export async function moveRows(db: Executor, table: TableName, moves: Move[]): Promise<void> {
	if (moves.length === 0) return;
	const rows = db.dialect.rows(
		{ i: 'integer', f: 'integer', t: 'integer' },
		moves.map((m) => [m.identifier, m.from, m.to]),
	);
	await db.run(
		sql`UPDATE ${sql.table(table)} SET profile = r.t FROM ${rows} r WHERE ${sql.table(table)}.profile = r.f AND ${sql.table(table)}.identifier = r.i`,
	);
}
