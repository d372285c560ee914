import { sql } from 'kysely';
import type { EventTable, NamedEvent } from '../../core/ports';
import type { Executor } from '../executor';
import { moveRows } from './move';

const NAMED = sql`SELECT e.id, n.name, e.type, e.time, e.source, e.message, e.identifier, e.browser, e.properties FROM event e JOIN event_name n ON n.id = e.name`;

/** What people did, as it arrived; only `profile` is ever rewritten. */
export const eventTable = (db: Executor): EventTable => ({
	remember: (messages) => db.claim('message', 'id', messages),
	insert: (rows) => db.bulk('event', rows),
	names: (names) => nameIds(db, names),
	move: (moves) => moveRows(db, 'event', moves),
	timeline: (profile, before, limit) =>
		db.all(sql<NamedEvent>`${NAMED} WHERE e.profile = ${profile}
			${before ? sql`AND (e.time < ${before.time} OR (e.time = ${before.time} AND e.id < ${before.id}))` : sql``} ORDER BY e.time DESC, e.id DESC LIMIT ${limit}`),
	ofNames: (profile, names) =>
		db.all(
			sql<NamedEvent>`${NAMED} WHERE e.profile = ${profile} AND ${db.dialect.isOneOf(sql`n.name`, names)} ORDER BY e.time, e.id`,
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
