import { sql } from 'kysely';
import type { DuplicateTable, MatchRecordRow, ObservationRow, PairRow, PairState } from '../../core/ports';
import type { Executor } from '../executor';

const UNDECIDED: PairState[] = ['open', 'linked', 'joined', 'apart', 'weak'];

/** What finding duplicates keeps. */
export const duplicateTable = (db: Executor): DuplicateTable => ({
	...modelStatements(db),
	...queueStatements(db),
	...recordStatements(db),
	...keyStatements(db),
	...pairStatements(db),
});

function modelStatements(db: Executor) {
	return {
		any: async () => (await db.all(sql`SELECT 1 FROM match_model LIMIT 1`)).length > 0,
		model: async (version: number) =>
			(await db.all(sql<{ model: string }>`SELECT model FROM match_model WHERE version = ${version}`))[0]?.model,
		putModel: (version: number, model: string) =>
			db.bulk('match_model', [{ version, model }], { key: ['version'], set: 'replace' }),
		removeModels: async ({ below = 0, only = -1 }: { below?: number; only?: number }) => {
			await db.run(sql`DELETE FROM match_model WHERE version < ${below} OR version = ${only}`);
		},
	};
}

function queueStatements(db: Executor) {
	return {
		queue: (profiles: number[]) =>
			db.bulk(
				'match_queue',
				profiles.map((profile) => ({ profile })),
				{ key: ['profile'], set: 'nothing' },
			),
		queued: async (limit: number) =>
			(await db.all(sql<{ profile: number }>`SELECT profile FROM match_queue ORDER BY profile LIMIT ${limit}`)).map(
				(row) => row.profile,
			),
		unqueue: async (profiles: number[]) => {
			await db.run(sql`DELETE FROM match_queue WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)}`);
		},
		countQueued: async () => (await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM match_queue`))[0]?.n ?? 0,
		people: async (after: number, limit: number) =>
			(
				await db.all(
					sql<{
						id: number;
					}>`SELECT id FROM profile WHERE id > ${after} AND alive = 1 AND known = 1 ORDER BY id LIMIT ${limit}`,
				)
			).map((row) => row.id),
		said: (profiles: number[]) =>
			db.all(sql<ObservationRow>`SELECT * FROM observation WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)}`),
	};
}

function recordStatements(db: Executor) {
	return {
		records: (units: number[]) =>
			db.all(sql<MatchRecordRow>`SELECT * FROM match_record WHERE ${db.dialect.isOneOfIds(sql`unit`, units)}`),
		recordsAfter: (unit: number, limit: number) =>
			db.all(sql<MatchRecordRow>`SELECT * FROM match_record WHERE unit > ${unit} ORDER BY unit LIMIT ${limit}`),
		draw: async (limit: number) =>
			(await db.all(sql<{ record: string }>`SELECT record FROM match_record ORDER BY hash, record LIMIT ${limit}`)).map(
				(row) => row.record,
			),
		countRecords: async () => (await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM match_record`))[0]?.n ?? 0,
		putRecords: (rows: MatchRecordRow[]) => db.bulk('match_record', rows, { key: ['unit'], set: 'replace' }),
		removeRecords: async (units: number[]) => {
			await db.run(sql`DELETE FROM match_record WHERE ${db.dialect.isOneOfIds(sql`unit`, units)}`);
		},
	};
}

function keyStatements(db: Executor) {
	type Key = { key: number; unit: number };
	type Recent = { unit: number; keys: string };
	const table = (keys: number[]) =>
		db.dialect.rows(
			{ k: 'integer' },
			keys.map((key) => [key]),
		);
	return {
		addKeys: (rows: Key[]) => db.bulk('match_key', rows, { key: ['key', 'unit'], set: 'nothing' }),
		removeKeys: async (rows: Key[]) => {
			await db.run(
				sql`DELETE FROM match_key WHERE (key, unit) IN (SELECT k, u FROM ${db.dialect.rows(
					{ k: 'integer', u: 'integer' },
					rows.map((row) => [row.key, row.unit]),
				)} r)`,
			);
		},
		recent: () => db.all(sql<Recent>`SELECT * FROM match_recent`),
		addRecent: (rows: Recent[]) => db.bulk('match_recent', rows, { key: ['unit'], set: 'replace' }),
		removeRecent: async (units?: number[]) => {
			await db.run(
				units
					? sql`DELETE FROM match_recent WHERE ${db.dialect.isOneOfIds(sql`unit`, units)}`
					: sql`DELETE FROM match_recent`,
			);
		},
		clearKeys: async () => {
			await db.run(sql`DELETE FROM match_recent`);
			await db.run(db.dialect.name === 'postgres' ? sql`TRUNCATE match_key` : sql`DELETE FROM match_key`);
		},
		countKeys: async () => (await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM match_key`))[0]?.n ?? 0,
		// The inner look-up finds where a block is cut, so that no more than `most` of it are read.
		under: (keys: number[], most: number) =>
			db.all(sql<Key>`SELECT m.key, m.unit FROM ${table(keys)} r JOIN match_key m ON m.key = r.k
				AND m.unit <= coalesce((SELECT c.unit FROM match_key c WHERE c.key = r.k ORDER BY c.unit LIMIT 1 OFFSET ${most - 1}), 9007199254740991)`),
	};
}

function pairStatements(db: Executor) {
	const undecided = db.dialect.isOneOf(sql`state`, UNDECIDED);
	return {
		pairsOf: (units: number[]) =>
			db.all(sql<PairRow>`SELECT * FROM match_pair WHERE ${db.dialect.isOneOfIds(sql`a`, units)}
				UNION SELECT * FROM match_pair WHERE ${db.dialect.isOneOfIds(sql`b`, units)}`),
		putPairs: (rows: PairRow[]) => db.bulk('match_pair', rows, { key: ['a', 'b'], set: 'replace' }),
		removeUndecided: async (units?: number[]) => {
			if (!units) await db.run(sql`DELETE FROM match_pair WHERE ${undecided}`);
			else
				for (const end of [sql`a`, sql`b`])
					await db.run(sql`DELETE FROM match_pair WHERE ${db.dialect.isOneOfIds(end, units)} AND ${undecided}`);
		},
		forgetPairs: async (units: number[]) => {
			for (const end of [sql`a`, sql`b`])
				await db.run(sql`DELETE FROM match_pair WHERE ${db.dialect.isOneOfIds(end, units)}`);
		},
		pairsBefore: (states: PairState[], before: { weight: number; a: number; b: number } | undefined, limit: number) =>
			db.all(sql<PairRow>`SELECT * FROM match_pair WHERE ${db.dialect.isOneOf(sql`state`, states)}
				${before ? sql`AND (weight < ${before.weight} OR (weight = ${before.weight} AND (a, b) > (${before.a}, ${before.b})))` : sql``}
				ORDER BY weight DESC, a, b LIMIT ${limit}`),
		countPairs: async (state: PairState, most: number) =>
			(
				await db.all(
					sql<{
						n: number;
					}>`SELECT count(*) AS n FROM (SELECT 1 FROM match_pair WHERE state = ${state} LIMIT ${most}) p`,
				)
			)[0]?.n ?? 0,
	};
}
