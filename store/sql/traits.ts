import { sql } from 'kysely';
import type { ConsentRow, ConsentTable, ObservationRow, ProviderRow, TraitRow, TraitTable } from '../../core/ports';
import type { SqlFragment } from '../../core/segments/sql';
import type { Executor } from '../executor';
import { CONSENT_RANGE, hiddenRange } from '../../core/profiles/hidden';
import { forgetRows, moveRows } from './move';

/** The terms of what was said twice: see `again` in core/events/told.ts. */
const ofTheLater = (column: string): string => {
	const [later, end] = [
		'excluded.last_time > observation.last_time',
		'coalesce(excluded.expires, 9e18) >= coalesce(observation.expires, 9e18)',
	];
	return `CASE WHEN ${later} OR (excluded.last_time = observation.last_time AND ${end}) THEN excluded.${column} ELSE observation.${column} END`;
};

const OBSERVATION_KEY = ['profile', 'key', 'identifier', 'source', 'verified', 'value_key'];

/** What was said about people (observations) and what we make of it (traits). */
export const traitTable = (db: Executor): TraitTable => {
	const pairs = (of: Array<{ profile: number; key: string }>) =>
		db.dialect.rows(
			{ p: 'integer', k: 'text' },
			of.map((o) => [o.profile, o.key]),
		);
	return {
		observe: (rows) =>
			db.bulk('observation', rows, {
				key: OBSERVATION_KEY,
				set: {
					first_time:
						'CASE WHEN excluded.first_time < observation.first_time THEN excluded.first_time ELSE observation.first_time END',
					last_time:
						'CASE WHEN excluded.last_time > observation.last_time THEN excluded.last_time ELSE observation.last_time END',
					times: 'observation.times + excluded.times',
					...Object.fromEntries(['expires', 'price', 'currency'].map((column) => [column, ofTheLater(column)])),
				},
			}),
		observations: (of) =>
			db.all(sql<ObservationRow>`SELECT o.* FROM ${pairs(of)} r JOIN observation o ON o.profile = r.p AND o.key = r.k`),
		observedKeys: (profiles) =>
			db.all(sql`SELECT DISTINCT profile, key FROM observation WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)}`),
		forget: (of) => forgetRows(db, 'observation', of),
		move: (moves) => moveRows(db, 'observation', moves),
		put: (rows) => db.bulk('trait', rows, { key: ['profile', 'key'], set: 'replace' }),
		remove: async (of) => {
			await db.run(sql`DELETE FROM trait WHERE (profile, key) IN (SELECT p, k FROM ${pairs(of)} r)`);
		},
		...termStatements(db, pairs),
		...hiddenStatements(db),
		byProfile: (profiles) =>
			db.all(
				sql<TraitRow>`SELECT * FROM trait WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)} ORDER BY profile, key`,
			),
		removeProfile: async (profile) => {
			await db.run(sql`DELETE FROM observation WHERE profile = ${profile}`);
			await db.run(sql`DELETE FROM trait WHERE profile = ${profile}`);
		},
	};
};

/** What ends at a time, and what providers said. */
const termStatements = (
	db: Executor,
	pairs: (of: Array<{ profile: number; key: string }>) => SqlFragment,
): Pick<TraitTable, 'expired' | 'dropExpired' | 'thirdParty' | 'providers' | 'providerReach'> => {
	const byProvider = sql`o.source >= 'third-party:' AND o.source < 'third-party;'`;
	return {
		expired: (by, limit) =>
			db.all(sql`SELECT profile, key FROM observation WHERE expires <= ${by} ORDER BY expires LIMIT ${limit}`),
		dropExpired: async (of, by) => {
			await db.run(
				sql`DELETE FROM observation WHERE expires <= ${by} AND (profile, key) IN (SELECT p, k FROM ${pairs(of)} r)`,
			);
		},
		thirdParty: (profiles) =>
			db.all(sql<ObservationRow>`SELECT o.* FROM observation o
				WHERE ${db.dialect.isOneOfIds(sql`o.profile`, profiles)} AND ${byProvider} ORDER BY o.profile, o.key, o.source, o.identifier, o.value_key`),
		providers: () =>
			db.all(sql<ProviderRow>`SELECT o.source, o.currency, count(*) AS attributes, sum(o.price) AS price, min(o.expires) AS next
				FROM observation o WHERE ${byProvider} GROUP BY o.source, o.currency ORDER BY o.source, o.currency`),
		providerReach: () =>
			db.all(sql`SELECT o.source, count(DISTINCT o.profile) AS profiles, count(DISTINCT CASE WHEN p.known = 1 THEN p.id END) AS known
				FROM observation o JOIN profile p ON p.id = o.profile WHERE ${byProvider} GROUP BY o.source`),
	};
};

/** Rows beside the traits, see core/profiles/hidden.ts. */
const hiddenStatements = (db: Executor): Pick<TraitTable, 'removeInside' | 'removeConsents'> => ({
	removeInside: async (of) => {
		const ranges = db.dialect.rows(
			{ p: 'integer', a: 'text', z: 'text' },
			of.map((o) => [o.profile, ...hiddenRange(o.key)]),
		);
		await db.run(
			sql`DELETE FROM trait WHERE (profile, key) IN (SELECT t.profile, t.key FROM ${ranges} r JOIN trait t ON t.profile = r.p AND t.key >= r.a AND t.key < r.z)`,
		);
	},
	removeConsents: async (profiles) => {
		const [from, to] = CONSENT_RANGE;
		await db.run(
			sql`DELETE FROM trait WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)} AND key >= ${from} AND key < ${to}`,
		);
	},
});

/** Who said yes or no to what, when, with the proof. */
export const consentTable = (db: Executor): ConsentTable => ({
	record: (rows) =>
		db.bulk('consent', rows, {
			key: ['profile', 'identifier', 'purpose', 'time', 'source'],
			set: { granted: 'CASE WHEN excluded.granted < consent.granted THEN excluded.granted ELSE consent.granted END' },
		}),
	byProfile: (profiles) =>
		db.all(
			sql<ConsentRow>`SELECT * FROM consent WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)} ORDER BY profile, purpose, time, identifier`,
		),
	forget: (of) => forgetRows(db, 'consent', of),
	move: (moves) => moveRows(db, 'consent', moves),
	removeProfile: async (profile) => {
		await db.run(sql`DELETE FROM consent WHERE profile = ${profile}`);
	},
});
