import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeHelpers } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { parseComputed } from '../../../core/computed/definition';
import type { Compute } from '../../../core/model/computed';
import { openLocal } from '../../../engine/local';
import type { Cdp } from '../../../index';
import { KINDS } from '../../../nodes/CdpSegment/computed/kinds';
import { CdpSegment } from '../../../nodes/CdpSegment/CdpSegment.node';
import { execute, fakeExecute } from './fakeExecute';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

const node = new CdpSegment();
const chosen = (value: unknown) => ({ __rl: true, mode: 'list', value });
const event = chosen('Order Completed');
const revenue = chosen('revenue');
const category = { property: chosen('products.category') };
const filters = [{ property: chosen('country'), comparison: 'is', value: chosen('CH') }];
const ORDERS = { event: 'Order Completed' };

/** The form as the editor keeps it, and what it means. */
const CASES: Array<[object, Compute]> = [
	[{ kind: 'count', event }, { kind: 'count', ...ORDERS }],
	[{ event, period: 'last', lastDays: 30 }, { kind: 'count', ...ORDERS, lastDays: 30 }],
	[
		{ kind: 'sum', event, property: revenue, where: { filters } },
		{ kind: 'sum', ...ORDERS, property: 'revenue', where: [{ property: 'country', comparison: 'is', value: 'CH' }] },
	],
	[{ kind: 'average', event, property: revenue }, { kind: 'average', ...ORDERS, property: 'revenue' }],
	[{ kind: 'min', event, property: revenue }, { kind: 'min', ...ORDERS, property: 'revenue' }],
	[{ kind: 'max', event, property: revenue, period: 'last' }, { kind: 'max', ...ORDERS, property: 'revenue', lastDays: 90 }],
	[{ kind: 'first', event, property: chosen('coupon') }, { kind: 'first', ...ORDERS, property: 'coupon' }],
	[{ kind: 'last', event, taken: 'date' }, { kind: 'last', ...ORDERS }],
	[{ kind: 'mostFrequent', event, ...category }, { kind: 'mostFrequent', ...ORDERS, property: 'products.category' }],
	[
		{ kind: 'uniqueList', event, ...category, listLimit: 5 },
		{ kind: 'uniqueList', ...ORDERS, property: 'products.category', limit: 5 },
	],
	[{ kind: 'daysSince', event }, { kind: 'daysSince', ...ORDERS, of: 'last' }],
	[{ kind: 'preferredCategory', event, ...category }, { kind: 'preferredCategory', ...ORDERS, property: 'products.category' }],
	[
		{ kind: 'preferredCategory', event, ...category, preferredBy: 'amount', amount: revenue },
		{ kind: 'preferredCategory', ...ORDERS, property: 'products.category', amount: 'revenue' },
	],
	[
		{ kind: 'score', scored: { events: [{ event, weight: 10 }, { event: chosen('$page'), where: { filters } }] }, halfLifeDays: 14, period: 'last', lastDays: 60 },
		{
			kind: 'score', halfLifeDays: 14, decimals: 2, lastDays: 60,
			events: [
				{ ...ORDERS, weight: 10 },
				{ event: '$page', weight: 1, where: [{ property: 'country', comparison: 'is', value: 'CH' }] },
			],
		},
	],
	[{ kind: 'rfm', event, amount: revenue }, { kind: 'rfm', ...ORDERS, amount: 'revenue' }],
	[{ kind: 'clv', event, amount: revenue, model: 'historical' }, { kind: 'clv', ...ORDERS, amount: 'revenue', model: 'historical' }],
	[
		{ kind: 'clv', event, amount: revenue, nextDays: 90, result: 'purchases' },
		{ kind: 'clv', ...ORDERS, amount: 'revenue', model: 'predicted', days: 90, result: 'purchases' },
	],
	[{ kind: 'churnRisk', event }, { kind: 'churnRisk', ...ORDERS }],
	[
		{
			kind: 'tags', event: chosen('Note'), property: chosen('text'), period: 'last', lastDays: 30,
			rules: { rule: [{ tag: 'price', anyOf: 'expensive, discount*', noneOf: 'newsletter' }, { tag: 'bike', anyOf: 'bike' }] },
		},
		{
			kind: 'tags', event: 'Note', property: 'text', lastDays: 30,
			rules: [{ tag: 'price', anyOf: ['expensive', 'discount*'], noneOf: ['newsletter'] }, { tag: 'bike', anyOf: ['bike'] }],
		},
	],
	[
		{ kind: 'tags', text: 'trait', trait: chosen('notes'), rules: { rule: [{ tag: 'bike', anyOf: 'bike' }] } },
		{ kind: 'tags', trait: 'notes', rules: [{ tag: 'bike', anyOf: ['bike'] }] },
	],
]; // prettier-ignore

/** Runs an operation of computed traits; answers with the items of its output. */
async function run(operation: string, parameters: object = {}) {
	const all = { resource: 'computedTrait', operation, ...parameters } as INodeParameters;
	const fake = fakeExecute(node, { parameters: all });
	const [items = []] = await execute(node, fake);
	return { items: items.map(({ json }) => json), hints: fake.hints };
}

describe('The form of a computed trait', () => {
	it.each(CASES)('%j means just that, and the engine takes it', async (fields, compute) => {
		const saved: unknown[] = [];
		const save = (definition: unknown) => (saved.push(definition), { key: 'k' });
		mockOpenCdp.mockResolvedValue({ computed: { save } });
		await run('saveComputed', { name: 'Orders, in 90 Days', evaluateAtOnce: false, ...fields });
		expect(saved).toEqual([{ version: 1, key: 'orders_in_90_days', name: 'Orders, in 90 Days', compute }]);
		expect(parseComputed(saved[0]).compute).toEqual(compute);
	});

	it('has a case above for every kind there is', () => {
		const kinds = CASES.map(([, { kind }]) => kind);
		expect(Object.keys(KINDS).filter((kind) => !kinds.includes(kind as Compute['kind']))).toEqual([]);
	});

	it.each([
		['count', {}, ['event', 'period', 'where'], ['property', 'amount', 'model', 'scored', 'text', 'lastDays']],
		['first', { taken: 'date' }, ['event', 'taken'], ['property']],
		['preferredCategory', {}, ['property', 'preferredBy'], ['amount']],
		['score', {}, ['scored', 'halfLifeDays', 'period'], ['event', 'where']],
		['clv', { model: 'historical' }, ['amount', 'model'], ['nextDays', 'result']],
		['tags', { text: 'trait' }, ['trait', 'rules'], ['event', 'property', 'period', 'where']],
		['tags', {}, ['event', 'property', 'rules', 'period', 'where'], ['trait']],
	])('for %s %j shows %j and not %j', (kind, fields, present, absent) => {
		const { description } = node;
		const parameters = { resource: 'computedTrait', operation: 'previewComputed', kind, ...fields };
		const shown = Object.keys(
			NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, description) ?? {},
		);
		expect(shown).toEqual(expect.arrayContaining(present));
		expect(absent.filter((name) => shown.includes(name))).toEqual([]);
	});

	it.each([
		[{ name: ' ' }, 'The computed trait has no name'],
		[{ kind: 'sum', event }, 'no property'],
		[{ event: chosen('') }, 'no event'],
		[{ event, period: 'last', lastDays: '' }, 'no number of days'],
		[{ kind: 'score' }, 'The score counts no event'],
		[{ kind: 'tags', event, property: chosen('text') }, 'There is no tag'],
		[{ specify: 'json', computeJson: '{' }, 'What you wrote is not JSON'],
	])('%j is refused: %s', async (fields, message) => {
		mockOpenCdp.mockResolvedValue({});
		await expect(run('previewComputed', { name: 'X', ...fields })).rejects.toThrow(message);
	});
});

describe('Computed traits in CDP Segment, on a store', () => {
	const folder = mkdtempSync(join(tmpdir(), 'computed-node-'));
	let cdp: Cdp;
	beforeAll(async () => {
		cdp = await openLocal(`sqlite:${join(folder, 'store.db')}`);
		mockOpenCdp.mockResolvedValue(cdp);
		const order = (userId: string, day: number, revenue: number) => ({
			...{ type: 'track', event: 'Order Completed', userId, properties: { revenue } },
			...{ messageId: `${userId}${day}`, timestamp: `2026-01-0${day}T00:00:00Z` },
		});
		await cdp.ingest.calls([order('ann', 1, 20), order('ann', 2, 30), order('ben', 1, 5)], { source: 'shop', verified: true });
	}); // prettier-ignore
	afterAll(async () => {
		await cdp.close();
		rmSync(folder, { recursive: true, force: true });
	});
	beforeEach(() => mockOpenCdp.mockResolvedValue(cdp));
	const ann = { identifierType: chosen('user_id'), identifierValue: 'ann' };
	const traitsOf = async (value: string) => (await cdp.profiles.get({ type: 'user_id', value }))?.traits;

	it('are previewed, saved with their values, explained, listed and deleted', async () => {
		const spent = { name: 'Spent', kind: 'sum', event, property: revenue };
		expect((await run('previewComputed', spent)).items).toMatchObject([
			{ key: 'spent', values: 2, sample: [{ value: 50 }, { value: 5 }] },
		]);
		expect(await traitsOf('ann')).toEqual({});
		expect((await run('saveComputed', spent)).items).toMatchObject([{ key: 'spent', kind: 'sum', values: 2, changed: 2 }]);
		expect(await traitsOf('ann')).toEqual({ spent: 50 });
		expect((await run('explainComputed', { computedTrait: chosen('spent'), ...ann })).items).toMatchObject([
			{ key: 'spent', value: 50, current: 50, facts: expect.stringContaining('2 events') as string },
		]);
		expect((await run('evaluateComputed', { computedTrait: chosen('spent') })).items).toMatchObject([{ changed: 0 }]);
		expect((await run('evaluateComputed', { computedTrait: chosen('spent'), everybody: true })).items).toMatchObject([
			{ mode: 'full', examined: 2 },
		]);
		expect((await run('evaluateAllComputed')).items).toHaveLength(1);
		expect((await run('getComputed')).items).toMatchObject([{ key: 'spent', name: 'Spent', values: 2 }]);
		const { items } = await run('deleteComputed', { computedTrait: chosen('spent') });
		expect(items).toMatchObject([{ key: 'spent', deleted: true, definition: { compute: { kind: 'sum' } } }]);
		expect(await traitsOf('ann')).toEqual({});
	}); // prettier-ignore

	it('take JSON, wait for the next evaluation when asked to, and then stand in lists and conditions', async () => {
		const computeJson = JSON.stringify({ kind: 'count', event: 'Order Completed' });
		const json = { name: 'Orders', specify: 'json', computeJson, computedOptions: { key: 'orders_n' } };
		await run('saveComputed', { ...json, evaluateAtOnce: false });
		expect(await traitsOf('ann')).toEqual({});
		const trait = [{ trait: chosen('orders_n'), comparison: 'atLeast', value: chosen(2) }];
		const segment = { operation: 'evaluate', name: 'Twice', conditions: { trait } } as unknown as INodeParameters;
		const [entered] = await execute(node, fakeExecute(node, { parameters: segment }));
		expect(entered?.map(({ json: { traits } }) => traits)).toEqual([{ orders_n: 2 }]);
		const context = { getNode: () => ({}) } as unknown as ILoadOptionsFunctions;
		const { searchTraits, searchComputed } = node.methods.listSearch;
		expect((await searchTraits.call(context, 'orders')).results).toMatchObject([{ value: 'orders_n' }]);
		expect((await searchComputed.call(context, 'ord')).results).toMatchObject([{ name: 'Orders (2)', value: 'orders_n' }]);
		expect((await searchComputed.call(context, 'nope')).results).toEqual([]);
	}); // prettier-ignore

	it('say why nobody has one', async () => {
		const clv = { name: 'Value', kind: 'clv', event, amount: revenue };
		expect((await run('previewComputed', clv)).hints).toEqual([expect.stringContaining('bought again')]);
		const none = { name: 'None', event: chosen('Order Completed'), where: { filters } };
		expect((await run('saveComputed', none)).hints).toEqual([expect.stringContaining('Nobody has such events')]);
		await expect(run('evaluateComputed', { computedTrait: chosen('') })).rejects.toThrow('No computed trait is chosen');
	});
});
