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
const list = (...argv: string[]) => run('list', ...argv, ...store);

describe('Lists from the command line', () => {
	it('creates, fills from files, shows, takes off and deletes', async () => {
		expect((await list('all')).stdout).toBe('no lists\n');
		expect((await list('create', 'fair', '--name', 'Trade Fair')).stdout).toBe('fair: Trade Fair, 0 identifiers\n');
		const csv = file('fair.csv', 'E-Mail;Customer ID;Name\nAnn@Example.com;17850;Ann\n;;Nobody\nwrong;;Bob\n');
		expect((await list('add', 'fair', csv, '--json')).json()).toEqual({
			key: 'fair',
			rows: 3,
			added: 2,
			already: 0,
			rejected: 2,
		});
		const rejected = readFileSync(`${csv}.rejected.ndjson`, 'utf8').trim().split('\n');
		expect(rejected.map((line) => (JSON.parse(line) as { row: number; reason: string }).reason)).toEqual([
			'is missing: no column names anybody',
			'is not a valid email',
		]);
		expect((await list('add', 'fair', csv)).stdout).toContain('0 identifiers added, 2 stood on it before');
		expect((await list('add', 'fair', 'user_id:bob')).stdout).toBe('fair: 1 added, 0 stood on it before\n');
		const call = { type: 'track', event: 'Seen', userId: 'bob' };
		await run('import', file('calls.ndjson', JSON.stringify(call)), '--as', 'events', ...store);
		expect((await list('show', 'fair')).stdout).toBe('fair: Trade Fair, 3 identifiers, 1 known profiles\n');
		expect((await list('members', 'fair')).stdout).toMatch(
			/^customer:17850  \(not known yet\)\nemail:ann@example\.com  \(not known yet\)\nuser_id:bob  p\d+\n$/,
		);
		const definition = { version: 1, key: 'fair', name: 'F', of: 'people' };
		const def = file('def.json', { ...definition, condition: { kind: 'list', list: 'fair', is: true } });
		const out = file('members.csv');
		expect((await run('segment', 'evaluate', def, '--members', out, '--json', ...store)).json()).toMatchObject({
			members: 1,
		});
		// What was written as members can be read as a list.
		await list('create', 'again');
		expect((await list('add', 'again', out)).stdout).toBe(
			'again: 1 rows, 1 identifiers added, 0 stood on it before, 0 rejected\n',
		);
		expect((await list('remove', 'again', out)).stdout).toBe('again: 1 identifiers taken off\n');
		expect((await list('delete', 'again')).stdout).toBe('again is deleted\n');
		expect(await list('delete', 'fair')).toMatchObject({ code: 1 });
	});

	it('reads one column under a type, and phones with their country', async () => {
		await list('create', 'calls');
		const csv = file('calls.csv', 'who,phone\nx1,044 668 18 00\n');
		expect(await list('add', 'calls', csv, '--column', 'who')).toMatchObject({ code: 2 });
		const wrong = await list('add', 'calls', csv, '--column', 'whom', '--type', 'loyalty');
		expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('It has: who, phone.')]);
		await list('add', 'calls', csv, '--column', 'who', '--type', 'loyalty');
		await list('add', 'calls', csv, '--region', 'ch');
		expect((await list('members', 'calls')).stdout).toContain('loyalty:x1  (not known yet)\nphone:+41446681800');
	});

	it('tells what is wrong', async () => {
		expect(await list('dance')).toMatchObject({ code: 2 });
		expect(await list('all', 'more')).toMatchObject({ code: 2 });
		expect(await list('create', 'Not OK')).toMatchObject({ code: 1 });
		expect(await list('add', 'nope', 'user_id:bob')).toMatchObject({ code: 1 });
		await list('create', 'few');
		expect((await list('add', 'few', 'email:nothing')).stderr).toContain('is not a valid email');
		expect((await list('add', 'few', 'missing.csv')).stderr).toContain('cannot be read');
	});
});
