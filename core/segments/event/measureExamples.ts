import type { EventCondition } from '../../model/segment';
import type { OperatorExample } from '../operator';

/** Worked cases of measures, windows and choices of the event operator. */
export const MEASURE_EXAMPLES: Array<OperatorExample<EventCondition>> = [
	{
		title: 'sum of a property; what is no number does not count',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Order Completed',
			measure: { of: 'sum', property: 'revenue' },
			count: { comparison: 'atLeast', value: 0.3 },
		},
		people: [
			{
				is: true,
				events: [
					{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { revenue: 0.1 } },
					{ name: 'Order Completed', time: '2026-06-02T00:00:00Z', properties: { revenue: '0.2' } },
				],
			},
			{
				is: false,
				events: [{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { revenue: 'much' } }],
			},
			{ is: false },
		],
	},
	{
		title: 'an average is not known without a number, so nothing is true of it',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Rated',
			measure: { of: 'average', property: 'stars' },
			count: { comparison: 'lessThan', value: 3 },
		},
		people: [
			{
				is: true,
				events: [
					{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { stars: 1 } },
					{ name: 'Rated', time: '2026-06-02T00:00:00Z', properties: { stars: 4 } },
				],
			},
			{ is: false, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: {} }] },
			{ is: false },
		],
	},
	{
		title: 'different values, the largest and the smallest',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Viewed',
			measure: { of: 'distinct', property: 'sku' },
			count: { comparison: 'exactly', value: 2 },
		},
		people: [
			{
				is: true,
				events: ['a', 'b', 'a'].map((sku, i) => ({
					name: 'Viewed',
					time: `2026-06-0${i + 1}T00:00:00Z`,
					properties: { sku },
				})),
			},
			{
				is: false,
				events: ['a', 'a'].map((sku, i) => ({
					name: 'Viewed',
					time: `2026-06-0${i + 1}T00:00:00Z`,
					properties: { sku },
				})),
			},
		],
	},
	{
		title: 'between two moments, the second excluded',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Viewed',
			count: { comparison: 'atLeast', value: 1 },
			window: { from: '2026-06-01', to: '2026-06-02' },
		},
		people: [
			{ is: true, events: [{ name: 'Viewed', time: '2026-06-01T00:00:00Z' }] },
			{ is: false, events: [{ name: 'Viewed', time: '2026-06-02T00:00:00Z' }] },
		],
	},
	{
		title: 'since the last event of another name',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Viewed',
			count: { comparison: 'moreThan', value: 1 },
			window: { since: 'Order Completed' },
		},
		people: [
			{
				is: true,
				events: [
					{ name: 'Order Completed', time: '2026-06-01T00:00:00Z' },
					{ name: 'Viewed', time: '2026-06-02T00:00:00Z' },
					{ name: 'Viewed', time: '2026-06-03T00:00:00Z' },
				],
			},
			{
				is: false,
				events: [
					{ name: 'Viewed', time: '2026-06-02T00:00:00Z' },
					{ name: 'Viewed', time: '2026-06-03T00:00:00Z' },
					{ name: 'Order Completed', time: '2026-06-03T00:00:00Z' },
				],
			},
			{
				is: false,
				events: [
					{ name: 'Viewed', time: '2026-06-02T00:00:00Z' },
					{ name: 'Viewed', time: '2026-06-03T00:00:00Z' },
				],
			},
		],
	},
	{
		title: 'a calendar month in a time zone: 31 March less a month is 28 February',
		now: '2026-03-31T10:00:00Z',
		timeZone: 'Europe/Zurich',
		condition: {
			kind: 'event',
			name: 'Viewed',
			count: { comparison: 'atLeast', value: 1 },
			window: { last: 1, unit: 'months' },
		},
		people: [
			{ is: true, events: [{ name: 'Viewed', time: '2026-02-28T11:00:01Z' }] },
			{ is: false, events: [{ name: 'Viewed', time: '2026-02-28T11:00:00Z' }] },
		],
	},
	{
		title: 'the last event alone is looked at',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Plan',
			pick: 'last',
			where: [{ property: 'plan', comparison: 'is', value: 'pro' }],
			count: { comparison: 'atLeast', value: 1 },
		},
		people: [
			{
				is: true,
				events: ['free', 'pro'].map((plan, i) => ({
					name: 'Plan',
					time: `2026-06-0${i + 1}T00:00:00Z`,
					properties: { plan },
				})),
			},
			{
				is: false,
				events: ['pro', 'free'].map((plan, i) => ({
					name: 'Plan',
					time: `2026-06-0${i + 1}T00:00:00Z`,
					properties: { plan },
				})),
			},
			{ is: false },
		],
	},
	{
		title: 'for the first time in the window',
		now: '2026-06-30T00:00:00Z',
		condition: {
			kind: 'event',
			name: 'Order Completed',
			firstTime: true,
			window: { last: 7, unit: 'days' },
			count: { comparison: 'atLeast', value: 1 },
		},
		people: [
			{ is: true, events: [{ name: 'Order Completed', time: '2026-06-29T00:00:00Z' }] },
			{
				is: false,
				events: [
					{ name: 'Order Completed', time: '2026-06-01T00:00:00Z' },
					{ name: 'Order Completed', time: '2026-06-29T00:00:00Z' },
				],
			},
		],
	},
];
