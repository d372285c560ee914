import { writeFileSync } from 'node:fs';
import { openLocal } from '../../../engine/local';
import { terminal, workspace } from './terminal';

// The store's thread runs built code; here the engine opens in this very thread.
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: ({ storeUrl = process.env['CDP_STORE_URL'] ?? '' }: { storeUrl?: string } = {}) => openLocal(storeUrl),
}));

const { file, store } = workspace();
const { run } = terminal();
const evaluate = (path: string) => run('segment', 'evaluate', path, ...store);
const definition = (condition: unknown, key = 'k') => ({ version: 1, key, name: 'K', of: 'people', condition });
const leaf = '{"kind":"trait","trait":"plan","comparison":"exists"}';

describe('A file that is no definition', () => {
	it.each([
		['is empty', '', /is not valid JSON: Unexpected end/],
		['breaks off', '{"version":1,', /is not valid JSON: .*position 13/],
		['is a list', '[]', /must hold a JSON object/],
		['is null', 'null', /must hold a JSON object/],
		['is nothing', '{}', /at version: is missing/],
		[
			'has groups in groups without end',
			`{"version":1,"key":"k","name":"K","of":"people","condition":${'{"kind":"not","conditions":['.repeat(20_000)}${leaf}${']}'.repeat(20_000)}}`,
			/is nested too deeply/,
		],
	])('that %s: exit code 1 and one sentence', async (_what, content, message) => {
		const { code, stdout, stderr } = await evaluate(file('def.json', content));
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toMatch(message);
		expect(stderr.split('\n').length).toBeLessThanOrEqual(3);
		expect(stderr.length).toBeLessThan(1_000);
	});

	it('that is not UTF-8, with a byte order mark, or not there', async () => {
		const path = file('latin1.json', '');
		writeFileSync(
			path,
			Buffer.from(JSON.stringify(definition(JSON.parse(leaf))).replace('"K"', '"Z\u00fcrich"'), 'latin1'),
		);
		expect((await evaluate(path)).stderr).toMatch(/is not UTF-8 text\nSave it as UTF-8/);
		const marked = file('marked.json', `\uFEFF${JSON.stringify(definition(JSON.parse(leaf)))}`);
		expect(await evaluate(marked)).toMatchObject({ code: 0 });
		expect((await evaluate(file('no/such.json'))).stderr).toMatch(/cannot be read \(ENOENT\)/);
	});

	it('that names what is not there, or itself: the place, the nearest name, the way round', async () => {
		const call = { type: 'track', event: 'Order Completed', userId: 'ann', traits: {} };
		await run('import', file('calls.ndjson', JSON.stringify(call)), '--as', 'events', ...store);
		const event = (name: string) => ({ kind: 'event', name, count: { comparison: 'atLeast', value: 1 } });
		const group = definition({ kind: 'any', conditions: [event('Order Completed'), event('Oder Completed')] });
		expect((await evaluate(file('near.json', group))).stderr).toMatch(
			/condition\.conditions\.1\.name: no event “Oder Completed” was ever seen, but “Order Completed” was/,
		);
		expect(await evaluate(file('far.json', definition(event('Newsletter Opened'))))).toMatchObject({ code: 0 });
		const asks = (key: string, segment: string) => definition({ kind: 'segment', segment, is: true }, key);
		await evaluate(file('a.json', definition(event('Order Completed'), 'a')));
		await evaluate(file('b.json', asks('b', 'a')));
		await evaluate(file('c.json', asks('c', 'b')));
		expect((await evaluate(file('a2.json', asks('a', 'c')))).stderr).toMatch(/asks for itself: a → c → b → a/);
		expect((await evaluate(file('d.json', asks('d', 'nobody')))).stderr).toMatch(/no segment “nobody”, which “d” asks/);
	});
});
