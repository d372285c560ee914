import { sql } from 'kysely';
import type { SegmentOverlap, SegmentSize } from '../../core/cdp';
import type { SegmentTable } from '../../core/ports';
import { CONSENT_RANGE, purposeOf } from '../../core/profiles/hidden';
import type { Executor } from '../executor';

/** Sizes, reach and overlap. */
export function figureStatements(db: Executor): Pick<SegmentTable, 'reach' | 'overlap' | 'sizes' | 'noteSize'> {
	return {
		reach: async (profiles) => {
			const chosen = db.dialect.isOneOfIds(sql`profile`, profiles);
			const [from, to] = CONSENT_RANGE;
			const consents = await db.all(sql<{
				name: string;
				people: number;
			}>`SELECT key AS name, count(*) AS people FROM trait
				WHERE ${chosen} AND key >= ${from} AND key < ${to} AND text = 'true' GROUP BY key`);
			return {
				identifiers: await db.all(sql<{
					name: string;
					people: number;
				}>`SELECT type AS name, count(DISTINCT profile) AS people
					FROM identifier WHERE ${chosen} AND standing <> 1 GROUP BY type ORDER BY type`),
				consents: consents.map(({ name, people }) => ({ name: purposeOf(name), people })),
			};
		},
		overlap: (segments) => overlap(db, segments),
		sizes: (segment, since) =>
			db.all(
				sql<SegmentSize>`SELECT time, members, entered, exited FROM segment_size WHERE segment = ${segment} AND time >= ${since} ORDER BY time`,
			),
		noteSize: (segment, size) =>
			db.bulk('segment_size', [{ segment, ...size }], {
				key: ['segment', 'time'],
				set: {
					members: 'excluded.members',
					entered: 'segment_size.entered + excluded.entered',
					exited: 'segment_size.exited + excluded.exited',
				},
			}),
	};
}

async function overlap(db: Executor, segments: string[]): Promise<SegmentOverlap> {
	const chosen = db.dialect.isOneOf(sql`segment`, segments);
	const people = sql`(SELECT DISTINCT profile, segment FROM membership WHERE ${chosen})`;
	const sizes = await db.all(
		sql<{ segment: string; n: number }>`SELECT segment, count(*) AS n FROM ${people} p GROUP BY segment`,
	);
	const pairs = await db.all(sql<{
		a: string;
		b: string;
		both: number;
	}>`SELECT x.segment AS a, y.segment AS b, count(*) AS both
				FROM ${people} x JOIN ${people} y ON y.profile = x.profile AND y.segment > x.segment GROUP BY x.segment, y.segment ORDER BY x.segment, y.segment`);
	const times = await db.all(sql<{ times: number; n: number }>`SELECT times, count(*) AS n FROM
				(SELECT profile, count(*) AS times FROM ${people} p GROUP BY profile) q GROUP BY times`);
	return {
		sizes: Object.fromEntries(segments.map((key) => [key, sizes.find((row) => row.segment === key)?.n ?? 0])),
		pairs,
		any: times.reduce((sum, { n }) => sum + n, 0),
		all: times.find((row) => row.times === segments.length)?.n ?? 0,
	};
}
