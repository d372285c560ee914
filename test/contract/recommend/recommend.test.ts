import type { Cdp } from '../../../core/cdp';
import { sql } from 'kysely';
import { onEveryEngine, TRUSTED, type Bench } from '../engines';

const DAY = 86_400_000;
const at = (day: number, minute = 0): string =>
	new Date(Date.UTC(2026, 4, 1) + day * DAY + minute * 60_000).toISOString();
const order = (userId: string, day: number, ...skus: string[]) => ({
	type: 'track',
	event: 'Order Completed',
	userId,
	timestamp: at(day),
	messageId: `${userId}-${day}-${skus.join('-')}`,
	properties: { products: skus.map((sku) => ({ product_id: sku, name: sku.toUpperCase(), category: sku[0] ?? '' })) },
});
const view = (anonymousId: string, day: number, sku: string) => ({
	type: 'track',
	event: 'Product Viewed',
	anonymousId,
	timestamp: at(day),
	messageId: `${anonymousId}-${day}-${sku}`,
	properties: { product_id: sku, name: sku.toUpperCase(), category: sku[0] ?? '' },
});
const HISTORICAL = { ...TRUSTED, historical: true };
const user = (value: string) => ({ type: 'user_id', value });
const skus = async (cdp: Cdp, query: Parameters<Cdp['recommend']['for']>[0]) =>
	(await cdp.recommend.for(query)).items.map(({ sku }) => sku);

async function whole(cdp: Cdp): Promise<void> {
	while (!(await cdp.recommend.refresh({ ms: 1_000 })).done);
}

async function filled(cdp: Cdp): Promise<void> {
	const calls = [
		...[1, 2, 3, 4, 5].map((n) => order(`u${n}`, n, 'b1', 'h1')),
		...[6, 7, 8].map((n) => order(`u${n}`, n, 'b2', 'l1')),
		...[1, 2, 3].map((n) => view(`a${n}`, n, 'l1')),
		...[1, 2, 3].map((n) => view(`a${n}`, n + 1, 'l2')),
	];
	await cdp.ingest.calls(calls, HISTORICAL);
	await whole(cdp);
}

/** Everything that is counted. */
const counts = async ({ store, database }: Bench) => {
	const engine = await database.open();
	const all = async (query: ReturnType<typeof sql>) => (await engine.executor.all(query)) as object[];
	const found = {
		neighbours: await all(sql`SELECT * FROM neighbour WHERE list <> '[]' ORDER BY kind, sku`),
		interests: await all(sql`SELECT * FROM interest ORDER BY profile, identifier, kind, value`),
		products: await all(
			sql`SELECT sku, name, popular, viewers, buyers FROM product WHERE viewers > -1000 OR buyers > -1000 ORDER BY sku`,
		),
		waiting: await store.read.recommend.countWaiting(),
	};
	await engine.close();
	return rounded(found);
};
/** Sums in another order differ in the last digits. */
const rounded = <T>(value: T): T =>
	JSON.parse(JSON.stringify(value), (_key, inner: unknown) => {
		if (typeof inner === 'string' && inner.startsWith('[[')) return rounded(JSON.parse(inner) as unknown);
		return typeof inner === 'number' ? Number(inner.toFixed(3)) : inner;
	}) as T;

onEveryEngine((setUp) => {
	it('recommends what was bought and looked at together, with the reason, then what is popular', async () => {
		const { cdp } = await setUp();
		await filled(cdp);
		const together = await cdp.recommend.for({ skus: ['b1'] });
		expect(together.items[0]).toMatchObject({
			sku: 'h1',
			name: 'H1',
			reason: 'boughtTogether',
			because: 'b1',
			sentence: 'Bought together with “B1”',
		});
		expect((await cdp.recommend.for({ skus: ['l2'] })).items[0]).toMatchObject({
			sku: 'l1',
			reason: 'viewedTogether',
			sentence: 'Looked at together with “L2”',
		});
		const nobody = await cdp.recommend.for({});
		expect(nobody.items.map(({ reason }) => reason)).toEqual(nobody.items.map(() => 'popular'));
		expect(nobody.items).toHaveLength(5);
		expect(await skus(cdp, { popular: false })).toEqual([]);
	});

	it('begins with what the person met, and leaves out what was just bought unless asked', async () => {
		const { cdp, clock } = await setUp();
		clock.ms = Date.parse(at(15));
		await filled(cdp);
		await cdp.ingest.calls([order('me', 14, 'b1')], HISTORICAL);
		await whole(cdp);
		const mine = await cdp.recommend.for({ identifier: user('me') });
		expect(mine.from).toEqual(['b1']);
		expect(mine.items[0]).toMatchObject({ sku: 'h1', reason: 'boughtTogether' });
		expect(await skus(cdp, { identifier: user('me') })).not.toContain('b1');
		expect(await skus(cdp, { identifier: user('me'), boughtWithinDays: 0, limit: 100 })).toContain('b1');
		expect(await skus(cdp, { identifier: user('me'), exclude: ['h1'] })).not.toContain('h1');
	});

	it('keeps to categories and to what is in stock', async () => {
		const { cdp } = await setUp();
		await filled(cdp);
		await cdp.ingest.products(
			[
				{ sku: 'h1', name: 'Helmet', category: 'h', price: 49.9, currency: 'EUR', stock: 0 },
				{ sku: 'b2', name: 'Bike', category: 'b', stock: 3 },
			],
			TRUSTED,
		);
		expect(await skus(cdp, { skus: ['b1'] })).not.toContain('h1');
		expect(await skus(cdp, { skus: ['b1'], inStock: false })).toContain('h1');
		expect(await skus(cdp, { categories: ['b'] })).toEqual(['b1', 'b2']);
		expect((await cdp.recommend.for({ categories: ['b'] })).items[0]?.sentence).toBe('Popular in “b” this week');
		// What a catalogue says is not overwritten by events; a product may be sold under its old name for a while.
		await cdp.ingest.calls([view('a9', 9, 'h1')], HISTORICAL);
		await whole(cdp);
		expect(await cdp.recommend.product('h1')).toMatchObject({ name: 'Helmet', price: 49.9 });
	});

	it('counts the same, event by event or all at once, and anew', async () => {
		const [one, other] = [await setUp(), await setUp()];
		await filled(one.cdp);
		for (const n of [1, 2, 3, 4, 5]) await step(other.cdp, order(`u${n}`, n, 'b1', 'h1'));
		for (const n of [6, 7, 8]) await step(other.cdp, order(`u${n}`, n, 'b2', 'l1'));
		for (const n of [1, 2, 3]) await step(other.cdp, view(`a${n}`, n, 'l1'));
		for (const n of [1, 2, 3]) await step(other.cdp, view(`a${n}`, n + 1, 'l2'));
		const expected = await counts(one);
		expect(await counts(other)).toEqual(expected);
		await one.cdp.recommend.refresh({ ms: 0, anew: true });
		await whole(one.cdp);
		expect(await counts(one)).toEqual(expected);
	});

	it('follows merges and their undo, and forgets an erased person in all counts', async () => {
		const bench = await setUp();
		const { cdp } = bench;
		await filled(cdp);
		const before = await counts(bench);
		await cdp.identity.link(user('u1'), { type: 'anonymous_id', value: 'a1' }, 'test');
		expect((await cdp.recommend.for({ identifier: user('u1'), boughtWithinDays: 0 })).from.sort()).toEqual([
			'b1',
			'h1',
			'l1',
			'l2',
		]);
		await cdp.identity.unlink(user('u1'), { type: 'anonymous_id', value: 'a1' }, 'test');
		expect(await counts(bench)).toEqual(before);
		await cdp.ingest.calls([order('gone', 5, 'b1', 'l2', 'x9'), view('other', 6, 'x9')], HISTORICAL);
		await whole(cdp);
		expect(await skus(cdp, { skus: ['x9'] })).toContain('b1');
		await cdp.ingest.calls([order('gone', 6, 'b2', 'x9')], HISTORICAL);
		await cdp.profiles.erase(user('gone'));
		await cdp.profiles.erase({ type: 'anonymous_id', value: 'other' });
		await whole(cdp);
		expect(await counts(bench)).toEqual(before);
	});

	it('says what is wrong with a question and with a row of a catalogue', async () => {
		const { cdp } = await setUp();
		await expect(cdp.recommend.for({ limit: 0 })).rejects.toMatchObject({
			code: 'RECOMMEND_QUERY',
			message: expect.stringContaining('limit') as string,
		});
		await expect(cdp.recommend.product('none')).rejects.toMatchObject({ code: 'PRODUCT_UNKNOWN' });
		const result = await cdp.ingest.products([{ name: 'x' }, { sku: 'a', price: 'free' }, { sku: 'ok' }], TRUSTED);
		expect(result.accepted).toBe(1);
		expect(result.rejected.map(({ index, field }) => [index, field])).toEqual([
			[0, 'sku'],
			[1, 'price'],
		]);
		expect((await cdp.recommend.products()).items).toEqual([{ sku: 'ok' }]);
	});
});

async function step(cdp: Cdp, call: object): Promise<void> {
	await cdp.ingest.calls([call], HISTORICAL);
	await whole(cdp);
}
