import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Duration } from '../../../index';
import { neededNumber } from './row';
import type { RowValues } from './row';

const FIXED: INodePropertyOptions[] = [
	{ name: 'Days', value: 'days' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Minutes', value: 'minutes' },
	{ name: 'Weeks', value: 'weeks' },
];
const CALENDAR: INodePropertyOptions[] = [
	...FIXED.slice(0, 3),
	{ name: 'Months', value: 'months' },
	...FIXED.slice(3),
	{ name: 'Years', value: 'years' },
];

export interface DurationForm {
	/** Of the number; its unit is kept under `unitName`. */
	name: string;
	unitName: string;
	/** As a marketer reads it, e.g. "Not in the Last". */
	displayName: string;
	/** Where the form begins. */
	first: Duration;
	/** Months and years, which differ in length, are understood. */
	isCalendar: boolean;
	description?: string;
	displayOptions?: IDisplayOptions;
}

/** A length of time: a number and its unit. */
export function durationFields(form: DurationForm): INodeProperties[] {
	const { name, unitName, displayName, first, isCalendar, description, displayOptions } = form;
	const shown = displayOptions === undefined ? {} : { displayOptions };
	return [
		{
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: 1 },
			default: first.last,
			...(description === undefined ? {} : { description }),
			...shown,
		},
		{
			displayName: 'Unit',
			name: unitName,
			type: 'options',
			options: isCalendar ? CALENDAR : FIXED,
			default: first.unit,
			...shown,
		},
	];
}

/** Reads what `durationFields` asked for; n8n leaves out what was not touched. */
export function readDuration(row: RowValues, { name, unitName, displayName, first }: DurationForm): Duration {
	return {
		last: neededNumber({ [name]: first.last, ...row }, name, `number for "${displayName}"`),
		unit: (row[unitName] ?? first.unit) as Duration['unit'],
	};
}
