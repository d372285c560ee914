import { sql, type RawBuilder } from 'kysely';
import type { MetaTable, ProfileRow, ProfileTable } from '../../core/ports';
import type { Executor } from '../executor';

/** One row a profile, dead ones (absorbed by a merge) included, because their members must still leave. */
export const profileTable = (db: Executor): ProfileTable => ({
	byId: (ids) => db.all(sql<ProfileRow>`SELECT * FROM profile WHERE ${db.dialect.isOneOfIds(sql`id`, ids)}`),
	put: (rows) => db.bulk('profile', rows, { key: ['id'], set: 'replace' }),
	add: (rows) =>
		db.bulk('profile', rows, {
			key: ['id'],
			set: {
				known: 'CASE WHEN excluded.known > profile.known THEN excluded.known ELSE profile.known END',
				alive: 'excluded.alive',
			},
		}),
	touch: (ids, seq, derived = false) =>
		db.bulk(
			'touched',
			ids.map((profile) => ({ seq, profile, derived: derived ? 1 : 0 })),
			{ key: ['seq', 'profile'], set: 'nothing' },
		),
	forgetTouches: async (upTo) => {
		await db.run(sql`DELETE FROM touched WHERE seq <= ${upTo}`);
	},
	list: async (query) => (await db.all(listQuery(db, query))).map((row) => row.id),
	counts: async () => {
		const [people] = await db.all(
			sql<{
				profiles: number;
				known: number | null;
			}>`SELECT count(*) AS profiles, CAST(sum(known) AS BIGINT) AS known FROM profile WHERE alive = 1`,
		);
		const [names] = await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM identifier WHERE standing <> 1`);
		return { profiles: people?.profiles ?? 0, known: people?.known ?? 0, identifiers: names?.n ?? 0 };
	},
});

function listQuery(db: Executor, query: Parameters<ProfileTable['list']>[0]): RawBuilder<{ id: number }> {
	const { search, segment, known } = query;
	return sql<{ id: number }>`SELECT p.id FROM profile p WHERE p.alive = 1 AND p.id > ${query.after}
		${known === undefined ? sql`` : sql`AND p.known = ${known ? 1 : 0}`}
		${segment === undefined ? sql`` : sql`AND EXISTS (SELECT 1 FROM membership m WHERE m.profile = p.id AND m.segment = ${segment})`}
		${search ? sql`AND EXISTS (SELECT 1 FROM identifier i WHERE i.profile = p.id AND ${db.dialect.startsWith(sql`i.value`, search)})` : sql``}
		ORDER BY p.id LIMIT ${query.limit}`;
}

/** Sequences and schema facts. Numbers are handed out inside the write transaction, so none is ever used twice. */
export const metaTable = (db: Executor): MetaTable => ({
	get: async (key) =>
		(await db.all(sql<{ value: string }>`SELECT value FROM meta WHERE key = ${`fact:${key}`}`))[0]?.value,
	set: async (key, value) => {
		if (value === undefined) await db.run(sql`DELETE FROM meta WHERE key = ${`fact:${key}`}`);
		else
			await db.run(
				sql`INSERT INTO meta (key, value) VALUES (${`fact:${key}`}, ${value}) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
			);
	},
	take: async (sequence, count) => {
		const rows = await db.all(sql<{
			value: string;
		}>`INSERT INTO meta (key, value) VALUES (${`seq:${sequence}`}, ${String(count)})
			ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + ${sql.lit(Math.trunc(count))} AS TEXT) RETURNING value`);
		return Number(rows[0]?.value) - count + 1;
	},
	last: async (sequence) =>
		Number(
			(await db.all(sql<{ value: string }>`SELECT value FROM meta WHERE key = ${`seq:${sequence}`}`))[0]?.value ?? 0,
		),
	count: async (by) => {
		for (const [name, count] of Object.entries(by))
			await db.run(
				sql`INSERT INTO meta (key, value) VALUES (${`count:${name}`}, ${String(count)}) ON CONFLICT (key) DO UPDATE
					SET value = CAST(CAST(meta.value AS BIGINT) + ${sql.lit(Math.trunc(count))} AS TEXT)`,
			);
	},
	counts: async (prefix) => {
		const begin = `count:${prefix}`;
		const rows = await db.all(
			sql<{
				key: string;
				value: string;
			}>`SELECT key, value FROM meta WHERE ${db.dialect.startsWith(sql`key`, begin)} ORDER BY key`,
		);
		return Object.fromEntries(rows.map(({ key, value }) => [key.slice(begin.length), Number(value)]));
	},
});
