import type { INodeProperties } from 'n8n-workflow';
import type { Window } from '../../../index';
import { InputError } from '../../../index';
import { locator } from '../locator';
import { asText } from './comparison';
import { durationFields, readDuration } from './durationFields';
import type { DurationForm } from './durationFields';
import { neededText } from './row';
import type { RowValues } from './row';
import type { Subject } from './subject';

/** Where a row begins. */
type Period = 'ever' | 'last';

function length(of: Subject): DurationForm {
	return {
		name: 'last',
		unitName: 'unit',
		displayName: 'Length',
		first: { last: 30, unit: 'days' },
		isCalendar: of === 'people',
		displayOptions: { show: { period: ['last'] } },
	};
}

/** Which time counts. */
export function windowFields(first: Period, of: Subject): INodeProperties[] {
	const between = { show: { period: ['between'] } };
	return [
		{
			displayName: 'When',
			name: 'period',
			type: 'options',
			options: [
				{ name: 'Between Dates', value: 'between' },
				{ name: 'Ever', value: 'ever' },
				{ name: 'In the Last', value: 'last' },
				{ name: 'Since Another Event', value: 'since', description: 'After the last event of another name' },
			],
			default: first,
		},
		...durationFields(length(of)),
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'Open when empty; without a zone it is UTC',
			displayOptions: between,
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'Open when empty; without a zone it is UTC',
			displayOptions: between,
		},
		{
			...locator({
				displayName: 'Since Event',
				name: 'since',
				method: 'searchEvents',
				description: 'Only what came after the last event of this name counts',
				placeholder: 'e.g. Order Completed',
			}),
			displayOptions: { show: { period: ['since'] } },
		},
	];
}

/** Reads what `windowFields` asked for; n8n leaves out what was not touched, so `first` says where the row began. */
export function readWindow(row: RowValues, first: Period, of: Subject): { window?: Window } {
	switch (row.period ?? first) {
		case 'last':
			return { window: readDuration(row, length(of)) };
		case 'between':
			return { window: readDates(row) };
		case 'since':
			return { window: { since: neededText(row, 'since', 'event since which it counts') } };
		default:
			return {};
	}
}

function readDates({ from, to }: RowValues): Window {
	if (isEmpty(from) && isEmpty(to)) {
		throw new InputError('"Between Dates" has no date', 'Fill in "From", "To" or both.');
	}
	return { ...(isEmpty(from) ? {} : { from: withZone(from) }), ...(isEmpty(to) ? {} : { to: withZone(to) }) };
}

/** The editor gives dates without a zone; as the form says, they are UTC, wherever this machine stands. */
function withZone(value: unknown): string {
	const text = asText(value);
	return /T[\d:.]+$/.test(text) ? `${text}Z` : text;
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
