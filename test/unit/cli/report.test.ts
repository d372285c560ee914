import type { RfmReport } from '../../../core/model/report';
import { openLocal } from '../../../engine/local';
import { terminal, workspace } from './terminal';

// The store's thread runs built code; here the engine opens in this very thread.
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: ({ storeUrl = process.env['CDP_STORE_URL'] ?? '' }: { storeUrl?: string } = {}) => openLocal(storeUrl),
}));

const { file, store } = workspace();
const { run } = terminal();
const report = (...argv: string[]) => run('report', ...argv, ...store);

const ORDERS = [
	'InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID,currency',
	'1,2,2024-05-01 10:00:00,4.50,1,EUR',
	'2,1,2024-06-30 23:30:00,10,1,USD',
	'C3,-1,2024-06-02 10:00:00,4.50,1,EUR',
	'4,1,2024-06-02 10:00:00,100,2,JPY',
].join('\n');

describe('Reports from the command line', () => {
	it('says of an empty store that there is nothing', async () => {
		expect((await report('buying')).stdout).toContain('0 orders of 0 buyers');
		expect((await report('retention')).stdout).toBe('nobody ordered in this period\n');
	});

	it('shows orders and who came back, in the calendar and currency asked for', async () => {
		await run('import', file('orders.csv', ORDERS), '--as', 'orders', ...store);
		const query = ['--rates', 'USD=0.5', '--to', '2024-08-01', '--time-zone', 'Europe/Berlin'];
		expect((await report('buying', ...query)).stdout.split('\n')).toEqual([
			'3 orders of 2 buyers, 14 EUR; 1 bought again',
			'1 times taken back, 4.5 EUR; net 9.5 EUR',
			'days to the next order: median 60, mean 60',
			'2024-05  1 orders  net 9 EUR',
			'2024-06  1 orders  net -4.5 EUR',
			'2024-07  1 orders  net 5 EUR',
			'no rate for JPY: 100 less 0',
			'',
		]);
		expect((await report('buying', ...query, '--from', '2024-07-01', '--json')).json()).toMatchObject({
			...{ from: '2024-07-01', to: '2024-08-01', timeZone: 'Europe/Berlin', currency: 'EUR' },
			...{ orders: 1, gross: 5, refunds: 0 },
		});
		expect((await report('retention', ...query)).stdout).toBe('2024-05  1  0  1\n2024-06  1  0\n');
		expect((await report('buying', ...query, '--refunds', '', '--json')).json()).toMatchObject({ refundCount: 0 });
	});

	it('shows the groups of an RFM trait', async () => {
		expect([(await report('rfm')).code, (await report('rfm')).stderr]).toEqual([1, expect.stringContaining('RFM')]);
		const compute = { kind: 'rfm', event: 'Order Completed', amount: 'revenue' };
		const definition = { version: 1, key: 'rfm', name: 'RFM', compute };
		const cdp = await openLocal(store[1] as string);
		await cdp.computed.save(definition);
		await cdp.close();
		expect((await report('rfm')).stdout).toBe('rfm has no values yet: evaluate it\n');
		await run('computed', 'evaluate', file('rfm.json', JSON.stringify(definition)), ...store);
		const { groups, key } = (await report('rfm', '--key', 'rfm', '--json')).json<RfmReport>();
		expect(key).toBe('rfm');
		expect(groups.reduce((sum, { people }) => sum + people, 0)).toBe(2);
		const [first] = groups;
		expect((await report('rfm')).stdout).toContain(`${first?.group.padEnd(20)} ${first?.people}\n`);
	});

	it('answers wrong use with what is wrong', async () => {
		const wrong = async (...argv: string[]) => {
			const { code, stderr } = await report(...argv);
			return [code, stderr];
		};
		expect(await wrong()).toEqual([2, expect.stringContaining('the section (buying, retention, rfm) is missing')]);
		expect(await wrong('toString')).toEqual([2, expect.stringContaining('"toString" is none of')]);
		expect(await wrong('buying', '--rates', 'USD:2')).toEqual([2, expect.stringContaining('CODE=NUMBER')]);
		expect(await wrong('buying', '--time-zone', 'Berlin')).toEqual([1, expect.stringContaining('at timeZone')]);
	});
});
