import type { Clock, EventCondition } from '../../../index';
import { InputError } from '../../../index';
import { readMeasure, TIMES } from './measureFields';
import type { ConditionRow, RowValues } from './row';
import { readWindow, windowFields } from './windowFields';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Saw pages at certain times of day or days of the week, in the time zone of the audience. */
export const timeOfDayRow: ConditionRow = {
	name: 'timeOfDay',
	displayName: 'Time of Day',
	values: [
		{
			displayName: 'From',
			name: 'clockFrom',
			type: 'string',
			default: '18:00',
			placeholder: 'e.g. 18:00',
			description: 'In the time zone of the audience (Options), UTC when it has none; midnight when empty',
		},
		{
			displayName: 'To',
			name: 'clockTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. 06:00',
			description: 'Not included; before "From" it is the next day; midnight when empty',
		},
		{
			displayName: 'Days of the Week',
			name: 'days',
			type: 'multiOptions',
			options: DAYS.map((name, i) => ({ name, value: i + 1 })),
			default: [],
			description: 'Every day when none is chosen',
		},
		...TIMES,
		...windowFields('last', 'browsers'),
	],
	read: (row): EventCondition => ({
		kind: 'event',
		name: '$page',
		...readMeasure(row),
		...readWindow(row, 'last', 'browsers'),
		at: readClock({ clockFrom: '18:00', ...row }),
	}),
};

function readClock({ clockFrom, clockTo, days }: RowValues): Clock {
	const [from, to] = [clockFrom, clockTo].map((text) => (typeof text === 'string' ? text.trim() : ''));
	const chosen = Array.isArray(days) ? days.map(Number) : [];
	if (!from && !to && chosen.length === 0) {
		throw new InputError('"Time of Day" has neither times nor days', 'Fill in "From", "To" or "Days of the Week".');
	}
	return { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(chosen.length > 0 ? { days: chosen } : {}) };
}
