import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Cdp } from '../../../core/cdp';
import { importStream } from '../../../sources/import';

/** Public data sets that lie beside a checkout where the package is developed; they are not part of it. */
const DATA = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'events');
const [ORDERS, LOG] = [join(DATA, 'online-retail.csv.gz'), join(DATA, 'apache-access-10k.log.gz')];
const there = (file: string) => {
	if (existsSync(file)) return it;
	console.warn(`skipped: ${file} is not there`);
	return it.skip;
};

/** Counts what it is given, and remembers nothing else. */
function counter() {
	const seen = { calls: 0, largest: 0, ids: new Set<string>(), revenue: 0 };
	const calls: Cdp['ingest']['calls'] = async (given) => {
		for (const call of given as Array<{ messageId: string; properties?: { revenue?: number; products?: unknown[] } }>) {
			seen.calls++;
			seen.ids.add(call.messageId);
			seen.revenue += call.properties?.revenue ?? 0;
			seen.largest = Math.max(seen.largest, call.properties?.products?.length ?? 0);
		}
		return { accepted: given.length, duplicates: 0, rejected: [] };
	};
	return { seen, cdp: { ingest: { calls, costs: calls, products: calls } } };
}

describe('Real files', () => {
	there(ORDERS)('541,909 order lines of a shop (UCI Online Retail)', async () => {
		const { cdp, seen } = counter();
		const report = await importStream(cdp, createReadStream(ORDERS), { as: 'orders', fileName: ORDERS });
		expect(report).toMatchObject({
			rows: 541_909,
			rejected: 0,
			counts: {
				invoices: 25_900,
				customers: 4_372,
				rowsWithoutCustomer: 135_080,
				cancellationRows: 9_288,
				revenue: 9_747_747.93,
			},
		});
		expect(seen.ids.size).toBe(seen.calls);
		expect(seen.largest).toBe(1_114);
		expect(Math.round(seen.revenue)).toBe(9_747_748);
	});

	there(LOG)('10,000 lines of a web server', async () => {
		const { cdp, seen } = counter();
		const report = await importStream(cdp, createReadStream(LOG), { as: 'access-log', fileName: LOG });
		expect(report).toMatchObject({ rows: 10_000, rejected: 0, counts: { bots: 3_009, pages: 1_537, assets: 5_364 } });
		expect(seen.ids.size).toBeLessThanOrEqual(report.accepted);
	});
});
