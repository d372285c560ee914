import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { once } from 'lodash';
import type { Cdp } from '../../../core/cdp';
import { importStream } from '../../../sources/import';
import { onEveryEngine, TRUSTED } from '../engines';

/** Real orders of a shop: UCI Online Retail (D. Chen), CC BY 4.0. */
const FILE = join(__dirname, '../../../../shared/data/events/online-retail.csv.gz');
const isThere = existsSync(FILE);
if (!isThere) console.warn(`skipped: ${FILE} is not there`);
const onOrders = isThere ? it : it.skip;

/** Written without a look at ours: ranks by window functions, the groups as ranges of the two scores. */
const SQL = `
	WITH line AS (
		SELECT InvoiceNo AS invoice, CAST(CAST(CustomerID AS DOUBLE) AS INTEGER) AS customer, CAST(InvoiceDate AS TIMESTAMP) AS moment,
			CAST(Quantity AS INTEGER) * CAST(UnitPrice AS DECIMAL(12, 4)) AS value
		FROM read_csv('${FILE}', all_varchar = true, header = true, encoding = 'latin-1')
		WHERE CustomerID IS NOT NULL AND InvoiceNo NOT LIKE 'C%'
	), invoice AS (
		SELECT invoice, customer, min(moment) AS moment, sum(value) AS value FROM line GROUP BY invoice, customer
	), customer AS (
		SELECT customer, max(moment) AS last, count(*) AS orders, sum(value) AS value FROM invoice GROUP BY customer
	), scored AS (
		SELECT customer,
			1 + (5 * (rank() OVER (ORDER BY last) - 1)) // count(*) OVER () AS r,
			1 + (5 * (rank() OVER (ORDER BY orders) - 1)) // count(*) OVER () AS f,
			1 + (5 * (rank() OVER (ORDER BY value) - 1)) // count(*) OVER () AS m
		FROM customer
	)
	SELECT customer::VARCHAR AS customer, r::INTEGER AS r, f::INTEGER AS f, m::INTEGER AS m, CASE
		WHEN r = 5 AND f >= 4 THEN 'Champions'
		WHEN r IN (3, 4) AND f >= 4 THEN 'Loyal'
		WHEN r >= 4 AND f IN (2, 3) THEN 'Potential Loyalist'
		WHEN r = 5 AND f = 1 THEN 'New'
		WHEN r = 4 AND f = 1 THEN 'Promising'
		WHEN r = 3 AND f = 3 THEN 'Need Attention'
		WHEN r = 3 AND f <= 2 THEN 'About To Sleep'
		WHEN r <= 2 AND f = 5 THEN 'Can''t Lose Them'
		WHEN r <= 2 AND f IN (3, 4) THEN 'At Risk'
		WHEN r <= 2 AND f <= 2 THEN 'Hibernating'
	END AS "group" FROM scored`;

async function bySql(): Promise<Map<string, unknown>> {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	const rows = (await connection.runAndReadAll(SQL)).getRowObjectsJS();
	connection.closeSync();
	return new Map(
		rows.map(({ customer, r, f, m, group }) => [
			String(customer),
			{ recency: r, frequency: f, monetary: m, score: `${String(r)}${String(f)}${String(m)}`, group },
		]),
	);
}

interface Order {
	event?: string;
	anonymousId?: string;
	properties: { order_id: string; revenue: number };
}

/**
 * Orders of known customers, read once, without the lists of products: RFM asks for their date and revenue. Rows of an
 * invoice that come later in the file are an `Order Updated`; here they are added to their order.
 */
const orders = once(async (): Promise<Order[]> => {
	const found = new Map<string, Order>();
	const calls: Cdp['ingest']['calls'] = async (given) => {
		for (const order of given as Order[]) {
			if (!order.event?.startsWith('Order ') || order.anonymousId) continue;
			const { order_id, revenue } = order.properties;
			const former = found.get(order_id);
			if (order.event === 'Order Updated' && former) former.properties.revenue += revenue;
			else found.set(order_id, { ...order, properties: { order_id, revenue } });
		}
		return { accepted: given.length, duplicates: 0, rejected: [] };
	};
	await importStream({ ingest: { calls, costs: calls, products: calls } }, createReadStream(FILE), {
		as: 'orders',
		fileName: FILE,
	});
	return [...found.values()];
});

async function importOrders(cdp: Cdp): Promise<void> {
	const calls = await orders();
	for (let at = 0; at < calls.length; at += 1_000)
		await cdp.ingest.calls(calls.slice(at, at + 1_000), { ...TRUSTED, historical: true });
}

async function byStore(cdp: Cdp): Promise<Map<string, unknown>> {
	const found = new Map<string, unknown>();
	for (let after: string | undefined; ;) {
		const page = await cdp.profiles.list({ limit: 500, ...(after ? { after } : {}) });
		for (const { identifiers, traits } of page.items)
			if (traits['rfm']) found.set(identifiers[0]?.value as string, traits['rfm']);
		after = page.next;
		if (!after) return found;
	}
}

const rfm = {
	version: 1,
	key: 'rfm',
	name: 'RFM',
	compute: { kind: 'rfm', event: 'Order Completed', amount: 'revenue' },
};

onEveryEngine((setUp) => {
	onOrders('groups of the real order file agree with SQL in DuckDB, customer by customer', async () => {
		const { cdp } = await setUp();
		await importOrders(cdp);
		await cdp.computed.save(rfm);
		expect(await cdp.computed.evaluate('rfm')).toMatchObject({ mode: 'full', values: 4_339 });
		const [ours, theirs] = [await byStore(cdp), await bySql()];
		expect(ours.size).toBe(theirs.size);
		const different = [...theirs].filter(
			([customer, scores]) => JSON.stringify(ours.get(customer)) !== JSON.stringify(scores),
		);
		expect(
			different.slice(0, 3).map(([customer, scores]) => ({ customer, sql: scores, ours: ours.get(customer) })),
		).toEqual([]);
	});

	it('between two fits everybody is scored with the bounds that are kept, after 5 % more events they are drawn anew', async () => {
		const { cdp, clock } = await setUp();
		const order = (n: number, revenue: number) => ({
			type: 'track',
			event: 'Order Completed',
			userId: `u${n}`,
			timestamp: new Date(clock.ms - (1_000 - n) * 60_000).toISOString(),
			messageId: `${n} ${revenue}`,
			properties: { revenue },
		});
		const ingest = (calls: object[]) => cdp.ingest.calls(calls, { ...TRUSTED, historical: true });
		await ingest(Array.from({ length: 100 }, (_, n) => order(n, n + 1)));
		await cdp.computed.save(rfm);
		expect(await cdp.computed.evaluate('rfm')).toMatchObject({ mode: 'full', changed: 100 });
		const losing = { kind: 'trait', trait: 'rfm', path: ['group'], comparison: 'is', value: "Can't Lose Them" };
		await cdp.segments.save({ version: 1, key: 'losing', name: 'Losing', of: 'people', condition: losing });
		expect(await cdp.segments.evaluate('losing')).toMatchObject({ members: 0 });
		const bounds = (await cdp.computed.list())[0]?.fitted;
		expect(bounds).toMatchObject({ customers: 100, monetary: [20, 40, 60, 80], frequency: [1, 1, 1, 1] });
		await ingest([order(0, 500)]);
		expect(await cdp.computed.evaluate('rfm')).toMatchObject({ mode: 'delta', examined: 1, changed: 1 });
		expect((await cdp.profiles.get({ type: 'user_id', value: 'u0' }))?.traits['rfm']).toEqual({
			recency: 1,
			frequency: 5,
			monetary: 5,
			score: '155',
			group: "Can't Lose Them",
		});
		expect(await cdp.segments.evaluate('losing')).toMatchObject({ mode: 'delta', members: 1 });
		expect((await cdp.computed.list())[0]?.fitted).toEqual(bounds);
		await ingest([2, 3, 4, 5].map((n) => order(n, 600)));
		expect(await cdp.computed.evaluate('rfm')).toMatchObject({ mode: 'full', examined: 100 });
		expect((await cdp.computed.list())[0]?.fitted).not.toEqual(bounds);
	});

	it('says why it predicts nothing while too few bought again', async () => {
		const { cdp } = await setUp();
		const compute = { kind: 'churnRisk', event: 'Order Completed' };
		await cdp.computed.save({ version: 1, key: 'churn', name: 'Churn', compute });
		expect(await cdp.computed.evaluate('churn')).toMatchObject({
			values: 0,
			note: 'Too few to predict: 0 customers bought again, at least 10 are needed.',
		});
	});
});
