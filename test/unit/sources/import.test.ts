import { Readable } from 'node:stream';
import type { Cdp } from '../../../core/cdp';
import { CdpError } from '../../../core/model/errors';
import { importStream } from '../../../sources/import';
import type { RejectedRow } from '../../../sources/source';

const engine = (behaviour?: (calls: unknown[]) => Promise<void>) => {
	const batches: unknown[][] = [];
	const calls = async (given: unknown[]) => {
		await behaviour?.(given);
		batches.push(given);
		const rejected = given.flatMap((call, index) =>
			(call as { event?: string }).event === 'bad' ? [{ index, field: 'event', reason: 'is bad' }] : [],
		);
		return { accepted: given.length - rejected.length, duplicates: 0, rejected };
	};
	return { cdp: { ingest: { calls, costs: calls, products: calls } } as Pick<Cdp, 'ingest'>, batches };
};
const lines = (count: number, line: (i: number) => object) =>
	Readable.from(
		(function* () {
			for (let i = 0; i < count; i++) yield `${JSON.stringify(line(i))}\n`;
		})(),
	);
const call = (i: number) => ({ type: 'track', event: 'A', userId: `u${i}` });
const OPTIONS = { as: 'events', fileName: 'f.ndjson' };

describe('Importing a file', () => {
	it('hands it to the engine in batches of 1,000 and reports', async () => {
		const { cdp, batches } = engine();
		const seen: number[] = [];
		const report = await importStream(cdp, lines(2_345, call), {
			...OPTIONS,
			onProgress: ({ rows }) => seen.push(rows),
		});
		expect(report).toMatchObject({ rows: 2_345, accepted: 2_345, duplicates: 0, rejected: 0, counts: {} });
		expect(batches.map((batch) => batch.length)).toEqual([1_000, 1_000, 345]);
		expect(seen.at(-1)).toBe(2_345);
	});

	it('tells every row that was not taken, by whom and why', async () => {
		const rejected: RejectedRow[] = [];
		const text = '{"type":"track","event":"A","userId":"u"}\n{"broken\n{"type":"track","event":"bad","userId":"u"}\n';
		const report = await importStream(engine().cdp, Readable.from([text]), {
			...OPTIONS,
			onRejected: (row) => void rejected.push(row),
		});
		expect(report).toMatchObject({ rows: 3, accepted: 1, rejected: 2 });
		expect(rejected).toEqual([
			{ row: 2, field: '(row)', reason: 'is not valid JSON', record: '{"broken' },
			{ row: 3, field: 'event', reason: 'is bad', record: { type: 'track', event: 'bad', userId: 'u' } },
		]);
	});

	it('reads no further than the engine keeps up', async () => {
		let produced = 0;
		const stream = lines(50_000, (i) => call((produced = i)));
		let release = (): void => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		const { cdp } = engine(() => held);
		const running = importStream(cdp, stream, OPTIONS);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(produced).toBeLessThan(10_000);
		release();
		expect((await running).accepted).toBe(50_000);
	});

	it('tries again while the store is busy', async () => {
		let tries = 0;
		const { cdp } = engine(async () => {
			if (++tries < 3) throw new CdpError('busy', { code: 'STORE_BUSY', fault: 'system', retry: true, next: '' });
		});
		expect((await importStream(cdp, lines(5, call), OPTIONS)).accepted).toBe(5);
	});

	it('ends with the error of the engine when trying again cannot help', async () => {
		const { cdp } = engine(() =>
			Promise.reject(new CdpError('damaged', { code: 'STORE_DAMAGED', fault: 'system', retry: false, next: '' })),
		);
		const stream = lines(20_000, call);
		await expect(importStream(cdp, stream, OPTIONS)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
		expect(stream.destroyed).toBe(true);
	});

	it('stops when it is told to, and what was under way is stored', async () => {
		const stop = new AbortController();
		const { cdp, batches } = engine(async () => stop.abort());
		await expect(importStream(cdp, lines(20_000, call), { ...OPTIONS, signal: stop.signal })).rejects.toMatchObject({
			code: 'STOPPED',
		});
		expect(batches.length).toBeGreaterThan(0);
	});

	it('refuses what it cannot know', async () => {
		const run = (more: object) => importStream(engine().cdp, lines(1, call), { ...OPTIONS, ...more });
		await expect(run({ as: 'tea' })).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' });
		await expect(run({ timezone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'TIMEZONE' });
		await expect(run({ as: 'people', map: { email: 'Nope' } })).rejects.toMatchObject({ code: 'MAP_COLUMN' });
	});

	it('keeps one order of 1,114 lines in one call, and tells larger ones in several, losing nothing', async () => {
		const file = (count: number) =>
			Readable.from([
				'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n',
				...Array.from(
					{ length: count },
					(_, i) => `1,S${i},${'product name '.repeat(3)},1,2010-12-01 08:26:00,0.1,7\n`,
				),
			]);
		const linesOf = (batches: unknown[][]) =>
			batches.flat().flatMap((c) => (c as { properties?: { lines: number } }).properties?.lines ?? []);
		const [small, large] = [engine(), engine()];
		await importStream(small.cdp, file(1_114), { as: 'orders', fileName: 'o.csv' });
		const report = await importStream(large.cdp, file(10_000), { as: 'orders', fileName: 'o.csv' });
		expect(linesOf(small.batches)).toEqual([1_114]);
		expect(linesOf(large.batches).length).toBeGreaterThan(1);
		expect(linesOf(large.batches).reduce((sum, n) => sum + n, 0)).toBe(10_000);
		expect(Math.max(...large.batches.flat().map((c) => JSON.stringify(c).length))).toBeLessThan(512 * 1024);
		expect(report.counts).toMatchObject({ invoices: 1, customers: 1, revenue: 1_000 });
	});
});
