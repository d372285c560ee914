import type { Comparison, TraitCondition } from '../../../index';
import { locator } from '../locator';
import { ALL_COMPARISONS, comparedValue, comparisonOptions, comparisonsTaking } from './comparison';
import { neededNumber, neededText } from './row';
import type { ConditionRow, RowValues } from './row';

/** The person has (or lacks) a trait that compares so. */
export const traitRow: ConditionRow = {
	name: 'trait',
	displayName: 'Trait',
	values: [
		locator({
			displayName: 'Trait',
			name: 'trait',
			method: 'searchTraits',
			description: 'A trait that the store has seen, most frequent first',
			placeholder: 'e.g. plan',
		}),
		{
			displayName: 'Comparison',
			name: 'comparison',
			type: 'options',
			options: comparisonOptions(ALL_COMPARISONS),
			default: 'is',
		},
		{
			...locator({
				displayName: 'Value',
				name: 'value',
				method: 'searchTraitValues',
				description: 'A value seen of this trait, or any other; several with commas between for "Is One Of"',
				placeholder: 'e.g. premium',
				required: false,
			}),
			displayOptions: { show: { comparison: comparisonsTaking('text', 'list', 'number') } },
		},
		{
			displayName: 'Date',
			name: 'date',
			type: 'dateTime',
			default: '',
			displayOptions: { show: { comparison: comparisonsTaking('date') } },
		},
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			displayOptions: { show: { comparison: comparisonsTaking('days') } },
		},
	],
	read(row): TraitCondition {
		const trait = neededText(row, 'trait', 'trait');
		const comparison = (row.comparison ?? 'is') as Comparison;
		return { kind: 'trait', trait, comparison, ...valueOf(row, comparison) };
	},
};

function valueOf(row: RowValues, comparison: Comparison): Pick<TraitCondition, 'value'> {
	if (comparisonsTaking('none').includes(comparison)) {
		return {};
	}
	if (comparisonsTaking('days').includes(comparison)) {
		return { value: neededNumber(row, 'days', 'number of days') };
	}
	return { value: comparedValue(comparison, comparisonsTaking('date').includes(comparison) ? row.date : row.value) };
}
