import type { INodePropertyOptions } from 'n8n-workflow';
import type { EventCondition, PropertyFilter } from '../../../index';
import { comparedValue, comparisonOptions, comparisonsTaking } from './comparison';
import { readMeasure, TIMES } from './measureFields';
import type { ConditionRow, RowValues } from './row';
import { readWindow, windowFields } from './windowFields';

const PARTS: INodePropertyOptions[] = [
	{ name: 'Any Page', value: 'any' },
	{ name: 'Path', value: 'path' },
	{ name: 'Referrer', value: 'referrer' },
	{ name: 'Title', value: 'title' },
	{ name: 'URL', value: 'url' },
];
const ofOnePart = { hide: { part: ['any'] } };

/** Pages were seen so many times in the last days: recency and frequency of a browser. */
export const pageRow: ConditionRow = {
	name: 'page',
	displayName: 'Page View',
	values: [
		{
			displayName: 'Page',
			name: 'part',
			type: 'options',
			options: PARTS,
			default: 'any',
			description: 'What of the page to look at',
		},
		{
			displayName: 'Comparison',
			name: 'comparison',
			type: 'options',
			options: comparisonOptions(comparisonsTaking('text', 'list')),
			default: 'contains',
			displayOptions: ofOnePart,
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. /shoes/',
			displayOptions: ofOnePart,
		},
		...TIMES,
		...windowFields('last', 'browsers'),
	],
	read(row): EventCondition {
		return {
			kind: 'event',
			name: '$page',
			...readMeasure(row),
			...readWindow(row, 'last', 'browsers'),
			...pageFilter(row),
		};
	},
};

function pageFilter(row: RowValues): { where?: PropertyFilter[] } {
	const property = (row.part ?? 'any') as string;
	if (property === 'any') {
		return {};
	}
	const comparison = (row.comparison ?? 'contains') as PropertyFilter['comparison'];
	return { where: [{ property, comparison, value: comparedValue(comparison, row.value) }] };
}
