import { sql } from 'kysely';
import type { Identifier } from '../../core/model/identifier';
import type { ListItemRow, ListRow, ListTable } from '../../core/ports';
import type { Executor } from '../executor';

const pairs = (db: Executor, identifiers: Identifier[]) =>
	db.dialect.rows(
		{ t: 'text', v: 'text' },
		identifiers.map(({ type, value }) => [type, value]),
	);

/** Named lists and the identifiers on them; whom an identifier names is asked when it is asked, never kept. */
export const listTable = (db: Executor): ListTable => ({
	all: () =>
		db.all(sql<ListRow & { items: number }>`SELECT l.key, l.name, l.created,
			(SELECT count(*) FROM list_item i WHERE i.list = l.key) AS items FROM list l ORDER BY l.key`),
	byKey: async (key) => (await db.all(sql<ListRow>`SELECT * FROM list WHERE key = ${key}`))[0],
	put: (row) => db.bulk('list', [row], { key: ['key'], set: 'replace' }),
	remove: async (key) => {
		await db.run(sql`DELETE FROM list WHERE key = ${key}`);
	},
	page: (key, after, limit) =>
		db.all(sql<ListItemRow>`SELECT l.type, l.value, l.added, i.profile FROM list_item l
			LEFT JOIN identifier i ON i.type = l.type AND i.value = l.value AND i.standing <> 1
			WHERE l.list = ${key} ${after === undefined ? sql`` : sql`AND (l.type, l.value) > (${after.type}, ${after.value})`}
			ORDER BY l.type, l.value LIMIT ${limit}`),
	count: async (key) => {
		const [found] = await db.all(sql<{ items: number; profiles: number }>`SELECT count(*) AS items,
			count(DISTINCT i.profile) AS profiles FROM list_item l
			LEFT JOIN identifier i ON i.type = l.type AND i.value = l.value AND i.standing <> 1 WHERE l.list = ${key}`);
		return found ?? { items: 0, profiles: 0 };
	},
	ofProfile: async (profile) =>
		(
			await db.all(
				sql<{ list: string }>`SELECT DISTINCT l.list FROM identifier i
					JOIN list_item l ON l.type = i.type AND l.value = i.value
					WHERE i.profile = ${profile} AND i.standing <> 1 ORDER BY l.list`,
			)
		).map((row) => row.list),
	...items(db),
});

/** Who stands on a list, and changes of that. */
const items = (db: Executor): Pick<ListTable, 'standing' | 'add' | 'drop' | 'forget'> => ({
	standing: (key, identifiers) =>
		db.all(sql<Identifier>`SELECT l.type, l.value FROM ${pairs(db, identifiers)} r
			JOIN list_item l ON l.list = ${key} AND l.type = r.t AND l.value = r.v`),
	add: (key, identifiers, added) =>
		db.bulk(
			'list_item',
			identifiers.map(({ type, value }) => ({ list: key, type, value, added })),
			{ key: ['list', 'type', 'value'], set: 'nothing' },
		),
	drop: async (key, identifiers) => {
		await db.run(
			sql`DELETE FROM list_item WHERE list = ${key} AND (type, value) IN (SELECT t, v FROM ${pairs(db, identifiers)} r)`,
		);
	},
	forget: (identifiers) =>
		db.run(sql`DELETE FROM list_item WHERE (type, value) IN (SELECT t, v FROM ${pairs(db, identifiers)} r)`),
});
