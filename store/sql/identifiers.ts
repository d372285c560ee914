import { sql } from 'kysely';
import type { Identifier } from '../../core/model/identifier';
import type { IdentifierRow, IdentifierTable, LinkRow, LinkTable } from '../../core/ports';
import type { Executor } from '../executor';

const pairs = (db: Executor, identifiers: Identifier[]) =>
	db.dialect.rows(
		{ t: 'text', v: 'text' },
		identifiers.map((i) => [i.type, i.value]),
	);

/** The directory of identifiers: who is known by what name, and where each belongs now. */
export const identifierTable = (db: Executor): IdentifierTable => ({
	find: (identifiers) =>
		db.all(sql<IdentifierRow>`SELECT i.* FROM ${pairs(db, identifiers)} r
			JOIN identifier i ON i.type = r.t AND i.value = r.v`),
	byId: (ids) =>
		db.all(sql<IdentifierRow>`SELECT * FROM identifier WHERE ${db.dialect.isOneOfIds(sql`id`, ids)} ORDER BY id`),
	byProfile: (ids) =>
		db.all(sql<IdentifierRow>`SELECT * FROM identifier WHERE ${db.dialect.isOneOfIds(sql`profile`, ids)} ORDER BY id`),
	byComponent: (ids) =>
		db.all(
			sql<IdentifierRow>`SELECT * FROM identifier WHERE ${db.dialect.isOneOfIds(sql`component`, ids)} ORDER BY id`,
		),
	spelled: (of) =>
		db.all(sql<IdentifierRow>`SELECT i.* FROM ${pairs(db, of)} r JOIN identifier i ON i.type = r.t AND i.value = r.v
			UNION SELECT i.* FROM ${pairs(db, of)} r JOIN identifier i ON i.type = r.t AND i.spelling = r.v WHERE i.spelling IS NOT NULL`),
	components: async (after, limit) =>
		(
			await db.all(
				sql<{
					component: number;
				}>`SELECT DISTINCT component FROM identifier WHERE component > ${after} ORDER BY component LIMIT ${limit}`,
			)
		).map((row) => row.component),
	countComponents: async () =>
		(await db.all(sql<{ n: number }>`SELECT count(DISTINCT component) AS n FROM identifier`))[0]?.n ?? 0,
	ofStanding: (standing, after, limit) =>
		db.all(
			sql<IdentifierRow>`SELECT * FROM identifier WHERE standing = ${standing} AND standing <> 0 AND id > ${after} ORDER BY id LIMIT ${limit}`,
		),
	unseen: (before, after, limit) =>
		db.all(
			sql<IdentifierRow>`SELECT * FROM identifier WHERE last_seen < ${Math.max(0, before)} AND id > ${after} ORDER BY id LIMIT ${limit}`,
		),
	...identifierChanges(db),
});

/** What changes the directory. */
const identifierChanges = (db: Executor): Pick<IdentifierTable, 'insert' | 'place' | 'span' | 'remove'> => ({
	insert: (rows) => db.bulk('identifier', rows),
	place: async (rows) => {
		await db.run(sql`UPDATE identifier SET component = r.c, profile = r.p, known = r.k, verified = r.v, spelling = r.s, standing = r.g
			FROM ${db.dialect.rows(
				{ i: 'integer', c: 'integer', p: 'integer', k: 'integer', v: 'integer', s: 'text', g: 'integer' },
				rows.map((r) => [r.id, r.component, r.profile, r.known, r.verified, r.spelling, r.standing]),
			)} r WHERE identifier.id = r.i`);
	},
	span: async (rows) => {
		await db.run(
			sql`UPDATE identifier SET first_seen = r.f, last_seen = r.l FROM ${db.dialect.rows(
				{ i: 'integer', f: 'integer', l: 'integer' },
				rows.map((r) => [r.id, r.first, r.last]),
			)} r WHERE identifier.id = r.i`,
		);
	},
	remove: async (ids) => {
		await db.run(sql`DELETE FROM identifier WHERE ${db.dialect.isOneOfIds(sql`id`, ids)}`);
	},
});

/** The evidence: one row a pair of identifiers. */
export const linkTable = (db: Executor): LinkTable => ({
	byComponent: (ids) => db.all(sql<LinkRow>`SELECT * FROM link WHERE ${db.dialect.isOneOfIds(sql`component`, ids)}`),
	ofIdentifiers: (ids) =>
		db.all(sql<LinkRow>`SELECT * FROM link WHERE ${db.dialect.isOneOfIds(sql`a`, ids)}
			UNION SELECT * FROM link WHERE ${db.dialect.isOneOfIds(sql`b`, ids)}`),
	refused: ({ component, a, b }, limit) =>
		db.all(sql<LinkRow>`SELECT * FROM link WHERE state = 'refused' AND (component, a, b) > (${component}, ${a}, ${b})
			ORDER BY component, a, b LIMIT ${limit}`),
	remove: async (rows) => {
		await db.run(
			sql`DELETE FROM link WHERE (component, a, b) IN (SELECT c, x, y FROM ${db.dialect.rows(
				{ c: 'integer', x: 'integer', y: 'integer' },
				rows.map((r) => [r.component, r.a, r.b]),
			)} r)`,
		);
	},
	put: (rows) => db.bulk('link', rows, { key: ['component', 'a', 'b'], set: 'replace' }),
	move: async (moves) => {
		for (const { from, to } of moves) await db.run(sql`UPDATE link SET component = ${to} WHERE component = ${from}`);
	},
	removeComponents: async (ids) => {
		await db.run(sql`DELETE FROM link WHERE ${db.dialect.isOneOfIds(sql`component`, ids)}`);
	},
});
