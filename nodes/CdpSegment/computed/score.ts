import { InputError } from '../../../index';
import { EVENT, readEvent } from '../../shared/conditions/eventFields';
import { PROPERTY_FILTERS } from '../../shared/conditions/propertyFilters';
import { neededNumber } from '../../shared/conditions/row';
import type { RowValues } from '../../shared/conditions/row';
import { chosenNumber } from './eventParts';
import type { Part } from './part';

/** Engagement: which events count how much, and how fast they fade. */
export const score: Part = {
	fields: [
		{
			displayName: 'Events',
			name: 'scored',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Event',
			default: {},
			description: 'What counts, and how much each time',
			options: [
				{
					displayName: 'Event',
					name: 'events',
					values: [
						EVENT,
						{
							displayName: 'Points',
							name: 'weight',
							type: 'number',
							default: 1,
							description: 'For each such event; less than 0 takes points away',
						},
						PROPERTY_FILTERS,
					],
				},
			],
		},
		{
			displayName: 'Half as Much After Days',
			name: 'halfLifeDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'After so many days an event counts half, after twice as many a quarter, and so on',
		},
		{
			displayName: 'Decimals',
			name: 'decimals',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 6 },
			default: 2,
		},
	],
	read: (field) => ({
		events: rows(field('scored', {})).map(readScored),
		halfLifeDays: chosenNumber(field, 'halfLifeDays', 'number of days after which an event counts half'),
		decimals: chosenNumber(field, 'decimals', 'number of decimals'),
	}),
};

function rows({ events = [] }: { events?: RowValues[] }): RowValues[] {
	if (events.length === 0) {
		throw new InputError('The score counts no event', 'Add at least one under "Events".');
	}
	return events;
}

function readScored(row: RowValues): object {
	const { name, ...where } = readEvent(row);
	return { event: name, ...where, weight: neededNumber({ weight: 1, ...row }, 'weight', 'number of points') };
}
