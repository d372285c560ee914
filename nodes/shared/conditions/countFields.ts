import type { INodeProperties } from 'n8n-workflow';
import type { EventCondition, Duration } from '../../../index';
import { neededNumber } from './row';
import type { RowValues } from './row';

const inTheLast = { show: { period: ['last'] } };

/** How often, and in which time: for every row that counts events. `period` is where the row begins. */
export function countFields(period: 'ever' | 'last'): INodeProperties[] {
	return [
		{
			displayName: 'How Often',
			name: 'countComparison',
			type: 'options',
			options: [
				{ name: 'At Least', value: 'atLeast' },
				{ name: 'At Most', value: 'atMost' },
				{ name: 'Exactly', value: 'exactly' },
			],
			default: 'atLeast',
		},
		{ displayName: 'Times', name: 'times', type: 'number', typeOptions: { minValue: 0 }, default: 1 },
		{
			displayName: 'When',
			name: 'period',
			type: 'options',
			options: [
				{ name: 'Ever', value: 'ever' },
				{ name: 'In the Last', value: 'last' },
			],
			default: period,
		},
		{
			displayName: 'Length',
			name: 'last',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			displayOptions: inTheLast,
		},
		{
			displayName: 'Unit',
			name: 'unit',
			type: 'options',
			options: [
				{ name: 'Days', value: 'days' },
				{ name: 'Hours', value: 'hours' },
				{ name: 'Minutes', value: 'minutes' },
				{ name: 'Months', value: 'months' },
				{ name: 'Weeks', value: 'weeks' },
				{ name: 'Years', value: 'years' },
			],
			default: 'days',
			displayOptions: inTheLast,
		},
	];
}

/** Reads what `countFields` asked for; n8n leaves out what was not touched, so `period` says where the row began. */
export function readCount(row: RowValues, period: 'ever' | 'last'): Pick<EventCondition, 'count' | 'window'> {
	const comparison = (row.countComparison ?? 'atLeast') as EventCondition['count']['comparison'];
	const count = { comparison, value: neededNumber({ times: 1, ...row }, 'times', 'number of times') };
	if ((row.period ?? period) === 'ever') {
		return { count };
	}
	const window: Duration = {
		last: neededNumber({ last: 30, ...row }, 'last', 'length of time'),
		unit: (row.unit ?? 'days') as Duration['unit'],
	};
	return { count, window };
}
