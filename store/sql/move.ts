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

/** Drops all rows that came in under identifiers. */
export async function forgetRows(
	db: Executor,
	table: TableName,
	of: Array<{ profile: number; identifier: number }>,
): Promise<void> {
	const rows = db.dialect.rows(
		{ p: 'integer', i: 'integer' },
		of.map((o) => [o.profile, o.identifier]),
	);
	await db.run(sql`DELETE FROM ${sql.table(table)} WHERE (profile, identifier) IN (SELECT p, i FROM ${rows} r)`);
}
