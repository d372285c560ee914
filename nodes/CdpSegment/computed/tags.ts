import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import { splitList } from '../../shared/conditions/comparison';
import { neededText } from '../../shared/conditions/row';
import type { RowValues } from '../../shared/conditions/row';
import { locator } from '../../shared/locator';
import { chosenText, event, filters, lately, propertyField } from './eventParts';
import type { Part, ReadField } from './part';

/** Only for texts of events. */
const ofEvents = ({ displayOptions, ...field }: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { ...displayOptions, show: { text: ['event'], ...displayOptions?.show } },
});

const RULES: INodeProperties = {
	displayName: 'Tags',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Tag',
	default: {},
	description: 'Each is given when the text holds one of its words; a person may get several',
	options: [
		{
			displayName: 'Tag',
			name: 'rule',
			values: [
				{ displayName: 'Tag', name: 'tag', type: 'string', default: '', placeholder: 'e.g. price' },
				{
					displayName: 'One of These Words',
					name: 'anyOf',
					type: 'string',
					default: '',
					placeholder: 'e.g. expensive, discount*',
					description: 'With commas between; a word that ends with * is the beginning of one',
				},
				{
					displayName: 'None of These Words',
					name: 'noneOf',
					type: 'string',
					default: '',
					placeholder: 'e.g. newsletter',
					description: 'With commas between; may be empty',
				},
			],
		},
	],
};

/** Free text tagged by its words. */
export const tags: Part = {
	fields: [
		{
			displayName: 'Text In',
			name: 'text',
			type: 'options',
			options: [
				{ name: 'A Property of Events', value: 'event', description: 'Notes, messages, reviews as they come' },
				{ name: 'A Trait', value: 'trait' },
			],
			default: 'event',
		},
		...event.fields.map(ofEvents),
		ofEvents(propertyField('property', 'Property', 'e.g. text', 'The property of this event that holds the text')),
		{
			...locator({
				displayName: 'Trait',
				name: 'trait',
				method: 'searchTraits',
				description: 'The trait that holds the text; not a computed one',
				placeholder: 'e.g. notes',
			}),
			displayOptions: { show: { text: ['trait'] } },
		},
		RULES,
		...[...lately.fields, ...filters.fields].map(ofEvents),
	],
	read: (field) => ({ ...readSource(field), rules: readRules(field('rules', {})) }),
};

function readSource(field: ReadField): object {
	return field<string>('text', 'event') === 'trait'
		? { trait: chosenText(field, 'trait', 'trait') }
		: {
				...event.read(field),
				property: chosenText(field, 'property', 'property'),
				...lately.read(field),
				...filters.read(field),
			};
}

function readRules({ rule = [] }: { rule?: RowValues[] }): object[] {
	if (rule.length === 0) {
		throw new InputError('There is no tag', 'Add at least one under "Tags", with the words that it is given for.');
	}
	return rule.map((row) => {
		const noneOf = splitList(String(row.noneOf ?? ''));
		return {
			tag: neededText(row, 'tag', 'tag'),
			anyOf: splitList(neededText(row, 'anyOf', 'words that the tag is given for')),
			...(noneOf.length === 0 ? {} : { noneOf }),
		};
	});
}
