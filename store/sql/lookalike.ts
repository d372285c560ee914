import { sql } from 'kysely';
import type { FeatureRow, LookalikeTable } from '../../core/ports';
import type { Executor } from '../executor';

/** Longer texts tell nobody from anybody. */
const MAX_TEXT = 60;

/** What look-alikes are learned from, stretch by stretch. */
export const lookalikeTable = (db: Executor): LookalikeTable => ({
	profiles: async (after, limit) =>
		(
			await db.all(
				sql<{ id: number }>`SELECT id FROM profile WHERE alive = 1 AND id > ${after} ORDER BY id LIMIT ${limit}`,
			)
		).map((row) => row.id),
	features: (after, upTo, { seed, trait }) => {
		const some = sql`profile > ${after} AND profile <= ${upTo}`;
		return db.all(sql<FeatureRow>`SELECT profile, key AS kind, text AS value, num FROM trait
				WHERE ${some} AND text IS NOT NULL AND length(text) <= ${sql.lit(MAX_TEXT)} AND key <> ${trait} AND key >= ' '
			UNION ALL SELECT profile, kind, value, NULL AS num FROM interest WHERE ${some} AND kind IN ('category', 'brand', 'viewed')
			UNION ALL SELECT e.profile, 'event', n.name, NULL AS num
				FROM (SELECT DISTINCT profile, name FROM event WHERE ${some}) e JOIN event_name n ON n.id = e.name
			UNION ALL SELECT DISTINCT profile, 'segment', segment, CAST(NULL AS REAL) AS num FROM membership WHERE ${some} AND segment <> ${seed}`);
	},
	members: async (segment, after, upTo) =>
		(
			await db.all(sql<{ profile: number }>`SELECT DISTINCT profile FROM membership
				WHERE segment = ${segment} AND profile > ${after} AND profile <= ${upTo} ORDER BY profile`)
		).map((row) => row.profile),
});
