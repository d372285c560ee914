import { sql } from 'kysely';
import type { CatalogTable, RejectRow } from '../../core/ports';
import type { Json } from '../../core/model/json';
import type { Executor } from '../executor';

/** How many names a list in the editor gets, and how many rejected calls are kept. */
const LIST_LIMIT = 200;
const NAMES_LIMIT = 10_000;
const REJECTS_KEPT = 10_000;
/** Calls that named nobody by rules wait for other rules; beyond this many the oldest go. */
const BLOCKED_KEPT = 100_000;
/** Property values are not counted as they come; the latest events show what is usual. */
const VALUES_FROM = 2_000;

/** What the store has seen, for lists in the editor; advertising costs; what was rejected. */
export const catalogTable = (db: Executor): CatalogTable => ({
	...countStatements(db),
	...listStatements(db),
	...valueStatements(db),
	...besides(db),
});

function countStatements(db: Executor) {
	return {
		countEvents: async (counts: Array<{ name: number; count: number }>) => {
			await db.run(
				sql`UPDATE event_name SET count = count + r.c FROM ${db.dialect.rows(
					{ n: 'integer', c: 'integer' },
					counts.map((c) => [c.name, c.count]),
				)} r WHERE event_name.id = r.n`,
			);
		},
		countProperties: (counts: Array<{ name: number; property: string; count: number }>) =>
			db.bulk('event_property', counts, {
				key: ['name', 'property'],
				set: { count: 'event_property.count + excluded.count' },
			}),
		countTraits: (counts: Array<{ trait: string; count: number }>) =>
			db.bulk('trait_name', counts, { key: ['trait'], set: { count: 'trait_name.count + excluded.count' } }),
	};
}

/** Narrows a list to what was typed into its search field. */
const matchingOf = (db: Executor) => (column: string, search: string) =>
	search ? sql`AND ${db.dialect.contains(sql`lower(${sql.ref(column)})`, search.toLowerCase())}` : sql``;

function listStatements(db: Executor) {
	type Named = { name: string; count: number };
	// Hidden keys (core/profiles/hidden.ts) are no names of traits.
	const isShown = sql.join(
		['\u0001', '\u0002', '\u0003'].map((sign) => sql`NOT (${db.dialect.contains(sql`trait`, sign)})`),
		sql` AND `,
	);
	const matching = matchingOf(db);
	return {
		events: (search: string) =>
			db.all(
				sql<Named>`SELECT name, count FROM event_name WHERE count > 0 ${matching('name', search)} ORDER BY count DESC, name LIMIT ${LIST_LIMIT}`,
			),
		properties: (event: string, search: string) =>
			db.all(sql<Named>`SELECT p.property AS name, p.count FROM event_property p JOIN event_name n ON n.id = p.name
				WHERE n.name = ${event} ${matching('p.property', search)} ORDER BY p.count DESC, p.property LIMIT ${LIST_LIMIT}`),
		traits: (search: string) =>
			db.all(
				sql<Named>`SELECT trait AS name, count FROM trait_name WHERE count > 0 AND ${isShown} ${matching('trait', search)} ORDER BY count DESC, trait LIMIT ${LIST_LIMIT}`,
			),
		hidden: ([from, to]: [string, string]) =>
			db.all(
				sql<Named>`SELECT trait AS name, count FROM trait_name WHERE trait >= ${from} AND trait < ${to} AND count > 0
					ORDER BY count DESC, trait LIMIT ${LIST_LIMIT}`,
			),
		names: async () => {
			const rows = await db.all(sql<{
				what: string;
				name: string;
			}>`SELECT 'event' AS what, name FROM event_name WHERE count > 0
				UNION ALL SELECT 'trait' AS what, trait AS name FROM trait_name WHERE count > 0 AND ${isShown} LIMIT ${NAMES_LIMIT}`);
			const of = (what: string) => rows.filter((row) => row.what === what).map((row) => row.name);
			return { events: of('event'), traits: of('trait') };
		},
		identifierTypes: () =>
			db.all(
				sql<Named>`SELECT type AS name, count(*) AS count FROM identifier WHERE standing <> 1 GROUP BY type ORDER BY count(*) DESC, type`,
			),
	};
}

function valueStatements(db: Executor) {
	const matching = matchingOf(db);
	return {
		traitValues: async (key: string, [from, to]: [string, string], search: string) => {
			const rows = await db.all(sql<{
				value: string;
				count: number;
			}>`SELECT value, count(*) AS count FROM trait
				WHERE (key = ${key} OR (key >= ${from} AND key < ${to})) AND text IS NOT NULL ${matching('text', search)}
				GROUP BY value ORDER BY count(*) DESC, value LIMIT ${LIST_LIMIT}`);
			return rows.map((row) => ({ value: JSON.parse(row.value) as Json, count: row.count }));
		},
		propertyValues: (event: string, property: string, search: string) =>
			db.all(sql<{ value: string; count: number }>`SELECT v.text AS value, count(*) AS count FROM (
				SELECT ${db.dialect.jsonText(sql`e.properties`, property)} AS text FROM event e
				WHERE e.name = (SELECT id FROM event_name WHERE name = ${event}) ORDER BY e.time DESC LIMIT ${VALUES_FROM}) v
				WHERE v.text IS NOT NULL ${matching('v.text', search)} GROUP BY v.text ORDER BY count(*) DESC, v.text LIMIT ${LIST_LIMIT}`),
	};
}

function besides(db: Executor) {
	return {
		putCosts: (rows: object[]) => db.bulk('cost', rows, { key: ['campaign', 'date'], set: 'replace' }),
		reject: async (rows: RejectRow[]) => {
			const [{ top } = { top: 0 }] = await db.all(sql<{ top: number }>`SELECT coalesce(max(id), 0) AS top FROM reject`);
			await db.bulk(
				'reject',
				rows.map((row, i) => ({ ...row, id: top + 1 + i })),
			);
			await db.run(sql`DELETE FROM reject WHERE id <= ${top + rows.length - REJECTS_KEPT} AND origin IS NULL`);
			await db.run(sql`DELETE FROM reject WHERE id <= ${top + rows.length - BLOCKED_KEPT}`);
		},
		rejects: (limit: number) =>
			db.all(
				sql<RejectRow>`SELECT time, source, field, reason, call, origin FROM reject ORDER BY id DESC LIMIT ${limit}`,
			),
		blocked: (after: number, limit: number) =>
			db.all(
				sql<
					RejectRow & { id: number }
				>`SELECT * FROM reject WHERE origin IS NOT NULL AND id > ${after} ORDER BY id LIMIT ${limit}`,
			),
		forgetRejects: async (values: string[]) => {
			for (const value of values)
				await db.run(
					sql`DELETE FROM reject WHERE ${db.dialect.contains(sql`lower(call)`, JSON.stringify(value).toLowerCase())}`,
				);
		},
		readmit: async (ids: number[]) => {
			await db.run(sql`DELETE FROM reject WHERE ${db.dialect.isOneOfIds(sql`id`, ids)}`);
		},
	};
}
