import type { INodeProperties } from 'n8n-workflow';
import type { PropertyFilter } from '../../../index';
import { locator } from '../locator';
import { comparedValue, comparisonOptions, comparisonsTaking } from './comparison';
import { neededText } from './row';
import type { RowValues } from './row';

const withoutValue = comparisonsTaking('none');

/** Filters on the properties of the counted events; all of them must hold. */
export const PROPERTY_FILTERS: INodeProperties = {
	displayName: 'Only Where',
	name: 'where',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Property Filter',
	default: {},
	description: 'Only events whose properties compare so',
	options: [
		{
			displayName: 'Property',
			name: 'filters',
			values: [
				locator({
					displayName: 'Property',
					name: 'property',
					method: 'searchProperties',
					description: 'A property seen with this event',
					placeholder: 'e.g. category',
				}),
				{
					displayName: 'Comparison',
					name: 'comparison',
					type: 'options',
					options: comparisonOptions(comparisonsTaking('text', 'list', 'number', 'none')),
					default: 'is',
				},
				{
					...locator({
						displayName: 'Value',
						name: 'value',
						method: 'searchPropertyValues',
						description: 'A value seen lately, or any other; several with commas between for "Is One Of"',
						placeholder: 'e.g. shoes',
						required: false,
					}),
					displayOptions: { hide: { comparison: withoutValue } },
				},
			],
		},
	],
};

/** Reads what `PROPERTY_FILTERS` asked for. */
export function readFilters(row: RowValues): { where?: PropertyFilter[] } {
	const filters = (row.where as { filters?: RowValues[] } | undefined)?.filters ?? [];
	return filters.length === 0 ? {} : { where: filters.map(readFilter) };
}

function readFilter(row: RowValues): PropertyFilter {
	const property = neededText(row, 'property', 'property');
	const comparison = (row.comparison ?? 'is') as PropertyFilter['comparison'];
	return withoutValue.includes(comparison)
		? { property, comparison }
		: { property, comparison, value: comparedValue(comparison, row.value) };
}
