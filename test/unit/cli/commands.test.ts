import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLocal } from '../../../engine/local';
import { terminal, workspace } from './terminal';

// The store's thread runs built code; here the engine opens in this very thread.
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: ({ storeUrl = process.env['CDP_STORE_URL'] ?? '' }: { storeUrl?: string } = {}) => openLocal(storeUrl),
}));

const { folder, file, store } = workspace();
const { run } = terminal();

const PEOPLE =
	'customer_number;E-Mail;Vorname;Ort\n1;ann@example.com;Ann;Berlin\n2;bob@example.com;Bob;Köln\n;;Nobody;\n';
const ORDERS = [
	'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
	...['10', '11', '12'].map((n) => `${n},A,Bell,2,2024-05-0${n.at(-1) === '0' ? 1 : n.at(-1)} 10:00:00,4.50,1,Germany`),
	'x',
].join('\n');
const DEFINITION = {
	version: 1,
	key: 'regulars',
	name: 'Regulars',
	of: 'people',
	condition: { kind: 'event', name: 'Order Completed', count: { comparison: 'atLeast', value: 3 } },
};

describe('A first day with the command line', () => {
	it('imports people; rows that name nobody go to a file beside it', async () => {
		const people = file('people.csv', PEOPLE);
		const { code, json, stderr } = await run('import', people, '--as', 'people', '--json', ...store);
		expect([code, json()]).toEqual([0, { rows: 3, accepted: 2, duplicates: 0, rejected: 1, ms: expect.any(Number) }]);
		expect(stderr).toContain('people.csv.rejected.ndjson');
		const [rejected] = readFileSync(`${people}.rejected.ndjson`, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as object);
		expect(rejected).toEqual({
			row: 3,
			field: 'email',
			reason: expect.any(String),
			record: expect.objectContaining({ Vorname: 'Nobody' }),
		});
	});

	it('imports orders, and again without changing anything', async () => {
		const orders = file('orders.csv', ORDERS);
		const first = await run('import', orders, '--as', 'orders', '--json', ...store);
		expect(first.json()).toMatchObject({ rows: 4, rejected: 1, invoices: 3, customers: 1, revenue: 27 });
		const before = (await run('stats', '--json', ...store)).json();
		const second = await run('import', orders, '--as', 'orders', '--json', ...store);
		expect(second.json()).toMatchObject({ accepted: 0, duplicates: 4 });
		expect((await run('stats', '--json', ...store)).json()).toEqual(before);
		expect(before).toMatchObject({ events: 6, profiles: 2, known: 2, anonymous: 0, segments: {} });
	});

	it('maps columns by a file', async () => {
		const people = file('odd.csv', 'A,B\ncarl@example.com,Carl\n');
		const map = file('map.json', { email: 'A', first_name: 'B' });
		expect((await run('import', people, '--as', 'people', '--map', map, '--json', ...store)).json()).toMatchObject({
			accepted: 1,
		});
		expect((await run('profile', 'email:carl@example.com', '--json', ...store)).json()).toMatchObject({
			traits: { first_name: 'Carl' },
		});
	});

	it('shows a profile, by any of its identifiers', async () => {
		const { code, json } = await run('profile', 'email:ANN@example.com', '--json', ...store);
		expect(code).toBe(0);
		expect(json()).toEqual({
			id: expect.stringMatching(/^p\d+$/),
			identifiers: expect.arrayContaining([
				{ type: 'customer', value: '1' },
				{ type: 'email', value: 'ann@example.com' },
			]),
			traits: { email: 'ann@example.com', first_name: 'Ann', city: 'Berlin', country: 'Germany' },
			segments: [],
			events: 5,
		});
		expect((await run('profile', 'email:nobody@example.com', ...store)).code).toBe(1);
	});

	it('evaluates a segment, writes its members and explains them', async () => {
		const out = file('members.csv');
		const first = await run(
			'segment',
			'evaluate',
			file('regulars.json', DEFINITION),
			'--members',
			out,
			'--json',
			...store,
		);
		expect(first.json()).toEqual({ key: 'regulars', members: 1, entered: 1, exited: 0, ms: expect.any(Number) });
		expect(readFileSync(out, 'utf8')).toMatch(/^profile_id,type,value\np\d+,customer,1\n$/);
		expect((await run('segment', 'evaluate', 'regulars', '--json', ...store)).json()).toMatchObject({
			members: 1,
			entered: 0,
		});
		const why = await run('segment', 'explain', 'regulars', 'customer:2', '--json', ...store);
		expect(why.json()).toMatchObject({ member: false, explanation: { holds: false } });
		expect((await run('segment', 'explain', 'regulars', 'customer:1', ...store)).stdout).toMatch(
			/^in regulars since .*\n +yes/,
		);
	});

	it('says what is wrong with a definition', async () => {
		const { code, stderr } = await run(
			'segment',
			'evaluate',
			file('bad.json', { ...DEFINITION, condition: { kind: 'vibes' } }),
			...store,
		);
		expect([code, stderr]).toEqual([1, expect.stringContaining('condition')]);
		expect((await run('segment', 'evaluate', file('worse.json', '{'), ...store)).code).toBe(1);
	});

	it('pushes a segment into a file: dry, for real, and then only the difference', async () => {
		const config = file('push.json', { path: file('audience.ndjson'), format: 'ndjson' });
		const push = (...more: string[]) =>
			run('push', 'file', '--segment', 'regulars', '--config', config, '--purposes', '', '--json', ...more, ...store);
		expect((await push('--dry-run')).json<{ preview: unknown[] }>().preview).toHaveLength(1);
		expect(existsSync(file('audience.ndjson'))).toBe(false);
		expect((await push()).json()).toMatchObject({ added: 1, pending: 0 });
		expect((await push()).json()).toMatchObject({ added: 0, unchanged: 1 });
	});

	it('checks and copies the store', async () => {
		const checked = await run('doctor', '--json', ...store);
		expect([checked.code, checked.json()]).toEqual([0, expect.objectContaining({ ok: true })]);
		expect((await run('backup', file('copy.db'), '--json', ...store)).json()).toMatchObject({
			bytes: expect.any(Number),
		});
		expect((await run('profile', 'customer:2', '--json', '--store', `sqlite:${file('copy.db')}`)).code).toBe(0);
	});

	it('exports and erases a person', async () => {
		const exported = await run('export', 'customer:1', '--json', ...store);
		expect(exported.stdout).toContain('ann@example.com');
		expect((await run('erase', 'customer:1', '--json', ...store)).json()).toMatchObject({ erased: true });
		expect((await run('profile', 'customer:1', ...store)).code).toBe(1);
		expect((await run('erase', 'customer:1', ...store)).code).toBe(1);
	});

	it('writes rejected rows into the current folder when theirs is read-only', async () => {
		const readOnly = join(folder, 'read-only');
		mkdirSync(readOnly);
		writeFileSync(join(readOnly, 'ro.csv'), 'first_name\nAnn\n');
		// A folder of the same name stops everybody, also root, who may write anywhere.
		mkdirSync(join(readOnly, 'ro.csv.rejected.ndjson'));
		chmodSync(readOnly, 0o555);
		const before = process.cwd();
		process.chdir(folder);
		try {
			const { code, stderr } = await run('import', join(readOnly, 'ro.csv'), '--as', 'people', ...store);
			expect([code, stderr]).toEqual([0, expect.stringContaining('rejected rows: ro.csv.rejected.ndjson')]);
			expect(existsSync(file('ro.csv.rejected.ndjson'))).toBe(true);
		} finally {
			process.chdir(before);
			chmodSync(readOnly, 0o755);
		}
	});

	it('draws progress on a terminal only', async () => {
		const people = file('people.csv', PEOPLE);
		const onTerminal = await terminal(undefined, true).run('import', people, '--as', 'people', '--json', ...store);
		expect(onTerminal.stderr).toContain('100%');
		expect((await run('import', people, '--as', 'people', '--json', ...store)).stderr).not.toContain('%');
	});
});

describe('cdp collect', () => {
	it('says where it listens, takes events until it is told to stop, and closes cleanly', async () => {
		let listening = (_url: string): void => undefined;
		const url = new Promise<string>((resolve) => (listening = resolve));
		const collector = terminal((text) => {
			const found = /collecting on (http:\S+)\n/.exec(text)?.[1];
			if (found) listening(found);
		});
		const running = collector.run('collect', '--port', '0', '--write-key', 'k-0123456789abcdef', ...store);
		const address = await url;
		const headers = { authorization: `Basic ${Buffer.from('k-0123456789abcdef:').toString('base64')}` };
		const send = () =>
			fetch(`${address}/v1/track`, {
				method: 'POST',
				headers,
				body: JSON.stringify({ userId: 'web-1', event: 'Visited', messageId: 'once' }),
			});
		expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
		collector.signals.emit('SIGTERM');
		expect(await running).toMatchObject({ code: 0, stdout: `collecting on ${address}\n` });
		expect((await run('profile', 'user_id:web-1', '--json', ...store)).json()).toMatchObject({ events: 1 });
	});
});
