import type { Cdp } from '../../core/cdp';
import { onEveryEngine, TRUSTED } from './engines';

interface Done {
	who?: string;
	at: string;
	revenue?: number;
	currency?: string;
	event?: string;
}

const day = (at: string) => (at.length === 10 ? `${at}T12:00:00Z` : at);

const store = (cdp: Cdp, orders: Done[]) =>
	cdp.ingest.calls(
		orders.map(({ who = 'a', at, event = 'Order Completed', ...properties }) => ({
			...{ type: 'track', userId: who, timestamp: day(at), event, properties },
		})),
		TRUSTED,
	);

const NOTHING = { orders: 0, buyers: 0, gross: 0, refundCount: 0, refunds: 0, net: 0 };

onEveryEngine((setUp) => {
	it('an empty store gives empty figures', async () => {
		const { cdp, clock } = await setUp();
		const frame = { time: clock.ms, timeZone: 'UTC', currency: 'EUR' };
		const empty = { repeatBuyers: 0, months: [], withoutAmount: 0, otherCurrencies: [] };
		expect(await cdp.reports.buying()).toEqual({ ...frame, ...NOTHING, ...empty });
		expect(await cdp.reports.retention()).toEqual({ ...frame, cohorts: [] });
	});

	it('one order of one customer, beside people who ordered nothing', async () => {
		const { cdp } = await setUp();
		await store(cdp, [
			{ at: '2026-04-10', revenue: 19.99 },
			{ who: 'b', at: '2026-04-10', event: 'Page Read' },
		]);
		const sales = { ...NOTHING, orders: 1, buyers: 1, gross: 19.99, net: 19.99 };
		const report = await cdp.reports.buying();
		expect(report).toMatchObject({ ...sales, averageOrder: 19.99, months: [{ month: '2026-04', ...sales }] });
		expect(report).not.toHaveProperty('interval');
		expect((await cdp.reports.retention()).cohorts).toEqual([{ month: '2026-04', buyers: 1, active: [1, 0, 0] }]);
	});

	it('refunds larger than sales, with and without sign, also of an order before the period', async () => {
		const { cdp } = await setUp();
		await store(cdp, [
			{ at: '2026-02-10', revenue: 500 },
			{ at: '2026-04-02', revenue: 100 },
			{ at: '2026-04-10', revenue: 500, event: 'Order Refunded' },
			{ at: '2026-05-10', revenue: -30.5, event: 'Order Cancelled' },
		]);
		const report = await cdp.reports.buying({ from: '2026-04-01' });
		expect(report).toMatchObject({ orders: 1, gross: 100, refundCount: 2, refunds: 530.5, net: -430.5 });
		expect(report.months.map(({ month, buyers, net }) => [month, buyers, net])).toEqual([
			['2026-04', 1, -400],
			['2026-05', 0, -30.5],
		]);
	});

	it('several currencies: by the rates given, and what has no rate is never added up with the rest', async () => {
		const { cdp } = await setUp();
		await store(cdp, [
			{ at: '2026-04-01', revenue: 10 },
			{ at: '2026-04-02', revenue: 10, currency: 'EUR' },
			{ at: '2026-04-03', revenue: 100, currency: 'usd' },
			{ at: '2026-04-04', revenue: 1_000, currency: 'JPY' },
			{ at: '2026-04-05', revenue: 250, currency: 'JPY', event: 'Order Refunded' },
			{ at: '2026-04-06' },
		]);
		const report = await cdp.reports.buying({ currency: 'EUR', rates: { USD: 0.9 } });
		expect(report).toMatchObject({ orders: 5, gross: 110, refundCount: 1, refunds: 0, withoutAmount: 1 });
		expect(report.otherCurrencies).toEqual([
			{ currency: 'JPY', orders: 1, gross: 1_000, refundCount: 1, refunds: 250 },
		]);
	});

	it('months and periods are those of the time zone, also where the clock changes', async () => {
		const { cdp } = await setUp();
		// Berlin: 2026-03-29 has 23 hours; its April begins at 22:00 UTC, its February still at 23:00.
		await store(cdp, [
			{ at: '2026-02-28T22:59:59Z', revenue: 1 },
			{ at: '2026-02-28T23:00:00Z', revenue: 2 },
			{ at: '2026-03-31T21:59:59Z', revenue: 4 },
			{ at: '2026-03-31T22:00:00Z', revenue: 8 },
		]);
		const months = async (query: object) =>
			(await cdp.reports.buying(query)).months.map(({ month, gross }) => [month, gross]);
		expect(await months({ timeZone: 'Europe/Berlin' })).toEqual([
			['2026-02', 1],
			['2026-03', 6],
			['2026-04', 8],
		]);
		expect(await months({ timeZone: 'Europe/Berlin', from: '2026-03-01', to: '2026-04-01' })).toEqual([['2026-03', 6]]);
		expect(await months({ from: '2026-03-01', to: '2026-04-01' })).toEqual([['2026-03', 12]]);
		expect(await months({ timeZone: 'Pacific/Kiritimati', from: '2026-04-01' })).toEqual([['2026-04', 12]]);
	});

	it('counts the days between orders, and who came back in which month', async () => {
		const { cdp } = await setUp();
		await store(cdp, [
			{ who: 'a', at: '2026-01-01' },
			{ who: 'a', at: '2026-01-11' },
			{ who: 'a', at: '2026-03-02' },
			{ who: 'b', at: '2026-01-31' },
			{ who: 'b', at: '2026-02-02', event: 'Order Cancelled' },
			{ who: 'c', at: '2026-02-01' },
			{ who: 'c', at: '2026-05-02T18:00:00Z' },
		]);
		const report = await cdp.reports.buying();
		expect(report).toMatchObject({ buyers: 3, repeatBuyers: 2, interval: { count: 3, meanDays: 50, medianDays: 50 } });
		expect((await cdp.reports.buying({ to: '2026-03-15' })).interval).toEqual({
			...{ count: 2, meanDays: 30, medianDays: 30 },
		});
		const query = { to: '2026-05-31' };
		expect((await cdp.reports.retention(query)).cohorts).toEqual([
			{ month: '2026-01', buyers: 2, active: [2, 0, 1, 0, 0] },
			{ month: '2026-02', buyers: 1, active: [1, 0, 0, 1] },
		]);
		// Whoever had ordered before the period is no new customer of it.
		expect((await cdp.reports.retention({ ...query, from: '2026-02-01' })).cohorts).toHaveLength(1);
	});

	it('one person is one buyer after a merge', async () => {
		const { cdp } = await setUp();
		await store(cdp, [{ who: 'a', at: '2026-01-01' }]);
		const order = { type: 'track', event: 'Order Completed', anonymousId: 'x', timestamp: day('2026-02-01') };
		await cdp.ingest.calls([order], TRUSTED);
		expect((await cdp.reports.buying()).buyers).toBe(2);
		await cdp.ingest.calls([{ type: 'identify', userId: 'a', anonymousId: 'x' }], TRUSTED);
		expect(await cdp.reports.buying()).toMatchObject({ buyers: 1, orders: 2, repeatBuyers: 1 });
	});

	it('the RFM grid counts everybody who has scores, once, in the group the profile shows', async () => {
		const { cdp } = await setUp();
		await expect(cdp.reports.rfm()).rejects.toMatchObject({ code: 'REPORT_RFM' });
		// Buyer n orders n times, the last time n days before the end of May: five fifths of two people each.
		const orders = Array.from({ length: 10 }, (_, n) =>
			Array.from({ length: n + 1 }, (_, nth) => ({
				...{ who: `b${n}`, at: new Date(Date.UTC(2026, 4, 31 - n, 12 - nth)).toISOString(), revenue: 10 },
			})),
		).flat();
		await store(cdp, orders);
		const compute = { kind: 'rfm', event: 'Order Completed', amount: 'revenue' };
		await cdp.computed.save({ version: 1, key: 'value', name: 'Value', compute });
		expect(await cdp.reports.rfm()).toMatchObject({ key: 'value', cells: [], groups: [] });
		await cdp.computed.evaluateAll();
		const { cells, groups, evaluated } = await cdp.reports.rfm();
		expect(evaluated).toBeGreaterThan(0);
		expect(cells.map(({ recency, frequency, people }) => [recency, frequency, people])).toEqual(
			[1, 2, 3, 4, 5].map((fifth) => [6 - fifth, fifth, 2]),
		);
		const shown = await cdp.profiles.list({ limit: 100 });
		const names = shown.items.map(({ traits }) => (traits['value'] as { group: string }).group);
		for (const { group, people } of groups) expect(names.filter((name) => name === group)).toHaveLength(people);
		expect(groups.reduce((sum, { people }) => sum + people, 0)).toBe(10);
		await expect(cdp.reports.rfm({ key: 'other' })).rejects.toMatchObject({ code: 'REPORT_RFM' });
	});

	it('names the place of what is wrong in a query', async () => {
		const { cdp } = await setUp();
		const ask = (query: object) => cdp.reports.buying(query);
		const refuses = (place: string) => ({ code: 'REPORT_QUERY', message: expect.stringContaining(`at ${place}:`) });
		await expect(ask({ from: '2026-02-30' })).rejects.toMatchObject(refuses('from'));
		await expect(ask({ from: '2026-02-03', to: '2026-02-03' })).rejects.toMatchObject(refuses('to'));
		await expect(ask({ timeZone: 'Berlin' })).rejects.toMatchObject(refuses('timeZone'));
		await expect(ask({ rates: { USD: 0 } })).rejects.toMatchObject(refuses('rates.USD'));
	});
});
