import type { INodeProperties } from 'n8n-workflow';
import { sources } from '../../sources/registry';
import type { OperationCall } from '../shared/operation';

/** Field names of the source that are under another name here. */
export type FieldMap = Record<string, string>;

/** The mapping of one kind of data: which field of the source stands in which column. Only for what is not recognised by itself. */
export function mapForm(as: string): INodeProperties[] {
	const fields = sources.find(({ slug }) => slug === as)?.fields ?? [];
	if (fields.length === 0) {
		return [];
	}
	const options = fields.map(({ key, description, required }) => ({
		name: required === true ? `${key} *` : key,
		value: key,
		description,
	}));
	return [
		{
			displayName: 'Field Mapping',
			name: 'fieldMap',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Field',
			default: {},
			description:
				'Only for fields whose names are not recognised. Columns that are no known field are kept under their own names.',
			options: [
				{
					displayName: 'Field',
					name: 'fields',
					values: [
						{ displayName: 'Field', name: 'field', type: 'options', options, default: options[0]?.value ?? '' },
						{
							displayName: 'Column',
							name: 'column',
							type: 'string',
							default: '',
							placeholder: 'e.g. E-Mail Address',
							description: 'Name of the column or item field that holds it',
						},
					],
				},
			],
		},
	];
}

/** Reads what `mapForm` asked for. */
export function readMap(call: OperationCall, as: string): { map?: FieldMap } {
	if (mapForm(as).length === 0) {
		return {};
	}
	const rows = call.parameter<{ fields?: Array<{ field: string; column: string }> }>('fieldMap', {}).fields ?? [];
	const pairs = rows.filter(({ column }) => column.trim() !== '').map(({ field, column }) => [field, column.trim()]);
	return pairs.length === 0 ? {} : { map: Object.fromEntries(pairs) as FieldMap };
}
