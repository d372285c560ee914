import type { Json } from '../../model/json';
import type { EventCondition } from '../../model/segment';
import type { OperatorExample } from '../operator';
import { MEASURE_EXAMPLES } from './measureExamples';

/** A history of views, one at the beginning of each of these days. */
export const viewedOn = (...days: string[]) => days.map((day) => ({ name: 'Viewed', time: `${day}T00:00:00Z` }));

const boughtProducts = (products: Json) => [
	{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { products } },
];

/** Worked cases of the event operator. */
export const EVENT_EXAMPLES: Array<OperatorExample<EventCondition>> = [
	{
		title: 'at least twice in the last 30 days, the edge excluded, the future not yet',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Order Completed',
			count: { comparison: 'atLeast', value: 2 },
			window: { last: 30, unit: 'days' },
		},
		people: [
			{
				is: true,
				events: [
					{ name: 'Order Completed', time: '2026-06-01T00:00:00Z' },
					{ name: 'Order Completed', time: '2026-06-30T00:00:00Z' },
				],
			},
			{
				is: false,
				events: [
					{ name: 'Order Completed', time: '2026-05-31T00:00:00Z' },
					{ name: 'Order Completed', time: '2026-06-30T00:00:00Z' },
				],
			},
			{
				is: false,
				events: [
					{ name: 'Order Completed', time: '2026-06-29T00:00:00Z' },
					{ name: 'Order Completed', time: '2026-06-30T00:00:01Z' },
				],
			},
			{
				is: false,
				events: [
					{ name: 'order completed', time: '2026-06-29T00:00:00Z' },
					{ name: 'Order Completed', time: '2026-06-29T00:00:00Z' },
				],
			},
		],
	},
	{
		title: 'never did',
		now: '2026-06-30T00:00:00Z',
		condition: { kind: 'event', name: 'Unsubscribed', count: { comparison: 'exactly', value: 0 } },
		people: [
			{ is: true },
			{ is: true, events: [{ name: 'Subscribed', time: '2026-06-01T00:00:00Z' }] },
			{ is: false, events: [{ name: 'Unsubscribed', time: '2020-01-01T00:00:00Z' }] },
		],
	},
	{
		title: 'property filters: all must hold; numbers as text count; missing fulfils "is not"',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Order Completed',
			count: { comparison: 'atLeast', value: 1 },
			where: [
				{ property: 'revenue', comparison: 'atLeast', value: 100 },
				{ property: 'chan.nel "x"', comparison: 'isNot', value: 'shop' },
			],
		},
		people: [
			{ is: true, events: [{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { revenue: 100 } }] },
			{
				is: true,
				events: [
					{
						name: 'Order Completed',
						time: '2026-06-01T00:00:00Z',
						properties: { revenue: '250.5', 'chan.nel "x"': 'web' },
					},
				],
			},
			{
				is: false,
				events: [
					{
						name: 'Order Completed',
						time: '2026-06-01T00:00:00Z',
						properties: { revenue: 100, 'chan.nel "x"': 'shop' },
					},
				],
			},
			{
				is: false,
				events: [{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { revenue: '1e3' } }],
			},
			{
				is: false,
				events: [{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { revenue: { amount: 100 } } }],
			},
		],
	},
	{
		title: 'text of numbers and booleans as JSON writes them; lists and null are no text',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Rated',
			count: { comparison: 'atLeast', value: 1 },
			where: [{ property: 'v', comparison: 'isOneOf', value: ['1.5', 'true', 'é'] }],
		},
		people: [
			{ is: true, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: 1.5 } }] },
			{ is: true, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: true } }] },
			{ is: true, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: 'é' } }] },
			{ is: false, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: ['true'] } }] },
			{ is: false, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: null } }] },
		],
	},
	{
		title: 'a property that is missing or null does not exist',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Viewed',
			count: { comparison: 'atMost', value: 1 },
			where: [{ property: 'ref', comparison: 'notExists' }],
		},
		people: [
			{ is: true, events: [{ name: 'Viewed', time: '2026-06-01T00:00:00Z' }] },
			{
				is: false,
				events: [
					{ name: 'Viewed', time: '2026-06-01T00:00:00Z' },
					{ name: 'Viewed', time: '2026-06-02T00:00:00Z', properties: { ref: null } },
				],
			},
			{
				is: true,
				events: [
					{ name: 'Viewed', time: '2026-06-01T00:00:00Z', properties: { ref: 'x' } },
					{ name: 'Viewed', time: '2026-06-02T00:00:00Z' },
				],
			},
		],
	},
	{
		title: 'an item of a list in a property, one is enough',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Order Completed',
			count: { comparison: 'atLeast', value: 1 },
			where: [
				{ property: 'products', path: ['product_id'], comparison: 'is', value: 'A1' },
				{ property: 'products', path: ['size', 'eu'], comparison: 'greaterThan', value: 40 },
			],
		},
		people: [
			{ is: true, events: boughtProducts([{ product_id: 'B2' }, { product_id: 'A1', size: { eu: '41' } }]) },
			{ is: true, events: boughtProducts([{ product_id: 'A1' }, { size: [{ eu: 39.5 }, { eu: 40.5 }] }]) },
			{ is: false, events: boughtProducts([{ product_id: 'a1', size: { eu: 41 } }]) },
			{ is: false, events: boughtProducts([{ product_id: ['A1'], size: { eu: null } }, 'A1', ['A1'], null, 7]) },
			{ is: true, events: boughtProducts({ product_id: ['A0', 'A1'], size: { eu: 41 } }) },
			{ is: false, events: boughtProducts('A1') },
			{ is: false, events: boughtProducts([]) },
		],
	},
	{
		title: 'no item of a list is so, also when there is no list',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Order Completed',
			count: { comparison: 'atLeast', value: 1 },
			where: [{ property: 'products', path: ['brand'], comparison: 'isNot', value: 1e21 }],
		},
		people: [
			{ is: false, events: boughtProducts([{ brand: 'x' }, { brand: 1e21 }]) },
			{ is: true, events: boughtProducts([{ brand: 'x' }, { brand: '1e21' }]) },
			{ is: true, events: boughtProducts(null) },
			{ is: true, events: [{ name: 'Order Completed', time: '2026-06-01T00:00:00Z' }] },
		],
	},
	...MEASURE_EXAMPLES,
	{
		title:
			'at times of day of its zone, over midnight and over the change to summer time (29 March 2026, 02:00 becomes 03:00)',
		now: '2026-06-30T12:00:00Z',
		timeZone: 'Europe/Zurich',
		condition: {
			kind: 'event',
			name: 'Viewed',
			count: { comparison: 'atLeast', value: 1 },
			at: { from: '23:30', to: '03:30' },
		},
		people: [
			{ is: true, events: [{ name: 'Viewed', time: '2026-03-28T22:30:00Z' }] },
			{ is: false, events: [{ name: 'Viewed', time: '2026-03-28T22:29:59Z' }] },
			{ is: true, events: [{ name: 'Viewed', time: '2026-03-29T00:59:59Z' }] },
			{ is: true, events: [{ name: 'Viewed', time: '2026-03-29T01:29:59Z' }] },
			{ is: false, events: [{ name: 'Viewed', time: '2026-03-29T01:30:00Z' }] },
			{ is: true, events: [{ name: 'Viewed', time: '2025-11-02T02:29:59Z' }] },
			{ is: false, events: [{ name: 'Viewed', time: '2025-11-02T02:30:00Z' }] },
			{ is: true, events: [{ name: 'Viewed', time: '1999-12-31T23:59:00Z' }] },
		],
	},
	{
		title: 'on days of the week of its zone',
		now: '2026-06-30T12:00:00Z',
		timeZone: 'America/New_York',
		condition: {
			kind: 'event',
			name: 'Viewed',
			count: { comparison: 'atLeast', value: 1 },
			at: { days: [6, 7] },
		},
		people: [
			{ is: false, events: [{ name: 'Viewed', time: '2026-06-20T03:59:00Z' }] },
			{ is: true, events: [{ name: 'Viewed', time: '2026-06-20T04:00:00Z' }] },
			{ is: true, events: [{ name: 'Viewed', time: '2026-06-22T03:59:00Z' }] },
			{ is: false, events: [{ name: 'Viewed', time: '2026-06-22T04:00:00Z' }] },
		],
	},
	{
		title: 'a filter looks into the context, and at each text of a list',
		now: '2026-06-30T12:00:00Z',
		condition: {
			kind: 'event',
			name: 'Viewed',
			count: { comparison: 'atLeast', value: 1 },
			where: [
				{ property: 'os', of: 'context', path: ['name'], comparison: 'is', value: 'iOS' },
				{ property: 'keywords', path: [], comparison: 'is', value: 'bikes' },
				{ property: 'keywords', path: [], comparison: 'isNot', value: 'cars' },
			],
		},
		people: [
			readOn('iOS', ['bikes', 'helmets'], true),
			readOn('iOS', 'bikes', true),
			readOn('iOS', ['bikes', 'cars'], false),
			readOn('iOS', ['bikes and more', 7], false),
			readOn('iOS', { is: 'bikes' }, false),
			readOn('Android', ['bikes'], false),
			{ is: false, events: [{ name: 'Viewed', time: '2026-06-01T00:00:00Z', properties: { keywords: ['bikes'] } }] },
		],
	},
];

function readOn(os: string, keywords: Json, is: boolean): OperatorExample['people'][number] {
	const context = { os: { name: os } };
	return { is, events: [{ name: 'Viewed', time: '2026-06-01T00:00:00Z', properties: { keywords }, context }] };
}
