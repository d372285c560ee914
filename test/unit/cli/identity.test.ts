import { openLocal } from '../../../engine/local';
import { terminal, workspace } from './terminal';

// The store's thread runs built code; here the engine opens in this very thread.
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: ({ storeUrl = process.env['CDP_STORE_URL'] ?? '' }: { storeUrl?: string } = {}) => openLocal(storeUrl),
}));

const { file, store } = workspace();
const { run } = terminal();

describe('Who is who, from the command line', () => {
	const identity = (...argv: string[]) => run('identity', ...argv, '--json', ...store);
	const [dora, phone] = ['email:dora@example.com', 'phone:+41446681800'];

	beforeAll(async () => {
		const rows = ['email,phone,city', 'dora@example.com,+41446681800,Bern', 'emil@example.com,,Basel'].join('\n');
		await run('import', file('two.csv', rows), '--as', 'people', ...store);
	});

	it('explains, tries and undoes a merge, and tells the history', async () => {
		expect((await identity('explain', dora, phone)).json()).toMatchObject({ joined: true, path: [{ rule: 'event' }] });
		const tried = await identity('unlink', dora, phone, '--preview');
		expect([tried.code, tried.json()]).toMatchObject([0, { preview: true, profiles: { length: 2 } }]);
		expect((await identity('explain', dora, phone)).json()).toMatchObject({ joined: true });
		expect((await identity('unlink', dora, phone, '--by', 'ann')).json()).toMatchObject({ preview: false });
		expect((await identity('explain', dora, phone)).json()).toMatchObject({ joined: false });
		expect((await identity('links', dora)).json()).toMatchObject({ items: [{ state: 'removed', reason: 'by ann' }] });
		expect((await identity('history', dora)).json()).toMatchObject({ items: [{ kind: 'split' }] });
		expect((await run('identity', 'history', ...store)).stdout).toMatch(/ split {3}p\d+ /);
	});

	it('links, keeps apart and splits by hand', async () => {
		const emil = 'email:emil@example.com';
		expect((await identity('link', dora, emil)).json()).toMatchObject({ joined: true });
		expect((await identity('split', emil)).json<{ profiles: string[] }>().profiles).toHaveLength(2);
		expect((await identity('link', dora, emil)).json()).toMatchObject({ joined: true });
		expect((await identity('forbid', dora, emil)).json<{ profiles: string[] }>().profiles).toHaveLength(2);
		const said = await run('identity', 'links', emil, ...store);
		expect(said.stdout).toContain('forbidden: by cdp');
	});

	it('shows the rules, tries others, applies them and keeps the versions', async () => {
		const rules = await run('rules', 'get', '--json', ...store);
		expect(rules.json()).toMatchObject({ version: 0, types: expect.any(Array) });
		const wanted = file('rules.json', { phoneRegion: 'CH', types: [{ type: 'email', limit: 1 }] });
		expect((await run('rules', 'preview', wanted, '--json', ...store)).json()).toMatchObject({ merged: 0 });
		const applied = await terminal(undefined, true).run('rules', 'apply', wanted, '--json', ...store);
		expect(applied.json()).toMatchObject({ version: 1, done: true });
		expect(applied.stderr).toMatch(/\d+ of \d+ groups/);
		expect((await run('rules', 'apply', '--json', ...store)).json()).toEqual({ version: 1, done: true, groups: 0 });
		expect((await run('rules', 'history', '--json', ...store)).json()).toMatchObject({
			items: [{ version: 1, by: 'cdp' }],
		});
		expect((await run('rules', 'history', ...store)).stdout).toMatch(/^version 1 {2}.* by cdp\n$/);
	});

	it('names the place of what is wrong in rules', async () => {
		const wrong = file('wrong.json', { types: [{ type: 'email', limit: 0 }] });
		const { code, stderr } = await run('rules', 'apply', wrong, ...store);
		expect([code, stderr]).toEqual([1, expect.stringContaining('types.0.limit')]);
	});

	it('lists what is refused and what is shared, page by page', async () => {
		const calls = [...'abcdefg'].map((user) => `${user},till@shop.example`);
		await run('import', file('till.csv', ['user_id,email', ...calls].join('\n')), '--as', 'people', ...store);
		expect((await identity('shared')).json()).toMatchObject({ items: [{ type: 'email', value: 'till@shop.example' }] });
		expect((await run('identity', 'shared', ...store)).stdout).toContain('email:till@shop.example');
		const first = (await identity('refused', '--limit', '2')).json<{ items: object[]; next: string }>();
		expect(first.items).toHaveLength(2);
		const second = (await identity('refused', '--limit', '2', '--after', first.next)).json<{ items: object[] }>();
		expect(second.items).not.toEqual(first.items);
	});
});

describe('People who are in the store twice', () => {
	const own = ['--store', `sqlite:${file('twice.db')}`];
	const people = [
		['Ann', 'Miller', '1980-02-03', 'Bern', 'Rose Lane 4'],
		['Ann', 'Miler', '1980-02-03', 'Bern', 'Rose Lane 4'],
		['Bob', 'Stone', '1971-11-30', 'Basel', 'Mill Road 9'],
		['Cleo', 'Fisher', '1992-06-17', 'Chur', 'Hill Street 1'],
		['Dan', 'Weber', '1966-01-21', 'Sion', 'Lake View 77'],
		['Eve', 'Keller', '1958-09-09', 'Thun', 'Old Town 5'],
		['Finn', 'Meyer', '2001-12-24', 'Zug', 'Main Street 12'],
		['Gina', 'Huber', '1949-05-05', 'Olten', 'Bridge 3'],
	];

	it('are found, listed, and decided', async () => {
		const csv = [
			'customer_number,first_name,last_name,birth_date,city,street',
			...people.map((p, i) => [i + 1, ...p].join()),
		];
		await run('import', file('twice.csv', csv.join('\n')), '--as', 'people', ...own);
		const found = await run(
			'duplicates',
			'find',
			'--link-above',
			'.9999999999',
			'--review-above',
			'.01',
			'--json',
			...own,
		);
		expect(found.json()).toMatchObject({ linked: 0, review: 1, waiting: 1, done: true });
		const { items } = (await run('duplicates', 'list', '--json', ...own)).json<{ items: Array<{ id: string }> }>();
		expect(items).toHaveLength(1);
		expect((await run('duplicates', 'list', ...own)).stdout).toContain('customer:2');
		const id = items[0]?.id as string;
		expect((await run('duplicates', 'confirm', id, '--by', 'ann', '--json', ...own)).json()).toMatchObject({
			decided: 1,
		});
		expect((await run('duplicates', 'list', '--state', 'confirmed', ...own)).stdout).toContain('by ann');
		expect((await run('duplicates', 'find', ...own)).stdout).toContain('0 pairs linked');
		expect((await run('duplicates', 'reject', '1.99999', ...own)).code).toBe(1);
		expect((await run('duplicates', 'reject', ...own)).code).toBe(2);
		expect((await run('duplicates', 'list', '--state', 'odd', ...own)).code).toBe(2);
		expect((await run('duplicates', 'find', '--link-above', '2', ...own)).code).toBe(2);
	});
});
