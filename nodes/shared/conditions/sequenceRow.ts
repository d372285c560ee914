import type { INodeProperties } from 'n8n-workflow';
import type { SequenceCondition, SequenceStep } from '../../../index';
import { InputError } from '../../../index';
import { durationFields, readDuration } from './durationFields';
import type { DurationForm } from './durationFields';
import { EVENT, readEvent } from './eventFields';
import { PROPERTY_FILTERS } from './propertyFilters';
import type { ConditionRow, RowValues } from './row';

const WITHIN: DurationForm = {
	name: 'within',
	unitName: 'withinUnit',
	displayName: 'Within',
	first: { last: 1, unit: 'days' },
	isCalendar: false,
	displayOptions: { show: { timing: ['within'] } },
};
const WINDOW: DurationForm = {
	name: 'last',
	unitName: 'unit',
	displayName: 'Length',
	first: { last: 30, unit: 'days' },
	isCalendar: false,
	displayOptions: { show: { period: ['last'] } },
};

const STEP: INodeProperties[] = [
	EVENT,
	{
		displayName: 'This Step',
		name: 'occurrence',
		type: 'options',
		options: [
			{ name: 'Happens', value: 'happens' },
			{ name: 'Must Not Happen', value: 'not', description: 'Until the next step, or for a time after the last one' },
		],
		default: 'happens',
	},
	{
		displayName: 'Time Since the Step Before',
		name: 'timing',
		type: 'options',
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Limited', value: 'within' },
		],
		default: 'any',
	},
	...durationFields(WITHIN),
	PROPERTY_FILTERS,
];

/** Events one after another, and what must not happen in between. */
export const sequenceRow: ConditionRow = {
	name: 'sequence',
	displayName: 'Sequence',
	values: [
		{
			displayName: 'Steps',
			name: 'steps',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Step',
			default: {},
			description: 'In this order, each later than the one before; the first one must happen',
			options: [{ displayName: 'Step', name: 'step', values: STEP }],
		},
		{
			displayName: 'When',
			name: 'period',
			type: 'options',
			options: [
				{ name: 'Ever', value: 'ever' },
				{ name: 'In the Last', value: 'last' },
			],
			default: 'last',
			description: 'In which time all the steps lie',
		},
		...durationFields(WINDOW),
	],
	read(row): SequenceCondition {
		const steps = (row.steps as { step?: RowValues[] } | undefined)?.step ?? [];
		if (steps.length < 2) {
			throw new InputError('A sequence has fewer than two steps', 'Add the steps in the order in which they happen.');
		}
		const window = (row.period ?? 'last') === 'last' ? { window: readDuration(row, WINDOW) } : {};
		return { kind: 'sequence', steps: steps.map(readStep), ...window };
	},
};

function readStep(row: RowValues): SequenceStep {
	return {
		...readEvent(row),
		...(row.occurrence === 'not' ? { not: true } : {}),
		...(row.timing === 'within' ? { within: readDuration(row, WITHIN) } : {}),
	};
}
