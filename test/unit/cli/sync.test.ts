import { readFileSync } from 'node:fs';
import { openLocal } from '../../../engine/local';
import { terminal, workspace } from './terminal';

// The store's thread runs built code; here the engine opens in this very thread.
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: ({ storeUrl = process.env['CDP_STORE_URL'] ?? '' }: { storeUrl?: string } = {}) => openLocal(storeUrl),
}));

const { file, store } = workspace();
const { run } = terminal();
const sync = (...argv: string[]) => run('sync', ...argv, ...store);

describe('Cookie sync from the command line', () => {
	it('keeps partners, takes pairs in, shows match rates', async () => {
		const adx = { key: 'adx', name: 'AdX', url: 'https://adx.example/?id={ID}' };
		expect((await sync('save', file('adx.json', adx))).stdout).toBe('adx: saved\n');
		expect((await sync('partners', '--json')).json()).toEqual({ items: [{ ...adx, days: 14 }] });
		const pairs = file('pairs.csv', 'id,uid\nnever-sent,u1\n');
		expect((await sync('bridge', 'adx', pairs, '--json')).json()).toEqual({
			rows: 1,
			accepted: 0,
			duplicates: 0,
			rejected: 1,
		});
		expect(readFileSync(`${pairs}.rejected.ndjson`, 'utf8')).toContain('is none that we sent to this partner');
		expect((await sync('stats')).stdout).toBe('adx                  0 sent, 0 matched, 0 %\n');
		expect((await sync('remove', 'adx')).stdout).toBe('adx: removed, with its matches\n');
	});

	it('names what is wrong', async () => {
		const bad = file('bad.json', { key: 'x', name: 'X', url: 'http://x.example/{ID}' });
		expect(await sync('save', bad)).toMatchObject({ code: 1, stderr: expect.stringContaining('https://') as unknown });
		expect((await sync('bridge', 'nobody', file('p.csv', 'id,uid\n1,2\n'))).code).toBe(1);
		expect((await sync('dance')).code).toBe(2);
	});
});
