import { sql } from 'kysely';
import type { SqlFragment } from '../../core/segments/sql';
import { consentKey, itemRange } from '../../core/profiles/hidden';
import { BROWSER_TYPES } from '../../core/identity/rules/defaults';
import type {
	DifferenceRow,
	Held,
	Lifetime,
	MemberRow,
	Scope,
	SegmentRow,
	SegmentTable,
	Some,
	Subject,
} from '../../core/ports';
import type { SegmentDefinition } from '../../core/model/segment';
import type { Executor } from '../executor';
import { figureStatements } from './segmentFigures';

type Of = SegmentDefinition['of'];

/** Definitions, members, and the questions an evaluation asks. A subject `s` is a profile or a browser. */
export const segmentTable = (db: Executor): SegmentTable => ({
	...definitionStatements(db),
	...evaluationStatements(db),
	...differenceStatements(db),
	...memberStatements(db),
	...figureStatements(db),
});

function definitionStatements(db: Executor) {
	return {
		all: () => db.all(sql<SegmentRow>`SELECT * FROM segment ORDER BY key`),
		any: async () => (await db.all(sql`SELECT 1 FROM segment LIMIT 1`)).length > 0,
		byKey: async (key: string) => (await db.all(sql<SegmentRow>`SELECT * FROM segment WHERE key = ${key}`))[0],
		put: (row: SegmentRow) => db.bulk('segment', [row], { key: ['key'], set: 'replace' }),
		remove: async (key: string) => {
			await db.run(sql`DELETE FROM membership WHERE segment = ${key}`);
			await db.run(sql`DELETE FROM candidate WHERE segment = ${key}`);
			await db.run(sql`DELETE FROM segment_size WHERE segment = ${key}`);
			await db.run(sql`DELETE FROM segment WHERE key = ${key}`);
		},
	};
}

function subjects(db: Executor, of: Of): SqlFragment {
	if (of === 'people') return sql`(SELECT id, id AS profile FROM profile WHERE alive = 1)`;
	return sql`(SELECT id, profile FROM identifier WHERE ${db.dialect.isOneOf(sql`type`, [...BROWSER_TYPES])})`;
}

/** A number among some. */
export const among = (db: Executor, column: SqlFragment, some: Some): SqlFragment =>
	'ids' in some
		? db.dialect.isOneOfIds(column, some.ids)
		: sql`${column} > ${some.after} AND ${column} <= ${some.upTo}`;

function evaluationStatements(db: Executor) {
	const ids = async (query: SqlFragment) =>
		(await db.all(query as ReturnType<typeof sql<{ id: number }>>)).map((row) => row.id);
	return {
		subjects: (of: Of, scope: Scope) =>
			'ids' in scope
				? db.all(
						sql<Subject>`SELECT s.id, s.profile FROM ${subjects(db, of)} s WHERE ${db.dialect.isOneOfIds(sql`s.id`, scope.ids)} ORDER BY s.id`,
					)
				: db.all(
						sql<Subject>`SELECT s.id, s.profile FROM ${subjects(db, of)} s WHERE s.id > ${scope.from} ORDER BY s.id LIMIT ${scope.limit}`,
					),
		last: async (of: Of) => {
			const table = sql.raw(of === 'people' ? 'profile' : 'identifier');
			return (await db.all(sql<{ last: number | null }>`SELECT max(id) AS last FROM ${table}`))[0]?.last ?? 0;
		},
		count: async (of: Of, after: number, upTo: number) => {
			const query = sql<{
				n: number;
			}>`SELECT count(*) AS n FROM ${subjects(db, of)} s WHERE s.id > ${after} AND s.id <= ${upTo}`;
			return (await db.all(query))[0]?.n ?? 0;
		},
		matchingPeople: (some: Some, condition: SqlFragment) =>
			db.all(
				sql<Subject>`SELECT s.id, s.profile FROM ${subjects(db, 'people')} s WHERE ${among(db, sql`s.id`, some)} AND (${condition})`,
			),
		matchingBrowsers: (some: Some, condition: SqlFragment, lifetime: Lifetime) =>
			db.all(sql<Subject>`SELECT id, profile FROM (${qualified(db, some, condition, lifetime)}) m`),
		...changedStatements(db, ids),
	};
}

/** Whoever said no to one of these is in no audience of browsers, whatever its condition (TCF purposes 1 and 3). */
const PROFILING = ['storage', 'ads_profile'];

/** Browsers of whom the condition held at a visit that still counts, and when that ends. */
const qualified = (db: Executor, some: Some, condition: SqlFragment, { now, ttl }: Lifetime): SqlFragment =>
	sql`SELECT s.id, s.profile, max(q.time) + ${ttl} AS expires FROM ${subjects(db, 'browsers')} s
		JOIN event q ON q.profile = s.profile AND q.browser = s.id AND q.time > ${now - ttl} AND q.time <= ${now}
		WHERE ${among(db, sql`s.id`, some)} AND (${condition})
			AND NOT EXISTS (SELECT 1 FROM trait no WHERE no.profile = s.profile AND no.text = 'false' AND no.key IN (${sql.join(PROFILING.map((purpose) => sql.val(consentKey(purpose))))}))
		GROUP BY s.id, s.profile`;

/** Truth beside membership: only where they differ comes out of the database. */
function differenceStatements(db: Executor) {
	return {
		differingPeople: (segment: string, some: Some, condition: SqlFragment) =>
			// The dead are asked too: who was merged away or erased is no member any more.
			db.all(
				sql<DifferenceRow>`SELECT member, member AS profile, NULL AS expires, CASE WHEN belongs THEN 1 ELSE 0 END AS belongs, since FROM (
					SELECT s.id AS member, (s.alive = 1 AND (${condition})) IS TRUE AS belongs, c.since
					FROM (SELECT id, id AS profile, alive FROM profile) s
					LEFT JOIN membership c ON c.segment = ${segment} AND c.member = s.id AND c.profile = s.id
					WHERE ${among(db, sql`s.id`, some)}) d
				WHERE belongs <> (since IS NOT NULL)`,
			),
		differingBrowsers: (segment: string, some: Some, condition: SqlFragment, lifetime: Lifetime, held: Held) => {
			const table = sql.table(held);
			// A candidate is one since it is there.
			const since = held === 'membership' ? sql`c.since` : sql`c.expires AS since`;
			return db.all(
				sql<DifferenceRow>`WITH m AS MATERIALIZED (${qualified(db, some, condition, lifetime)})
					SELECT m.id AS member, m.profile, m.expires, 1 AS belongs, ${since} FROM m
						LEFT JOIN ${table} c ON c.segment = ${segment} AND c.member = m.id
						WHERE c.member IS NULL OR c.expires <> m.expires OR c.profile <> m.profile
					UNION ALL SELECT c.member, c.profile, c.expires, 0, ${since} FROM ${table} c
						WHERE c.segment = ${segment} AND ${among(db, sql`c.member`, some)} AND c.member NOT IN (SELECT id FROM m)`,
			);
		},
	};
}

/** Who can have changed since a run. */
function changedStatements(db: Executor, ids: (query: SqlFragment) => Promise<number[]>) {
	return {
		touchedSince: (of: Of, segment: string, seq: number, held: Held) =>
			ids(
				of === 'people'
					? sql`SELECT DISTINCT profile AS id FROM touched WHERE seq > ${seq}`
					: sql`SELECT i.id FROM touched p JOIN identifier i ON i.profile = p.profile WHERE p.seq > ${seq} AND ${db.dialect.isOneOf(sql`i.type`, [...BROWSER_TYPES])}
						UNION SELECT m.member FROM touched p JOIN ${sql.table(held)} m ON m.profile = p.profile AND m.segment = ${segment} WHERE p.seq > ${seq}`,
			),
		changedIn: (of: Of, segments: string[], after: number) => {
			const profiles = sql`SELECT profile FROM change WHERE ${db.dialect.isOneOf(sql`segment`, segments)} AND seq > ${after}`;
			return ids(
				of === 'people'
					? sql`SELECT DISTINCT profile AS id FROM (${profiles}) c`
					: sql`SELECT id FROM identifier WHERE profile IN (${profiles}) AND ${db.dialect.isOneOf(sql`type`, [...BROWSER_TYPES])}`,
			);
		},
		withEventBetween: (of: Of, names: string[] | undefined, after: number, upTo: number) => {
			const named = names
				? sql`AND e.name IN (SELECT id FROM event_name WHERE ${db.dialect.isOneOf(sql`name`, names)})`
				: sql``;
			const chosen = sql`e.time > ${after} AND e.time <= ${upTo} ${named}`;
			return ids(
				of === 'people'
					? sql`SELECT DISTINCT e.profile AS id FROM event e WHERE ${chosen}`
					: sql`SELECT DISTINCT e.browser AS id FROM event e WHERE ${chosen} AND e.browser IS NOT NULL`,
			);
		},
		withTraitBetween: (of: Of, trait: string, after: number, upTo: number) =>
			ids(withTrait(db, of, trait, sql`t.ms > ${after} AND t.ms <= ${upTo}`)),
		withDayOf: async (of: Of, trait: string, days: string[]) =>
			days.length === 0
				? []
				: ids(
						withTrait(
							db,
							of,
							trait,
							sql`t.ms IS NOT NULL AND ${db.dialect.isOneOf(db.dialect.dayOf(sql`t.ms`), days)}`,
						),
					),
	};
}

/** Subjects with a trait, or an item of a list in it, of which `which` holds. */
function withTrait(db: Executor, of: Of, trait: string, which: SqlFragment): SqlFragment {
	const [from, to] = itemRange(trait);
	const chosen = sql`(t.key = ${trait} OR (t.key >= ${from} AND t.key < ${to})) AND ${which}`;
	return of === 'people'
		? sql`SELECT DISTINCT t.profile AS id FROM trait t WHERE ${chosen}`
		: sql`SELECT i.id FROM trait t JOIN identifier i ON i.profile = t.profile WHERE ${chosen} AND ${db.dialect.isOneOf(sql`i.type`, [...BROWSER_TYPES])}`;
}

function memberStatements(db: Executor) {
	return {
		members: (segment: string, some: Some) =>
			db.all(sql<MemberRow>`SELECT * FROM membership WHERE segment = ${segment} AND ${among(db, sql`member`, some)}`),
		memberPage: (segment: string, after: number, limit: number) =>
			db.all(
				sql<MemberRow>`SELECT * FROM membership WHERE segment = ${segment} AND member > ${after} ORDER BY member LIMIT ${limit}`,
			),
		expired: async (segment: string, now: number, held: Held) =>
			(
				await db.all(
					sql<{
						member: number;
					}>`SELECT member FROM ${sql.table(held)} WHERE segment = ${segment} AND expires <= ${now}`,
				)
			).map((row) => row.member),
		putMembers: async (rows: MemberRow[]) => {
			// The profile behind a browser may have changed: its old row must not stay beside the new one.
			if (rows.length > 0)
				await removeMembers(
					db,
					rows[0]?.segment ?? '',
					rows.map((row) => row.member),
				);
			await db.bulk('membership', rows);
		},
		removeMembers: (segment: string, ids: number[]) => removeMembers(db, segment, ids),
		ofProfiles: (profiles: number[]) =>
			db.all(
				sql<{
					profile: number;
					segment: string;
				}>`SELECT DISTINCT profile, segment FROM membership WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)} ORDER BY profile, segment`,
			),
		grow: async (segment: string, by: number) => {
			await db.run(sql`UPDATE segment SET members = members + ${by} WHERE key = ${segment}`);
		},
		size: async (segment: string) =>
			(await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM membership WHERE segment = ${segment}`))[0]?.n ?? 0,
	};
}

async function removeMembers(db: Executor, segment: string, ids: number[]): Promise<void> {
	if (ids.length > 0)
		await db.run(sql`DELETE FROM membership WHERE segment = ${segment} AND ${db.dialect.isOneOfIds(sql`member`, ids)}`);
}
