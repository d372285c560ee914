import { sql } from 'kysely';
import type { MatchRow, PartnerRow, SyncTable } from '../../core/ports';
import type { Executor } from '../executor';

/** Partners whose cookies are matched with ours, and the match table. */
export const syncTable = (db: Executor): SyncTable => ({
	partners: () => db.all(sql<PartnerRow>`SELECT * FROM partner ORDER BY key`),
	partner: async (key) => (await db.all(sql<PartnerRow>`SELECT * FROM partner WHERE key = ${key}`))[0],
	putPartner: (row) => db.bulk('partner', [row], { key: ['key'], set: 'replace' }),
	removePartner: async (key) => {
		await db.run(sql`DELETE FROM cookie_match WHERE partner = ${key}`);
		await db.run(sql`DELETE FROM partner WHERE key = ${key}`);
	},
	match: async (partner, browser) =>
		(await db.all(sql<MatchRow>`SELECT * FROM cookie_match WHERE browser = ${browser} AND partner = ${partner}`))[0],
	byAlias: (partner, aliases) =>
		db.all(
			sql<MatchRow>`SELECT * FROM cookie_match WHERE partner = ${partner} AND ${db.dialect.isOneOf(sql`alias`, aliases)}`,
		),
	sharing: async (partner, uid) =>
		(
			await db.all(
				sql<{ n: number }>`SELECT count(*) AS n FROM cookie_match WHERE partner = ${partner} AND uid = ${uid}`,
			)
		)[0]?.n ?? 0,
	put: (rows) => db.bulk('cookie_match', rows, { key: ['browser', 'partner'], set: 'replace' }),
	forget: async (browsers) => {
		await db.run(sql`DELETE FROM cookie_match WHERE ${db.dialect.isOneOf(sql`browser`, browsers)}`);
	},
	stats: () =>
		db.all(sql`SELECT partner, count(sent) AS sent, count(uid) AS matched,
			count(CASE WHEN sent IS NOT NULL THEN uid END) AS both, max(matched) AS last FROM cookie_match GROUP BY partner`),
});
