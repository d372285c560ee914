import { propertyField, chosenNumber, chosenText } from './eventParts';
import type { Part } from './part';

/** Of the first or last event: a value, or when it was. */
export const taken: Part = {
	fields: [
		{
			displayName: 'Keep',
			name: 'taken',
			type: 'options',
			options: [
				{ name: 'Date of the Event', value: 'date' },
				{ name: 'Value of a Property', value: 'property', description: 'Of the first or last event that has it' },
			],
			default: 'property',
		},
		{
			...propertyField('property', 'Property', 'e.g. campaign', 'A property seen with this event'),
			displayOptions: { show: { taken: ['property'] } },
		},
	],
	read: (field) =>
		field<string>('taken', 'property') === 'property' ? { property: chosenText(field, 'property', 'property') } : {},
};

/** Since which of the events. */
export const since: Part = {
	fields: [
		{
			displayName: 'Since The',
			name: 'since',
			type: 'options',
			options: [
				{ name: 'First Event', value: 'first' },
				{ name: 'Last Event', value: 'last' },
			],
			default: 'last',
		},
	],
	read: (field) => ({ of: field('since', 'last') }),
};

/** How long a list may get. */
export const length: Part = {
	fields: [
		{
			displayName: 'Keep at Most',
			name: 'listLimit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1_000 },
			default: 100,
			description: 'So many different values; the ones seen last are kept',
		},
	],
	read: (field) => ({ limit: chosenNumber(field, 'listLimit', 'number of values to keep') }),
};

/** What makes a value preferred. */
export const preferredBy: Part = {
	fields: [
		{
			displayName: 'Preferred By',
			name: 'preferredBy',
			type: 'options',
			options: [
				{ name: 'Number of Events', value: 'events' },
				{ name: 'Sum of an Amount', value: 'amount', description: 'The value for which most was paid' },
			],
			default: 'events',
		},
		{
			...propertyField('amount', 'Amount', 'e.g. revenue', 'The property of this event that holds what was paid'),
			displayOptions: { show: { preferredBy: ['amount'] } },
		},
	],
	read: (field) =>
		field<string>('preferredBy', 'events') === 'amount' ? { amount: chosenText(field, 'amount', 'amount') } : {},
};

/** Lifetime value: what was, or what will be. */
export const lifetime: Part = {
	fields: [
		{
			displayName: 'Value',
			name: 'model',
			type: 'options',
			options: [
				{ name: 'So Far', value: 'historical', description: 'What was paid up to now' },
				{
					name: 'Expected From Now On',
					value: 'predicted',
					description: 'By the model BG/NBD with Gamma-Gamma, fitted on your store; needs ten people who bought again',
				},
			],
			default: 'predicted',
		},
		{
			displayName: 'In the Next Days',
			name: 'nextDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3_650 },
			default: 365,
			displayOptions: { show: { model: ['predicted'] } },
		},
		{
			displayName: 'Result',
			name: 'result',
			type: 'options',
			options: [
				{ name: 'Amount', value: 'value' },
				{ name: 'Number of Purchases', value: 'purchases' },
			],
			default: 'value',
			displayOptions: { show: { model: ['predicted'] } },
		},
	],
	read: (field) => {
		const model = field<string>('model', 'predicted');
		return model === 'historical'
			? { model }
			: { model, days: chosenNumber(field, 'nextDays', 'number of days'), result: field('result', 'value') };
	},
};
