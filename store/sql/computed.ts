import { sql } from 'kysely';
import type { ComputedRow, ComputedTable, HistoryEvent, HistoryQuery, TraitRow } from '../../core/ports';
import type { Executor } from '../executor';

/** Definitions of computed traits, and the questions their evaluation asks. */
export const computedTable = (db: Executor): ComputedTable => ({
	all: () => db.all(sql<ComputedRow>`SELECT * FROM computed ORDER BY key`),
	any: async () => (await db.all(sql`SELECT 1 FROM computed LIMIT 1`)).length > 0,
	keys: async () => (await db.all(sql<{ key: string }>`SELECT key FROM computed`)).map((row) => row.key),
	byKey: async (key) => (await db.all(sql<ComputedRow>`SELECT * FROM computed WHERE key = ${key}`))[0],
	put: (row) => db.bulk('computed', [row], { key: ['key'], set: 'replace' }),
	remove: async (key) => {
		await db.run(sql`DELETE FROM computed WHERE key = ${key}`);
	},
	history: (query) => history(db, query),
	values: (key, profiles) =>
		db.all(sql<TraitRow>`SELECT * FROM trait WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)} AND key = ${key}`),
	withValue: async (key, { after, limit, nonZero }) =>
		profilesOf(
			await db.all(sql<{ profile: number }>`SELECT profile FROM trait WHERE ${computed(key)} AND profile > ${after}
				${nonZero ? sql`AND (num IS NULL OR num <> 0)` : sql``} ORDER BY profile LIMIT ${limit}`),
		),
	touchedSince: async (seq) =>
		profilesOf(
			await db.all(sql<{ profile: number }>`SELECT DISTINCT profile FROM touched WHERE seq > ${seq} AND derived = 0`),
		),
	size: async (key) =>
		(await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM trait WHERE ${computed(key)}`))[0]?.n ?? 0,
	observers: async (key, after, limit) =>
		profilesOf(
			await db.all(sql<{ profile: number }>`SELECT DISTINCT profile FROM observation
				WHERE key = ${key} AND profile > ${after} ORDER BY profile LIMIT ${limit}`),
		),
});

const profilesOf = (rows: Array<{ profile: number }>): number[] => rows.map((row) => row.profile);

/** Written so, both databases use the index trait_computed, which holds computed rows alone. */
const computed = (key: string) => sql`key = ${key} AND source = 'computed'`;

function history(
	db: Executor,
	{ profiles, names, after, upTo, properties, context }: HistoryQuery,
): Promise<HistoryEvent[]> {
	return db.all(sql<HistoryEvent>`SELECT e.profile, n.name, e.time, ${properties ? sql`e.properties` : sql`''`} AS properties, ${context ? sql`e.context` : sql`''`} AS context
		FROM event e JOIN event_name n ON n.id = e.name
		WHERE ${db.dialect.isOneOfIds(sql`e.profile`, profiles)}
			AND e.name IN (SELECT id FROM event_name WHERE ${db.dialect.isOneOf(sql`name`, names)})
			AND e.time <= ${upTo} ${after === undefined ? sql`` : sql`AND e.time > ${after}`}
		ORDER BY e.profile, e.time, e.id`);
}
