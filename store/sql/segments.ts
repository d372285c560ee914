import { sql } from 'kysely';
import type { SqlFragment } from '../../core/segments/sql';
import { itemRange } from '../../core/profiles/hidden';
import { BROWSER_TYPES } from '../../core/identity/rules/defaults';
import type { MemberRow, Scope, SegmentRow, SegmentTable, Some, Subject } from '../../core/ports';
import type { SegmentDefinition } from '../../core/model/segment';
import type { Executor } from '../executor';
import { figureStatements } from './segmentFigures';

type Of = SegmentDefinition['of'];

/** Definitions, members, and the questions an evaluation asks. A subject `s` is a profile or a browser. */
export const segmentTable = (db: Executor): SegmentTable => ({
	...definitionStatements(db),
	...evaluationStatements(db),
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
const among = (db: Executor, column: SqlFragment, some: Some): SqlFragment =>
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
		stretch: async (of: Of, after: number, limit: number) => {
			const [found] = await db.all(
				sql<{ upTo: number | null; subjects: number }>`SELECT max(id) AS "upTo", count(*) AS subjects FROM
					(SELECT s.id FROM ${subjects(db, of)} s WHERE s.id > ${after} ORDER BY s.id LIMIT ${limit}) p`,
			);
			return found ?? { upTo: null, subjects: 0 };
		},
		matchingPeople: (some: Some, condition: SqlFragment) =>
			db.all(
				sql<Subject>`SELECT s.id, s.profile FROM ${subjects(db, 'people')} s WHERE ${among(db, sql`s.id`, some)} AND (${condition})`,
			),
		matchingBrowsers: (some: Some, condition: SqlFragment, after: number, upTo: number) =>
			db.all(sql<
				Subject & { qualified: number }
			>`SELECT s.id, s.profile, max(q.time) AS qualified FROM ${subjects(db, 'browsers')} s
				JOIN event q ON q.profile = s.profile AND q.browser = s.id AND q.time > ${after} AND q.time <= ${upTo}
				WHERE ${among(db, sql`s.id`, some)} AND (${condition}) GROUP BY s.id, s.profile`),
		...changedStatements(db, ids),
	};
}

/** Who can have changed since a run. */
function changedStatements(db: Executor, ids: (query: SqlFragment) => Promise<number[]>) {
	return {
		touchedSince: (of: Of, segment: string, seq: number) =>
			ids(
				of === 'people'
					? sql`SELECT DISTINCT profile AS id FROM touched WHERE seq > ${seq}`
					: sql`SELECT i.id FROM touched p JOIN identifier i ON i.profile = p.profile WHERE p.seq > ${seq} AND ${db.dialect.isOneOf(sql`i.type`, [...BROWSER_TYPES])}
						UNION SELECT m.member FROM touched p JOIN membership m ON m.profile = p.profile AND m.segment = ${segment} WHERE p.seq > ${seq}`,
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
		expired: async (segment: string, now: number) =>
			(
				await db.all(
					sql<{ member: number }>`SELECT member FROM membership WHERE segment = ${segment} AND expires <= ${now}`,
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
		size: async (segment: string) =>
			(await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM membership WHERE segment = ${segment}`))[0]?.n ?? 0,
	};
}

async function removeMembers(db: Executor, segment: string, ids: number[]): Promise<void> {
	if (ids.length > 0)
		await db.run(sql`DELETE FROM membership WHERE segment = ${segment} AND ${db.dialect.isOneOfIds(sql`member`, ids)}`);
}
