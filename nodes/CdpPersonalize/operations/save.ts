import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../../index';
import { oneItem } from '../../shared/operation';
import type { Operation, OperationCall } from '../../shared/operation';
import { readContent, readVariants, variantsForm } from '../variants';
import type { VariantRow } from '../variants';

const only = (specify: string) => ({ displayOptions: { show: { specify: [specify] } } });

const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Define By',
		name: 'specify',
		type: 'options',
		default: 'form',
		options: [
			{ name: 'Form', value: 'form' },
			{ name: 'JSON', value: 'json', description: 'The definition as docs/personalise.md describes it' },
		],
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Banner on the home page',
		...only('form'),
	},
	{ ...variantsForm(), ...only('form') },
	{
		displayName: 'Fallback Content',
		name: 'fallback',
		type: 'json',
		default: '{\n  "title": ""\n}',
		description: 'What everybody else sees, the hold-out, and everybody when the store is slow; as JSON',
		...only('form'),
	},
	{
		displayName: 'Hold-Out (%)',
		name: 'holdOut',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 10,
		description: 'So many per cent see the fallback, always the same ones, so that lift can be measured',
		...only('form'),
	},
	{
		displayName: 'Options',
		name: 'saveOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Active',
				name: 'active',
				type: 'boolean',
				default: true,
				description: 'Whether the rules hold; else everybody sees the fallback',
			},
			{
				displayName: 'Key',
				name: 'key',
				type: 'string',
				default: '',
				placeholder: 'e.g. home-banner',
				description: 'Its short name; made from the name when this is empty',
			},
			{
				displayName: 'Recommendations',
				name: 'recommendations',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100 },
				default: 4,
				description: 'So many products come with every answer',
			},
		],
		...only('form'),
	},
	{
		displayName: 'Definition',
		name: 'definition',
		type: 'json',
		default: '{}',
		required: true,
		...only('json'),
	},
];

/** Creates an experience, or replaces the one with its key. */
export const save: Operation = {
	name: 'save',
	displayName: 'Save',
	action: 'Save experience',
	description: 'Create or replace an experience: who sees which variant; every change is a new revision',
	properties: PROPERTIES,
	async execute(call) {
		const definition =
			call.parameter<string>('specify') === 'json'
				? readContent(call.parameter('definition'), 'Definition')
				: fromForm(call);
		return oneItem(await call.cdp.personalize.save(definition));
	},
};

interface SaveOptions {
	active?: boolean;
	key?: string;
	recommendations?: number;
}

function fromForm(call: OperationCall): object {
	const name = call.parameter<string>('name').trim();
	if (name === '') throw new InputError('"Name" is empty', 'Give the experience a name.');
	const { active, key = '', recommendations } = call.parameter<SaveOptions>('saveOptions', {});
	const holdOut = call.parameter<number>('holdOut', 10);
	return {
		version: 1,
		key: key.trim() || keyOf(name),
		name,
		variants: readVariants(call.parameter<{ variant?: VariantRow[] }>('variants', {}).variant ?? []),
		fallback: { content: readContent(call.parameter('fallback'), 'Fallback') },
		...(holdOut > 0 ? { holdOut: { percent: holdOut } } : {}),
		...(recommendations === undefined ? {} : { recommendations: { limit: recommendations } }),
		...(active === false ? { active } : {}),
	};
}

/** "Banner on the Home Page" becomes `banner-on-the-home-page`. */
const keyOf = (name: string): string =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 100);
