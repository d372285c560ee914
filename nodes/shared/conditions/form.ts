import type { INodeProperties } from 'n8n-workflow';
import type { ConditionRow } from './row';

const EXAMPLE = {
	kind: 'all',
	conditions: [
		{
			kind: 'event',
			name: 'Order Completed',
			count: { comparison: 'atLeast', value: 2 },
			window: { last: 90, unit: 'days' },
		},
		{ kind: 'not', conditions: [{ kind: 'trait', trait: 'newsletter', comparison: 'is', value: true }] },
	],
};

/** The conditions of a segment: rows in the editor, or JSON where groups are nested. */
export function conditionsForm(rows: ConditionRow[]): INodeProperties[] {
	const byRows = { show: { specify: ['rows'] } };
	return [
		{
			displayName: 'Specify Conditions',
			name: 'specify',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Using Fields Below', value: 'rows' },
				{ name: 'Using JSON', value: 'json', description: 'For groups within groups' },
			],
			default: 'rows',
		},
		{
			displayName: 'Must Match',
			name: 'match',
			type: 'options',
			options: [
				{ name: 'All Conditions', value: 'all' },
				{ name: 'Any Condition', value: 'any' },
				{ name: 'No Condition', value: 'not' },
			],
			default: 'all',
			displayOptions: byRows,
		},
		{
			displayName: 'Conditions',
			name: 'conditions',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Condition',
			default: {},
			displayOptions: byRows,
			options: rows.map(({ name, displayName, values }) => ({ name, displayName, values })),
		},
		{
			displayName: 'Condition',
			name: 'conditionJson',
			type: 'json',
			typeOptions: { rows: 12 },
			default: JSON.stringify(EXAMPLE, null, 2),
			description:
				'A group of kind all, any or not with conditions and further groups; every kind is in the manual, docs/segments.md',
			displayOptions: { show: { specify: ['json'] } },
		},
	];
}
