import { sql } from 'kysely';
import type { InterestRow, NeighbourRow, ProductRow, RecommendTable, SignalRow } from '../../core/ports';
import type { Executor } from '../executor';
import { moveRows } from './move';

/** Who is interested in what, what goes with what, and the events that wait to be counted. */
export const recommendTable = (db: Executor): RecommendTable => ({
	...waitingStatements(db),
	...interestStatements(db),
	...productStatements(db),
});

type Waiting = 'enqueue' | 'waiting' | 'countWaiting' | 'waitingOf' | 'dequeue' | 'own' | 'eventsOf' | 'eventsAfter';

const waitingStatements = (db: Executor): Pick<RecommendTable, Waiting> => ({
	enqueue: (rows) => db.bulk('signal', rows, { key: ['id', 'profile'], set: 'nothing' }),
	waiting: (limit) => db.all(sql<SignalRow>`SELECT * FROM signal ORDER BY id LIMIT ${limit}`),
	countWaiting: async () => (await db.all(sql<{ n: number }>`SELECT count(*) AS n FROM signal`))[0]?.n ?? 0,
	waitingOf: (profiles) =>
		db.all(sql<SignalRow>`SELECT * FROM signal WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)}`),
	dequeue: async (ids) => {
		await db.run(sql`DELETE FROM signal WHERE ${db.dialect.isOneOfIds(sql`id`, ids)}`);
	},
	own: async (rows) => {
		const changed = db.dialect.rows(
			{ i: 'integer', p: 'integer', n: 'integer' },
			rows.map((row) => [row.id, row.profile, row.identifier]),
		);
		await db.run(sql`UPDATE signal SET profile = r.p, identifier = r.n FROM ${changed} r WHERE signal.id = r.i`);
	},
	eventsOf: (profiles, names) =>
		db.all(sql<SignalRow>`SELECT id, profile, identifier FROM event WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)}
			AND name IN (SELECT id FROM event_name WHERE ${db.dialect.isOneOf(sql`name`, names)}) ORDER BY id`),
	eventsAfter: (names, after, limit) =>
		db.all(sql<SignalRow>`SELECT id, profile, identifier FROM event WHERE id > ${after}
			AND name IN (SELECT id FROM event_name WHERE ${db.dialect.isOneOf(sql`name`, names)}) ORDER BY id LIMIT ${limit}`),
});

type Interests = 'interests' | 'putInterests' | 'removeInterests' | 'move' | 'forget';

const interestStatements = (db: Executor): Pick<RecommendTable, Interests> => ({
	interests: (profiles) =>
		db.all(sql<InterestRow>`SELECT * FROM interest WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)}`),
	putInterests: (rows) =>
		db.bulk('interest', rows, { key: ['profile', 'identifier', 'kind', 'value'], set: 'replace' }),
	removeInterests: async (rows) => {
		const gone = db.dialect.rows(
			{ p: 'integer', i: 'integer', k: 'text', v: 'text' },
			rows.map((row) => [row.profile, row.identifier, row.kind, row.value]),
		);
		await db.run(
			sql`DELETE FROM interest WHERE (profile, identifier, kind, value) IN (SELECT p, i, k, v FROM ${gone} r)`,
		);
	},
	move: async (moves) => {
		await moveRows(db, 'interest', moves);
		await moveRows(db, 'signal', moves);
	},
	forget: async (profiles, waiting) => {
		await db.run(sql`DELETE FROM interest WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)}`);
		if (waiting) await db.run(sql`DELETE FROM signal WHERE ${db.dialect.isOneOfIds(sql`profile`, profiles)}`);
	},
});

type Products = 'neighbours' | 'putNeighbours' | 'products' | 'putProducts' | 'popular' | 'productPage' | 'clearCounts';

const productStatements = (db: Executor): Pick<RecommendTable, Products> => ({
	neighbours: (of) =>
		db.all(
			sql<NeighbourRow>`SELECT n.* FROM ${db.dialect.rows(
				{ k: 'text', s: 'text' },
				of.map((one) => [one.kind, one.sku]),
			)} r JOIN neighbour n ON n.kind = r.k AND n.sku = r.s`,
		),
	putNeighbours: (rows) => db.bulk('neighbour', rows, { key: ['kind', 'sku'], set: 'replace' }),
	products: (skus) => db.all(sql<ProductRow>`SELECT * FROM product WHERE ${db.dialect.isOneOf(sql`sku`, skus)}`),
	putProducts: (rows) => db.bulk('product', rows, { key: ['sku'], set: 'replace' }),
	popular: ({ categories, inStock, limit }) =>
		db.all(sql<ProductRow>`SELECT * FROM product WHERE true
			${categories ? sql`AND ${db.dialect.isOneOf(sql`category`, categories)}` : sql``}
			${inStock ? sql`AND (stock IS NULL OR stock > 0)` : sql``} ORDER BY popular DESC, sku LIMIT ${limit}`),
	productPage: ({ after, limit, search, category }) =>
		db.all(sql<ProductRow>`SELECT * FROM product WHERE sku > ${after}
			${search ? sql`AND (${db.dialect.contains(sql`lower(sku)`, search.toLowerCase())} OR ${db.dialect.contains(sql`lower(name)`, search.toLowerCase())})` : sql``}
			${category === undefined ? sql`` : sql`AND category = ${category}`} ORDER BY sku LIMIT ${limit}`),
	clearCounts: async () => {
		await db.run(sql`DELETE FROM neighbour`);
		await db.run(sql`DELETE FROM interest`);
		await db.run(sql`DELETE FROM signal`);
		await db.run(sql`UPDATE product SET popular = -1000000, viewers = -1000000, buyers = -1000000, last = 0`);
	},
});
