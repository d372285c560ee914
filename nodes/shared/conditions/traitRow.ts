import type { INodeProperties } from 'n8n-workflow';
import type { Comparison, TraitCondition } from '../../../index';
import { locator, locatorPath } from '../locator';
import { ALL_COMPARISONS, comparedValue, comparisonOptions, comparisonsTaking } from './comparison';
import { neededNumber, neededText } from './row';
import type { ConditionRow, RowValues } from './row';
import type { Subject } from './subject';

const TRAIT: INodeProperties[] = [
	locator({
		displayName: 'Trait',
		name: 'trait',
		method: 'searchTraits',
		description: 'A trait that the store has seen, most frequent first',
		placeholder: 'e.g. plan',
	}),
	locator({
		displayName: 'Inner Field',
		name: 'path',
		method: 'searchTraitFields',
		description:
			'For a trait that is an object, the field in it; dots lead further in (home.city). Otherwise leave it empty.',
		placeholder: 'e.g. city',
		empty: 'None',
		required: false,
	}),
];

const VALUES: INodeProperties[] = [
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
		typeOptions: { minValue: 0 },
		default: 30,
		displayOptions: { show: { comparison: comparisonsTaking('days') } },
	},
];

/** The person has (or lacks) a trait that compares so. */
export function traitRow(of: Subject): ConditionRow {
	const comparisons = ALL_COMPARISONS.filter((one) => of === 'people' || one !== 'anniversaryWithinDays');
	const comparison: INodeProperties = {
		displayName: 'Comparison',
		name: 'comparison',
		type: 'options',
		options: comparisonOptions(comparisons),
		default: 'is',
	};
	return {
		name: 'trait',
		displayName: 'Trait',
		values: [...TRAIT, comparison, ...VALUES],
		read(row): TraitCondition {
			const trait = neededText(row, 'trait', 'trait');
			const chosen = (row.comparison ?? 'is') as Comparison;
			return { kind: 'trait', trait, ...pathOf(row), comparison: chosen, ...valueOf(row, chosen) };
		},
	};
}

function pathOf({ path }: RowValues): Pick<TraitCondition, 'path'> {
	const steps = locatorPath(path);
	return steps.length === 0 ? {} : { path: steps };
}

function valueOf(row: RowValues, comparison: Comparison): Pick<TraitCondition, 'value'> {
	if (comparisonsTaking('none').includes(comparison)) {
		return {};
	}
	if (comparisonsTaking('days').includes(comparison)) {
		return { value: neededNumber({ days: 30, ...row }, 'days', 'number of days') };
	}
	return { value: comparedValue(comparison, comparisonsTaking('date').includes(comparison) ? row.date : row.value) };
}
