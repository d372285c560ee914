import type { FrequencyCondition } from '../../../index';
import { durationFields, readDuration } from './durationFields';
import type { DurationForm } from './durationFields';
import { EVENT, readEvent } from './eventFields';
import { PROPERTY_FILTERS } from './propertyFilters';
import { neededNumber } from './row';
import type { ConditionRow } from './row';

const HALF_LIFE: DurationForm = {
	name: 'halfLife',
	unitName: 'halfLifeUnit',
	displayName: 'Half as Much After',
	first: { last: 30, unit: 'days' },
	isCalendar: false,
	description: 'After this time an event counts half as much, after twice the time a quarter, and so on',
};

/** How often and how lately, in one number. */
export const frequencyRow: ConditionRow = {
	name: 'frequency',
	displayName: 'Frequency',
	values: [
		EVENT,
		...durationFields(HALF_LIFE),
		{
			displayName: 'Score at Least',
			name: 'atLeast',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 3,
			description: 'A new event counts 1; brought up to date hourly',
		},
		PROPERTY_FILTERS,
	],
	read(row): FrequencyCondition {
		return {
			kind: 'frequency',
			...readEvent(row),
			halfLife: readDuration(row, HALF_LIFE),
			atLeast: neededNumber({ atLeast: 3, ...row }, 'atLeast', 'score'),
		};
	},
};
