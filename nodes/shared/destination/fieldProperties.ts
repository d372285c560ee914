import { partition, uniqBy } from 'lodash';
import type { INodeProperties, NodePropertyTypes } from 'n8n-workflow';
import type { DestinationField } from '../../../index';
import type { Destination } from '../../../core/delivery/destination';

const TYPES: Record<DestinationField['type'], NodePropertyTypes> = {
	string: 'string',
	number: 'number',
	boolean: 'boolean',
	options: 'options',
	secret: 'string',
};
const EMPTY: Record<DestinationField['type'], string | number | boolean> = {
	string: '',
	number: 0,
	boolean: false,
	options: '',
	secret: '',
};

/** Whether a field is asked for in the credential. */
export function isOfCredential({ type, in: place }: DestinationField): boolean {
	return type === 'secret' || place === 'credential';
}

/** A destination's fields as a form, without those of its credential. */
export function fieldProperties(destination: Destination): INodeProperties[] {
	const open = destination.fields.filter((field) => !isOfCredential(field));
	return open.map((field) => ({
		...fieldProperty(field, parameterName(destination, field)),
		displayOptions: { show: { destination: [destination.slug] } },
	}));
}

const ADVANCED: INodeProperties = {
	displayName: 'Advanced',
	name: 'advanced',
	type: 'boolean',
	default: false,
	description: 'Whether to show settings that are hardly ever needed',
};

/** The fields of a credential that these destinations share, each once. */
export function credentialProperties(...sharing: Destination[]): INodeProperties[] {
	const fields = uniqBy(
		sharing.flatMap((destination) => destination.fields.filter(isOfCredential)),
		({ key }) => key,
	);
	const property = (field: DestinationField): INodeProperties => ({
		...fieldProperty(field, field.key),
		...(field.type === 'secret' ? { typeOptions: { password: true } } : {}),
		...(field.advanced ? { displayOptions: { show: { advanced: [true] } } } : {}),
	});
	const [advanced, plain] = partition(fields, (field) => field.advanced === true);
	return [...plain.map(property), ...(advanced.length > 0 ? [ADVANCED] : []), ...advanced.map(property)];
}

/** Two destinations may both have a field `url`: in the node each has a name of its own, e.g. `webhookUrl`. */
export function parameterName(destination: Destination, field: DestinationField): string {
	const slug = destination.slug.replace(/[^a-zA-Z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
	return `${slug}${field.key.charAt(0).toUpperCase()}${field.key.slice(1)}`;
}

function fieldProperty(field: DestinationField, name: string): INodeProperties {
	return {
		displayName: field.label,
		name,
		type: TYPES[field.type],
		default: typeof field.default === 'object' || field.default === undefined ? firstOf(field) : field.default,
		description: field.description,
		...(field.required === undefined ? {} : { required: field.required }),
		...(field.placeholder === undefined ? {} : { placeholder: `e.g. ${field.placeholder.replace(/^e\.g\. /, '')}` }),
		...(field.options === undefined
			? {}
			: { options: field.options.map(({ label, value }) => ({ name: label, value })) }),
	};
}

function firstOf(field: DestinationField): string | number | boolean {
	return field.options?.[0]?.value ?? EMPTY[field.type];
}
