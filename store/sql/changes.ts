import { sql } from 'kysely';
import type { ChangeRow, ChangeTable } from '../../core/ports';
import type { Executor } from '../executor';

/** The change feed and where its readers stand. */
export const changeTable = (db: Executor): ChangeTable => {
	const position = async () =>
		(await db.all(sql<{ top: number | null }>`SELECT max(seq) AS top FROM change`))[0]?.top ?? 0;
	return {
		add: async (rows) => {
			// Writers take turns, so the numbers have no gaps and no reader can pass one that is not yet visible.
			const from = (await position()) + 1;
			await db.bulk(
				'change',
				rows.map((row, i) => ({ ...row, seq: from + i })),
			);
		},
		after: ({ after, upTo, segment, kinds, limit }) =>
			db.all(sql<ChangeRow>`SELECT * FROM change WHERE seq > ${after}
				${upTo === undefined ? sql`` : sql`AND seq <= ${upTo}`} ${segment === undefined ? sql`` : sql`AND segment = ${segment}`}
				${kinds ? sql`AND ${db.dialect.isOneOf(sql`kind`, kinds)}` : sql``} ORDER BY seq LIMIT ${limit}`),
		ofPeople: ({ before, limit, profiles }) =>
			db.all(sql<ChangeRow>`SELECT * FROM change WHERE ${db.dialect.isOneOf(sql`kind`, ['merged', 'split'])} AND seq < ${before}
				${profiles ? sql`AND ${db.dialect.isOneOfIds(sql`profile`, profiles)}` : sql``} ORDER BY seq DESC LIMIT ${limit}`),
		position,
		count: async (kind) =>
			(await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM change WHERE kind = ${kind}`))[0]?.n ?? 0,
		cursor: async (reader) =>
			(await db.all(sql<{ seq: number }>`SELECT seq FROM reader WHERE reader = ${reader}`))[0]?.seq,
		commit: (reader, seq) => db.bulk('reader', [{ reader, seq }], { key: ['reader'], set: 'replace' }),
	};
};
