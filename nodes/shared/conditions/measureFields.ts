import type { INodeProperties } from 'n8n-workflow';
import type { EventCondition, Measure } from '../../../index';
import { locator } from '../locator';
import { neededNumber, neededText } from './row';
import type { RowValues } from './row';

const aProperty = { hide: { measure: ['count'] } };

/** What is made of the events: their number, or one of their properties. */
export const MEASURE: INodeProperties[] = [
	{
		displayName: 'Look At',
		name: 'measure',
		type: 'options',
		options: [
			{ name: 'Average of a Property', value: 'average' },
			{ name: 'Different Values of a Property', value: 'distinct', description: 'How many there are' },
			{ name: 'Largest Value of a Property', value: 'max' },
			{ name: 'Number of Events', value: 'count' },
			{ name: 'Smallest Value of a Property', value: 'min' },
			{ name: 'Sum of a Property', value: 'sum' },
		],
		default: 'count',
	},
	{
		...locator({
			displayName: 'Property',
			name: 'property',
			method: 'searchProperties',
			description: 'A property seen with this event',
			placeholder: 'e.g. revenue',
		}),
		displayOptions: aProperty,
	},
];

/** How often, for rows that only count. */
export const TIMES: INodeProperties[] = [
	comparison('How Often'),
	{ displayName: 'Times', name: 'times', type: 'number', typeOptions: { minValue: 0 }, default: 1 },
];

/** How often or how much, as `MEASURE` says. */
export const AMOUNT: INodeProperties[] = [
	comparison('Comparison'),
	...TIMES.slice(1).map((field) => ({ ...field, displayOptions: { show: { measure: ['count'] } } })),
	{ displayName: 'Amount', name: 'amount', type: 'number', default: 100, displayOptions: aProperty },
];

function comparison(displayName: string): INodeProperties {
	return {
		displayName,
		name: 'countComparison',
		type: 'options',
		options: [
			{ name: 'At Least', value: 'atLeast' },
			{ name: 'At Most', value: 'atMost' },
			{ name: 'Exactly', value: 'exactly' },
			{ name: 'Less Than', value: 'lessThan' },
			{ name: 'More Than', value: 'moreThan' },
		],
		default: 'atLeast',
	};
}

/** Reads what `MEASURE` with `AMOUNT`, or `TIMES` alone, asked for; n8n leaves out what was not touched. */
export function readMeasure(row: RowValues): Pick<EventCondition, 'measure' | 'count'> {
	const comparison = (row.countComparison ?? 'atLeast') as EventCondition['count']['comparison'];
	const of = (row.measure ?? 'count') as Measure['of'];
	if (of === 'count') {
		return { count: { comparison, value: neededNumber({ times: 1, ...row }, 'times', 'number of times') } };
	}
	const property = neededText(row, 'property', 'property to look at');
	return {
		measure: { of, property },
		count: { comparison, value: neededNumber({ amount: 100, ...row }, 'amount', 'amount') },
	};
}
