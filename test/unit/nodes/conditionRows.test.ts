import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';
import type { Condition } from '../../../core/model/segment';
import { peopleOnly } from '../../../core/segments/condition';
import { parseDefinition } from '../../../core/segments/definition';
import { operators } from '../../../core/segments/operators/registry';
import { CdpSegment } from '../../../nodes/CdpSegment/CdpSegment.node';
import { BROWSER_ROWS, JSON_ONLY, PEOPLE_ROWS } from '../../../nodes/shared/conditions/registry';
import type { ConditionRow, RowValues } from '../../../nodes/shared/conditions/row';

const chosen = (value: unknown) => ({ __rl: true, mode: 'list', value });
const order = chosen('Order Completed');

/** Rows as the editor keeps them, and the condition that each one means. */
const CASES: Array<[string, RowValues, Condition]> = [
	[
		'trait',
		{ trait: chosen('home'), path: 'address. city', comparison: 'is', value: chosen('Bern') },
		{ kind: 'trait', trait: 'home', path: ['address', 'city'], comparison: 'is', value: 'Bern' },
	],
	[
		'trait',
		{ trait: chosen('born'), comparison: 'anniversaryWithinDays', days: 7 },
		{ kind: 'trait', trait: 'born', comparison: 'anniversaryWithinDays', value: 7 },
	],
	[
		'event',
		{ event: order },
		{ kind: 'event', name: 'Order Completed', count: { comparison: 'atLeast', value: 1 } },
	],
	[
		'event',
		{ event: order, measure: 'sum', property: chosen('revenue'), countComparison: 'moreThan', amount: 500, period: 'last', last: 12, unit: 'months' },
		{
			kind: 'event', name: 'Order Completed', measure: { of: 'sum', property: 'revenue' },
			count: { comparison: 'moreThan', value: 500 }, window: { last: 12, unit: 'months' },
		},
	],
	[
		'event',
		{ event: order, period: 'between', from: '2026-01-01T00:00:00', to: '2026-02-01', which: 'firstTime' },
		{
			kind: 'event', name: 'Order Completed', count: { comparison: 'atLeast', value: 1 },
			window: { from: '2026-01-01T00:00:00Z', to: '2026-02-01' }, firstTime: true,
		},
	],
	[
		'event',
		{
			event: chosen('$page'), measure: 'distinct', property: chosen('path'), amount: 3, period: 'since', since: order, which: 'last',
			where: { filters: [{ property: chosen('path'), comparison: 'startsWith', value: chosen('/shop') }] },
		},
		{
			kind: 'event', name: '$page', measure: { of: 'distinct', property: 'path' }, count: { comparison: 'atLeast', value: 3 },
			window: { since: 'Order Completed' }, pick: 'last',
			where: [{ property: 'path', comparison: 'startsWith', value: '/shop' }],
		},
	],
	[
		'sequence',
		{
			steps: {
				step: [
					{ event: chosen('Product Added'), where: { filters: [{ property: chosen('price'), comparison: 'atLeast', value: '50' }] } },
					{ event: order, occurrence: 'not', timing: 'within' },
				],
			},
			last: 3,
		},
		{
			kind: 'sequence',
			steps: [
				{ name: 'Product Added', where: [{ property: 'price', comparison: 'atLeast', value: 50 }] },
				{ name: 'Order Completed', not: true, within: { last: 1, unit: 'days' } },
			],
			window: { last: 3, unit: 'days' },
		},
	],
	[
		'sequence',
		{ steps: { step: [{ event: chosen('$page') }, { event: order, timing: 'within', within: 2, withinUnit: 'hours' }] }, period: 'ever' },
		{ kind: 'sequence', steps: [{ name: '$page' }, { name: 'Order Completed', within: { last: 2, unit: 'hours' } }] },
	],
	[
		'regular',
		{ event: order },
		{ kind: 'regular', name: 'Order Completed', atLeast: 3, of: 4, period: { last: 1, unit: 'weeks' } },
	],
	[
		'stopped',
		{ event: order, earlier: 'span', activeUnit: 'weeks', active: 8 },
		{
			kind: 'stopped', name: 'Order Completed', times: 2,
			active: { last: 8, unit: 'weeks' }, quiet: { last: 60, unit: 'days' },
		},
	],
	['stopped', { event: order, times: 1 }, { kind: 'stopped', name: 'Order Completed', times: 1, quiet: { last: 60, unit: 'days' } }],
	[
		'restarted',
		{ event: order },
		{ kind: 'restarted', name: 'Order Completed', quiet: { last: 60, unit: 'days' }, recent: { last: 7, unit: 'days' } },
	],
	[
		'frequency',
		{ event: order, atLeast: 2.5 },
		{ kind: 'frequency', name: 'Order Completed', halfLife: { last: 30, unit: 'days' }, atLeast: 2.5 },
	],
	['segment', { segment: chosen('vip'), answer: 'no' }, { kind: 'segment', segment: 'vip', is: false }],
	['list', { list: chosen('guests') }, { kind: 'list', list: 'guests', is: true }],
	[
		'trait',
		{ trait: chosen('rfm'), path: chosen('group'), comparison: 'isOneOf', value: chosen("At Risk, Can't Lose Them") },
		{ kind: 'trait', trait: 'rfm', path: ['group'], comparison: 'isOneOf', value: ['At Risk', "Can't Lose Them"] },
	],
	['consent', { purpose: chosen('advertising') }, { kind: 'consent', purpose: 'advertising', granted: true }],
	['consent', { purpose: ' advertising ' }, { kind: 'consent', purpose: 'advertising', granted: true }],
	['identifier', {}, { kind: 'identifier', type: 'email', is: true }],
	[
		'identifier',
		{ type: chosen('phone'), answer: 'no', verified: true },
		{ kind: 'identifier', type: 'phone', is: false, verified: true },
	],
	['random', { seed: 'spring', to: 12.5 }, { kind: 'random', seed: 'spring', from: 0, to: 12.5 }],
	['page', {}, { kind: 'event', name: '$page', count: { comparison: 'atLeast', value: 1 }, window: { last: 30, unit: 'days' } }],
	['visits', {}, { kind: 'visits', count: { comparison: 'atLeast', value: 1 }, window: { last: 30, unit: 'days' } }],
	[
		'content',
		{ value: 'bikes, helmets', times: 3, last: 5 },
		{
			kind: 'event', name: '$page', count: { comparison: 'atLeast', value: 3 }, window: { last: 5, unit: 'days' },
			where: [{ property: 'category', path: [], comparison: 'isOneOf', value: ['bikes', 'helmets'] }],
		},
	],
	[
		'visitor',
		{ part: 'device', value: 'mobile', period: 'ever' },
		{
			kind: 'event', name: '$page', count: { comparison: 'atLeast', value: 1 },
			where: [{ property: 'device', of: 'context', path: ['type'], comparison: 'is', value: 'mobile' }],
		},
	],
	[
		'timeOfDay',
		{ clockTo: '02:00', days: [5, 6] },
		{
			kind: 'event', name: '$page', count: { comparison: 'atLeast', value: 1 }, window: { last: 30, unit: 'days' },
			at: { from: '18:00', to: '02:00', days: [5, 6] },
		},
	],
	[
		'dwell',
		{ seconds: 90, category: 'bikes', last: 7 },
		{
			kind: 'event', name: 'Page Engaged', measure: { of: 'sum', property: 'dwell_seconds' },
			count: { comparison: 'atLeast', value: 90 }, window: { last: 7, unit: 'days' },
			where: [{ property: 'category', path: [], comparison: 'isOneOf', value: ['bikes'] }],
		},
	],
]; // prettier-ignore

const rowOf = (name: string): ConditionRow => {
	const row = [...PEOPLE_ROWS, ...BROWSER_ROWS].find((one) => one.name === name);
	if (row === undefined) throw new Error(`There is no row ${name}`);
	return row;
};
const kindsOf = (rows: ConditionRow[]) =>
	CASES.filter(([name]) => rows.some((row) => row.name === name)).map(([, , condition]) => condition.kind);
const accepted = (of: 'people' | 'browsers', condition: Condition) =>
	parseDefinition({ version: 1, key: 'k', name: 'K', of, condition }).condition;

describe('A row of the form', () => {
	it.each(CASES)('%s %j means just that, and the engine takes it', (name, row, condition) => {
		const read = rowOf(name).read(row);
		expect(read).toEqual(condition);
		expect(accepted('people', read)).toEqual(condition);
	});

	it('of every kind there is stands above', () => {
		const names = [...PEOPLE_ROWS, ...BROWSER_ROWS].map(({ name }) => name);
		expect([...new Set(names)].filter((name) => !CASES.some(([one]) => one === name))).toEqual([]);
	});

	it.each([
		['event', { event: chosen('') }, 'A condition has no event'],
		['event', { event: order, measure: 'sum' }, 'A condition has no property to look at'],
		['event', { event: order, period: 'between' }, '"Between Dates" has no date'],
		['event', { event: order, period: 'since' }, 'no event since which it counts'],
		['event', { event: order, times: '' }, 'no number of times'],
		['sequence', { steps: { step: [{ event: order }] } }, 'fewer than two steps'],
		['stopped', { event: order, quiet: '' }, 'no number for "Not in the Last"'],
		['consent', { purpose: ' ' }, 'A condition has no purpose'],
		['segment', {}, 'A condition has no segment'],
		['list', {}, 'A condition has no list'],
		['random', { seed: '' }, 'A condition has no seed'],
		['timeOfDay', { clockFrom: '' }, '"Time of Day" has neither times nor days'],
		['content', {}, '"Is One Of" has no value'],
	] as Array<[string, RowValues, string]>)('%s %j is refused: %s', (name, row, message) => {
		expect(() => rowOf(name).read(row)).toThrow(message);
	});
});

describe('Fields that do not apply', () => {
	const node = new CdpSegment();
	/** The fields that the editor shows of a row filled in so. */
	const shown = (name: string, row: object): string[] => {
		const parameters = { operation: 'evaluate', conditions: { [name]: [row] } } as unknown as INodeParameters;
		const values = NodeHelpers.getNodeParameters(
			node.description.properties,
			parameters,
			true,
			false,
			null,
			node.description,
		);
		const [first] = (values?.conditions as unknown as Record<string, object[]>)[name] ?? [];
		return Object.keys(first ?? {});
	};

	it.each([
		['event', {}, ['times', 'which'], ['property', 'amount', 'last', 'from', 'since']],
		[
			'event',
			{ measure: 'sum', period: 'last' },
			['property', 'amount', 'last', 'unit'],
			['times', 'from', 'to', 'since'],
		],
		['event', { period: 'between' }, ['from', 'to'], ['last', 'unit', 'since']],
		['event', { period: 'since' }, ['since'], ['last', 'unit', 'from']],
		['trait', { comparison: 'exists' }, ['trait', 'path'], ['value', 'date', 'days']],
		['trait', { comparison: 'withinNextDays' }, ['days'], ['value', 'date']],
		['sequence', {}, ['steps', 'period', 'last', 'unit'], []],
		['sequence', { period: 'ever' }, ['steps', 'period'], ['last', 'unit']],
		['stopped', {}, ['quiet', 'times'], ['active', 'activeUnit']],
		['stopped', { earlier: 'span' }, ['active', 'activeUnit'], []],
	])('are hidden: %s %j shows %j and not %j', (name, row, present, absent) => {
		const fields = shown(name, row);
		expect(fields).toEqual(expect.arrayContaining(present));
		expect(absent.filter((field) => fields.includes(field))).toEqual([]);
	});
});

describe('The menu of conditions', () => {
	const engine = Object.keys(operators) as Array<Condition['kind']>;

	it('offers every kind that the engine knows, or names it as one for JSON', () => {
		expect([...new Set([...kindsOf(PEOPLE_ROWS), ...JSON_ONLY])].sort()).toEqual([...engine].sort());
	});

	it('offers for browsers what the engine asks of browsers', () => {
		const left = engine.filter((kind) => !kindsOf(BROWSER_ROWS).includes(kind) && !JSON_ONLY.includes(kind));
		const all: Condition[] = CASES.map(([, , condition]) => condition);
		expect(left.filter((kind) => !all.some((one) => one.kind === kind && peopleOnly(one) !== undefined))).toEqual([]);
	});

	it('offers browsers neither months and years nor anniversaries', () => {
		const text = JSON.stringify(BROWSER_ROWS);
		expect(['months', 'years', 'anniversaryWithinDays'].filter((word) => text.includes(`"value":"${word}"`))).toEqual(
			[],
		);
		expect(JSON.stringify(PEOPLE_ROWS)).toContain('"value":"months"');
	});
});
