import { openLocal } from '../../../engine/local';
import { terminal, workspace } from './terminal';

// The store's thread runs built code; here the engine opens in this very thread.
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: ({ storeUrl = process.env['CDP_STORE_URL'] ?? '' }: { storeUrl?: string } = {}) => openLocal(storeUrl),
}));

const { file, store } = workspace();
const { run } = terminal();

describe('Computed traits from the command line', () => {
	const computed = (...argv: string[]) => run('computed', ...argv, ...store);
	const orders = { version: 1, key: 'orders', name: 'Orders', compute: { kind: 'count', event: 'Order Completed' } };

	beforeAll(async () => {
		const call = { type: 'track', event: 'Order Completed', userId: 'ann', timestamp: '2026-01-02T03:04:05Z' };
		await run('import', file('calls.ndjson', JSON.stringify(call)), '--as', 'events', ...store);
	});

	it('saves, lists, evaluates, explains and removes', async () => {
		expect((await computed('list')).stdout).toBe('no computed traits\n');
		expect((await computed('save', file('orders.json', orders))).stdout).toBe('orders: number of “Order Completed”\n');
		expect((await computed('explain', 'orders', 'user_id:ann')).stdout).toBe(
			'orders is not there\n  after the next evaluation: 1\n  number of “Order Completed”\n  1 event, 2026-01-02T03:04:05.000Z\n',
		);
		expect((await computed('evaluate', '--json')).json()).toMatchObject({
			items: [{ key: 'orders', mode: 'full', values: 1 }],
		});
		expect((await computed('evaluate', 'orders')).stdout).toMatch(
			/^orders: 1 profiles have it, 0 changed, 0 looked at, \d+ ms\n$/,
		);
		expect((await computed('evaluate', '--full', '--json')).json()).toMatchObject({
			items: [{ mode: 'full', examined: 1 }],
		});
		expect((await computed('list', '--json')).json()).toMatchObject({ items: [{ key: 'orders', values: 1 }] });
		expect((await run('profile', 'user_id:ann', '--json', ...store)).json()).toMatchObject({ traits: { orders: 1 } });
		expect((await computed('explain', 'orders', 'user_id:ann', '--json')).json()).toMatchObject({
			value: 1,
			current: 1,
		});
		expect((await computed('remove', 'orders')).stdout).toBe('orders and its values are removed\n');
		expect((await run('profile', 'user_id:ann', '--json', ...store)).json()).toMatchObject({ traits: {} });
	});

	it('tells what is wrong', async () => {
		expect(await computed('dance')).toMatchObject({ code: 2 });
		expect(await computed('list', 'more')).toMatchObject({ code: 2 });
		expect(await computed('evaluate', 'nope')).toMatchObject({ code: 1 });
		const wrong = file('wrong.json', { ...orders, compute: { kind: 'sum', event: 'Order Completed' } });
		const answer = await computed('save', wrong, '--json');
		expect(answer.code).toBe(1);
		expect(answer.stdout + answer.stderr).toContain('compute.property');
	});
});
