import type { RestartedCondition } from '../../../index';
import { durationFields, readDuration } from './durationFields';
import type { DurationForm } from './durationFields';
import { EVENT, readEvent } from './eventFields';
import { PROPERTY_FILTERS } from './propertyFilters';
import type { ConditionRow } from './row';

const RECENT: DurationForm = {
	name: 'recent',
	unitName: 'recentUnit',
	displayName: 'Again in the Last',
	first: { last: 7, unit: 'days' },
	isCalendar: false,
};
const QUIET: DurationForm = {
	name: 'quiet',
	unitName: 'quietUnit',
	displayName: 'After a Pause of at Least',
	first: { last: 60, unit: 'days' },
	isCalendar: false,
};

/** Did it before, paused, and does it again. */
export const restartedRow: ConditionRow = {
	name: 'restarted',
	displayName: 'Came Back',
	values: [EVENT, ...durationFields(RECENT), ...durationFields(QUIET), PROPERTY_FILTERS],
	read(row): RestartedCondition {
		return {
			kind: 'restarted',
			...readEvent(row),
			quiet: readDuration(row, QUIET),
			recent: readDuration(row, RECENT),
		};
	},
};
