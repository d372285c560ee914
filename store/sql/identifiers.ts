import { sql } from 'kysely';
import type { IdentifierRow, IdentifierTable, LinkRow, LinkTable } from '../../core/ports';
import type { Executor } from '../executor';

/** The directory of identifiers: who is known by what name, and where each belongs now. */
export const identifierTable = (db: Executor): IdentifierTable => ({
	find: (identifiers) =>
		db.all(sql<IdentifierRow>`SELECT i.* FROM ${db.dialect.rows(
			{ t: 'text', v: 'text' },
			identifiers.map((i) => [i.type, i.value]),
		)} r
			JOIN identifier i ON i.type = r.t AND i.value = r.v`),
	byId: (ids) =>
		db.all(sql<IdentifierRow>`SELECT * FROM identifier WHERE ${db.dialect.isOneOfIds(sql`id`, ids)} ORDER BY id`),
	byProfile: (ids) =>
		db.all(sql<IdentifierRow>`SELECT * FROM identifier WHERE ${db.dialect.isOneOfIds(sql`profile`, ids)} ORDER BY id`),
	byComponent: (ids) =>
		db.all(
			sql<IdentifierRow>`SELECT * FROM identifier WHERE ${db.dialect.isOneOfIds(sql`component`, ids)} ORDER BY id`,
		),
	insert: (rows) => db.bulk('identifier', rows),
	place: async (rows) => {
		await db.run(sql`UPDATE identifier SET component = r.c, profile = r.p, verified = r.v
			FROM ${db.dialect.rows(
				{ i: 'integer', c: 'integer', p: 'integer', v: 'integer' },
				rows.map((r) => [r.id, r.component, r.profile, r.verified]),
			)} r WHERE identifier.id = r.i`);
	},
	seen: async (rows) => {
		// Two comparisons instead of min/max: SQLite and PostgreSQL name those functions differently.
		await db.run(sql`UPDATE identifier SET first_seen = CASE WHEN r.f < first_seen THEN r.f ELSE first_seen END, last_seen = CASE WHEN r.l > last_seen THEN r.l ELSE last_seen END
			FROM ${db.dialect.rows(
				{ i: 'integer', f: 'integer', l: 'integer' },
				rows.map((r) => [r.id, r.first, r.last]),
			)} r WHERE identifier.id = r.i`);
	},
	remove: async (ids) => {
		await db.run(sql`DELETE FROM identifier WHERE ${db.dialect.isOneOfIds(sql`id`, ids)}`);
	},
});

/** The evidence: one row a pair of identifiers. */
export const linkTable = (db: Executor): LinkTable => ({
	byComponent: (ids) => db.all(sql<LinkRow>`SELECT * FROM link WHERE ${db.dialect.isOneOfIds(sql`component`, ids)}`),
	put: (rows) => db.bulk('link', rows, { key: ['component', 'a', 'b'], set: 'replace' }),
	move: async (moves) => {
		for (const { from, to } of moves) await db.run(sql`UPDATE link SET component = ${to} WHERE component = ${from}`);
	},
	removeComponents: async (ids) => {
		await db.run(sql`DELETE FROM link WHERE ${db.dialect.isOneOfIds(sql`component`, ids)}`);
	},
});
