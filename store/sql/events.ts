import { sql } from 'kysely';
import type { Evidence, EventRow, EventTable, NamedEvent } from '../../core/ports';
import type { Executor } from '../executor';
import { moveRows } from './move';

const NAMED = sql`SELECT e.id, n.name, e.type, e.time, e.source, e.message, e.identifier, e.browser, e.properties, e.context FROM event e JOIN event_name n ON n.id = e.name`;

const keys = (db: Executor, of: Array<{ profile: number; id: number }>) =>
	db.dialect.rows(
		{ p: 'integer', i: 'integer' },
		of.map((o) => [o.profile, o.id]),
	);

/** What people did, as it arrived; only `profile` is ever rewritten. */
export const eventTable = (db: Executor): EventTable => ({
	remember: (messages) => db.claim('message', 'id', messages),
	insert: (rows) => db.bulk('event', rows),
	names: (names) => nameIds(db, names),
	evidence: (profiles) =>
		db.all(sql<Evidence>`SELECT id, profile, time, identifier, browser, type, source, message, verified, names, traits, consent, terms
			FROM event WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)} ORDER BY id`),
	byId: (of) =>
		db.all(sql<EventRow & { event: string }>`SELECT e.*, n.name AS event FROM ${keys(db, of)} r
			JOIN event e ON e.profile = r.p AND e.id = r.i JOIN event_name n ON n.id = e.name`),
	own: async (rows) => {
		await db.run(
			sql`UPDATE event SET identifier = r.n, browser = r.w, profile = r.t FROM ${db.dialect.rows(
				{ i: 'integer', f: 'integer', n: 'integer', w: 'integer', t: 'integer' },
				rows.map((r) => [r.id, r.from, r.identifier, r.browser, r.to]),
			)} r WHERE event.profile = r.f AND event.id = r.i`,
		);
	},
	remove: async (of) => {
		const chosen = sql`SELECT e.id, e.name, e.message FROM ${keys(db, of)} r JOIN event e ON e.profile = r.p AND e.id = r.i`;
		await db.run(sql`DELETE FROM message WHERE id IN (SELECT message FROM (${chosen}) c)`);
		await db.run(sql`UPDATE event_name SET count = count - (SELECT count(*) FROM (${chosen}) c WHERE c.name = event_name.id)
			WHERE id IN (SELECT name FROM (${chosen}) c)`);
		await db.run(sql`DELETE FROM event WHERE (profile, id) IN (SELECT p, i FROM ${keys(db, of)} r)`);
	},
	move: (moves) => moveRows(db, 'event', moves),
	timeline: (profile, before, limit) =>
		db.all(sql<NamedEvent>`${NAMED} WHERE e.profile = ${profile}
			${before ? sql`AND (e.time < ${before.time} OR (e.time = ${before.time} AND e.id < ${before.id}))` : sql``} ORDER BY e.time DESC, e.id DESC LIMIT ${limit}`),
	ofNames: (profile, names) =>
		db.all(
			sql<NamedEvent>`${NAMED} WHERE e.profile = ${profile} ${names ? sql`AND ${db.dialect.isOneOf(sql`n.name`, names)}` : sql``} ORDER BY e.time, e.id`,
		),
	summary: (profiles) =>
		db.all(
			sql`SELECT profile, count(*) AS events, min(time) AS first, max(time) AS last FROM event WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)} GROUP BY profile`,
		),
	total: async () =>
		(await db.all(sql<{ total: number | null }>`SELECT CAST(sum(count) AS BIGINT) AS total FROM event_name`))[0]
			?.total ?? 0,
	removeProfile: async (profile) => {
		await db.run(sql`DELETE FROM message WHERE id IN (SELECT message FROM event WHERE profile = ${profile})`);
		await db.run(sql`UPDATE event_name SET count = count - (SELECT count(*) FROM event WHERE profile = ${profile} AND event.name = event_name.id)
			WHERE id IN (SELECT name FROM event WHERE profile = ${profile})`);
		return db.run(sql`DELETE FROM event WHERE profile = ${profile}`);
	},
});

async function nameIds(db: Executor, names: string[]): Promise<Map<string, number>> {
	const find = () =>
		db.all(
			sql<{ id: number; name: string }>`SELECT id, name FROM event_name WHERE ${db.dialect.isOneOf(sql`name`, names)}`,
		);
	const known = await find();
	const ids = new Map(known.map((row) => [row.name, row.id]));
	const missing = names.filter((name) => !ids.has(name));
	if (missing.length === 0) return ids;
	const [{ top } = { top: 0 }] = await db.all(sql<{ top: number }>`SELECT coalesce(max(id), 0) AS top FROM event_name`);
	await db.bulk(
		'event_name',
		missing.map((name, i) => ({ id: top + 1 + i, name, count: 0 })),
	);
	missing.forEach((name, i) => ids.set(name, top + 1 + i));
	return ids;
}
