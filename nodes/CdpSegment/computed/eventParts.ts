import type { INodeProperties } from 'n8n-workflow';
import { EVENT } from '../../shared/conditions/eventFields';
import { PROPERTY_FILTERS, readFilters } from '../../shared/conditions/propertyFilters';
import { neededNumber, neededText } from '../../shared/conditions/row';
import { locator } from '../../shared/locator';
import type { Part, ReadField } from './part';

/** What must be chosen from a list or typed. */
export function chosenText(field: ReadField, name: string, label: string): string {
	return neededText({ [name]: field(name) }, name, label);
}

export function chosenNumber(field: ReadField, name: string, label: string): number {
	return neededNumber({ [name]: field(name) }, name, label);
}

/** A property of the event, from a list. */
export function propertyField(
	name: string,
	displayName: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return locator({ displayName, name, method: 'searchProperties', description, placeholder });
}

/** Which event the trait is made of. */
export const event: Part = {
	fields: [EVENT],
	read: (field) => ({ event: chosenText(field, 'event', 'event') }),
};

/** In which time. */
export const lately: Part = {
	fields: [
		{
			displayName: 'When',
			name: 'period',
			type: 'options',
			options: [
				{ name: 'Ever', value: 'ever' },
				{ name: 'In the Last Days', value: 'last' },
			],
			default: 'ever',
			description: 'Which time counts',
		},
		{
			displayName: 'Days',
			name: 'lastDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 90,
			description: 'Older events do not count any more; values change by themselves as time goes on',
			displayOptions: { show: { period: ['last'] } },
		},
	],
	read: (field) =>
		field<string>('period', 'ever') === 'last' ? { lastDays: chosenNumber(field, 'lastDays', 'number of days') } : {},
};

/** Which of the events. */
export const filters: Part = {
	fields: [PROPERTY_FILTERS],
	read: (field) => readFilters({ where: field('where', {}) }),
};

/** The number in a property. */
export const numberProperty: Part = {
	fields: [propertyField('property', 'Property', 'e.g. revenue', 'A property of this event that holds a number')],
	read: (field) => ({ property: chosenText(field, 'property', 'property') }),
};

/** The values of a property. */
export const valueProperty: Part = {
	fields: [
		propertyField(
			'property',
			'Property',
			'e.g. category',
			'A property seen with this event; lists are taken apart. By name, dots reach into a list of products: products.category.',
		),
	],
	read: (field) => ({ property: chosenText(field, 'property', 'property') }),
};

/** What a purchase was worth. */
export const amount: Part = {
	fields: [propertyField('amount', 'Amount', 'e.g. revenue', 'The property of this event that holds what was paid')],
	read: (field) => ({ amount: chosenText(field, 'amount', 'amount') }),
};
