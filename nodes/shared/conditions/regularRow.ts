import type { RegularCondition } from '../../../index';
import { durationFields, readDuration } from './durationFields';
import type { DurationForm } from './durationFields';
import { EVENT, readEvent } from './eventFields';
import { PROPERTY_FILTERS } from './propertyFilters';
import { neededNumber } from './row';
import type { ConditionRow } from './row';
import type { Subject } from './subject';

/** The event happened in so many of the last periods, e.g. in 3 of the last 4 weeks. */
export function regularRow(of: Subject): ConditionRow {
	const period: DurationForm = {
		name: 'period',
		unitName: 'periodUnit',
		displayName: 'Length of a Period',
		first: { last: 1, unit: 'weeks' },
		isCalendar: of === 'people',
	};
	return {
		name: 'regular',
		displayName: 'Regular',
		values: [
			EVENT,
			{
				displayName: 'In at Least',
				name: 'atLeast',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 60 },
				default: 3,
				description: 'In how many of the periods it must have happened',
			},
			{
				displayName: 'Of the Last',
				name: 'of',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 60 },
				default: 4,
				description: 'How many periods to look at; the last one ends now',
			},
			...durationFields(period),
			PROPERTY_FILTERS,
		],
		read(row): RegularCondition {
			return {
				kind: 'regular',
				...readEvent(row),
				atLeast: neededNumber({ atLeast: 3, ...row }, 'atLeast', 'number of periods'),
				of: neededNumber({ of: 4, ...row }, 'of', 'number of periods to look at'),
				period: readDuration(row, period),
			};
		},
	};
}
