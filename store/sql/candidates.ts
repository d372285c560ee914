import { sql } from 'kysely';
import type { CandidateRow, CandidateTable, MemberRow, Place } from '../../core/ports';
import type { Executor } from '../executor';
import { among } from './segments';

/** Candidates `c` up to a place of the order; everybody when there is none. */
const upTo = (last: Place | undefined) =>
	last
		? sql`(c.expires > ${last.expires} OR (c.expires = ${last.expires} AND c.member >= ${last.member}))`
		: sql`1 = 1`;

/** Who qualifies for audiences with a capacity. */
export const candidateTable = (db: Executor): CandidateTable => {
	const remove = async (segment: string, members: number[]) => {
		if (members.length > 0)
			await db.run(
				sql`DELETE FROM candidate WHERE segment = ${segment} AND ${db.dialect.isOneOfIds(sql`member`, members)}`,
			);
	};
	return {
		some: (segment, some) =>
			db.all(sql<CandidateRow>`SELECT * FROM candidate WHERE segment = ${segment} AND ${among(db, sql`member`, some)}`),
		put: async (rows) => {
			// The profile behind a browser may have changed: its old row must not stay beside the new one.
			await remove(
				rows[0]?.segment ?? '',
				rows.map((row) => row.member),
			);
			await db.bulk('candidate', rows);
		},
		remove,
		clear: async (segment) => {
			await db.run(sql`DELETE FROM candidate WHERE segment = ${segment}`);
		},
		count: async (segment) =>
			(await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM candidate WHERE segment = ${segment}`))[0]?.n ?? 0,
		place: async (segment, at) =>
			(
				await db.all(sql<Place>`SELECT expires, member FROM candidate WHERE segment = ${segment}
					ORDER BY expires DESC, member DESC LIMIT 1 OFFSET ${at - 1}`)
			)[0],
		surplus: (segment, last, after, limit) =>
			db.all(sql<MemberRow & { candidate: number | null }>`SELECT m.*, c.member AS candidate FROM membership m
				LEFT JOIN candidate c ON c.segment = m.segment AND c.member = m.member
				WHERE m.segment = ${segment} AND m.member > ${after} AND (c.member IS NULL OR NOT ${upTo(last)}) ORDER BY m.member LIMIT ${limit}`),
		missing: (segment, last, after, limit) =>
			db.all(sql<CandidateRow & { since: number | null }>`SELECT c.*, m.since FROM candidate c
				LEFT JOIN membership m ON m.segment = c.segment AND m.member = c.member
				WHERE c.segment = ${segment} AND c.member > ${after} AND ${upTo(last)}
				AND (m.member IS NULL OR m.expires <> c.expires OR m.profile <> c.profile) ORDER BY c.member LIMIT ${limit}`),
	};
};
