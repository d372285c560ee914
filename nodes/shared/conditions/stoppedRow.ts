import type { StoppedCondition } from '../../../index';
import { durationFields, readDuration } from './durationFields';
import type { DurationForm } from './durationFields';
import { EVENT, readEvent } from './eventFields';
import { PROPERTY_FILTERS } from './propertyFilters';
import { neededNumber } from './row';
import type { ConditionRow } from './row';

const QUIET: DurationForm = {
	name: 'quiet',
	unitName: 'quietUnit',
	displayName: 'Not in the Last',
	first: { last: 60, unit: 'days' },
	isCalendar: false,
};
const ACTIVE: DurationForm = {
	name: 'active',
	unitName: 'activeUnit',
	displayName: 'In the Time Before That',
	first: { last: 180, unit: 'days' },
	isCalendar: false,
	displayOptions: { show: { earlier: ['span'] } },
};

/** Did it often enough before, and not any more. */
export const stoppedRow: ConditionRow = {
	name: 'stopped',
	displayName: 'Stopped',
	values: [
		EVENT,
		...durationFields(QUIET),
		{
			displayName: 'But Times Before at Least',
			name: 'times',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 2,
			description: 'How many times it must have happened before',
		},
		{
			displayName: 'Counted Before',
			name: 'earlier',
			type: 'options',
			options: [
				{ name: 'At Any Time', value: 'ever' },
				{ name: 'In a Limited Time', value: 'span' },
			],
			default: 'ever',
		},
		...durationFields(ACTIVE),
		PROPERTY_FILTERS,
	],
	read(row): StoppedCondition {
		return {
			kind: 'stopped',
			...readEvent(row),
			times: neededNumber({ times: 2, ...row }, 'times', 'number of times'),
			...(row.earlier === 'span' ? { active: readDuration(row, ACTIVE) } : {}),
			quiet: readDuration(row, QUIET),
		};
	},
};
