import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { InputError } from '../../../index';
import type { EventCondition, PropertyFilter } from '../../../index';
import { comparedValue, comparisonOptions, comparisonsTaking } from './comparison';
import { readMeasure, TIMES } from './measureFields';
import type { RowValues } from './row';
import { readWindow, windowFields } from './windowFields';

/** A part of a page view: how the menu calls it, and where it stands. */
export interface ViewPart extends INodePropertyOptions {
	place: Pick<PropertyFilter, 'property' | 'of' | 'path'>;
}

/** A row that looks at one part of page views: what of them, and how it compares. */
export interface ViewForm {
	displayName: string;
	description: string;
	/** What to look at; the first one is chosen to begin with. */
	parts: ViewPart[];
	comparison: PropertyFilter['comparison'];
	placeholder: string;
}

/** The fields of such a row. */
export function viewFields(form: ViewForm): INodeProperties[] {
	return [
		{
			displayName: form.displayName,
			name: 'part',
			type: 'options',
			options: form.parts.map(({ place: _place, ...option }) => option).sort((a, b) => a.name.localeCompare(b.name)),
			default: form.parts[0]?.value ?? '',
			description: form.description,
		},
		{
			displayName: 'Comparison',
			name: 'comparison',
			type: 'options',
			options: comparisonOptions(comparisonsTaking('text', 'list')),
			default: form.comparison,
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: form.placeholder,
			description: 'Several with commas between for "Is One Of"',
		},
		...TIMES,
		...windowFields('last', 'browsers'),
	];
}

/** Reads what `viewFields` asked for; n8n leaves out what was not touched. */
export function readView(row: RowValues, form: ViewForm): EventCondition {
	const part = form.parts.find(({ value }) => value === (row.part ?? form.parts[0]?.value));
	if (!part) {
		throw new InputError(`"${form.displayName}" is not one of the list`, 'Choose one from the list.');
	}
	const comparison = (row.comparison ?? form.comparison) as PropertyFilter['comparison'];
	return {
		kind: 'event',
		name: '$page',
		...readMeasure(row),
		...readWindow(row, 'last', 'browsers'),
		where: [{ ...part.place, comparison, value: comparedValue(comparison, row.value) }],
	};
}
