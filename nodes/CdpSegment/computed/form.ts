import type { INodeProperties } from 'n8n-workflow';
import type { Compute, ComputedDefinition } from '../../../core/model/computed';
import { InputError } from '../../../index';
import { readJson } from '../../shared/conditions/read';
import { keyOf } from '../../shared/membership/definition';
import type { OperationCall } from '../../shared/operation';
import { KINDS, PARTS } from './kinds';
import type { Part } from './part';

const EXAMPLE = { kind: 'count', event: 'Order Completed', lastDays: 90 };
const kinds = Object.keys(KINDS) as Array<Compute['kind']>;

const KIND: INodeProperties = {
	displayName: 'What to Compute',
	name: 'kind',
	type: 'options',
	noDataExpression: true,
	options: kinds
		.map((value) => ({ name: KINDS[value].name, value, description: KINDS[value].description }))
		.sort((a, b) => a.name.localeCompare(b.name)),
	default: 'count',
	displayOptions: { show: { specify: ['fields'] } },
};

/** The definition of a computed trait as a form. */
export const COMPUTED_FORM: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Orders in 90 Days',
		description: 'What this trait is called',
	},
	{
		displayName: 'Specify',
		name: 'specify',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
	},
	KIND,
	...PARTS.flatMap((part) => part.fields.map((field) => shownFor(field, part))),
	{
		displayName: 'Compute',
		name: 'computeJson',
		type: 'json',
		typeOptions: { rows: 10 },
		default: JSON.stringify(EXAMPLE, null, 2),
		description: 'What "compute" holds in a definition; every kind is in the manual, docs/computed-traits.md',
		displayOptions: { show: { specify: ['json'] } },
	},
	{
		displayName: 'Options',
		name: 'computedOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Key',
				name: 'key',
				type: 'string',
				default: '',
				placeholder: 'e.g. orders_90d',
				description:
					'The name of the trait in profiles, conditions and exports; made from the name when empty. Set it before you change the name.',
			},
		],
	},
];

/** A field is shown for the kinds that have its part. */
function shownFor(field: INodeProperties, part: Part): INodeProperties {
	const kind = kinds.filter((one) => KINDS[one].parts.includes(part));
	const { show, ...rest } = field.displayOptions ?? {};
	return { ...field, displayOptions: { ...rest, show: { specify: ['fields'], kind, ...show } } };
}

/** Reads what `COMPUTED_FORM` asked for; its meaning is checked by the engine, which names the place of what is wrong. */
export function readComputed(call: OperationCall): ComputedDefinition {
	const name = call.parameter<string>('name').trim();
	if (name === '') {
		throw new InputError('The computed trait has no name', 'Fill in "Name".');
	}
	const key = call.parameter<{ key?: string }>('computedOptions', {}).key?.trim() ?? '';
	const isJson = call.parameter<string>('specify', 'fields') === 'json';
	return {
		version: 1,
		key: key === '' ? keyOf(name, 'computed trait', '_') : key,
		name,
		compute: (isJson ? readJson(call, 'computeJson') : readFields(call)) as Compute,
	};
}

function readFields(call: OperationCall): object {
	const kind = call.parameter<Compute['kind']>('kind', 'count');
	const field = <T>(name: string, fallback?: T): T => call.parameter(name, fallback as never);
	return Object.assign({ kind }, ...KINDS[kind].parts.map((part) => part.read(field))) as object;
}
