import type { INodeProperties } from 'n8n-workflow';
import type { EventCondition } from '../../../index';
import { EVENT, readEvent } from './eventFields';
import { AMOUNT, MEASURE, readMeasure } from './measureFields';
import { PROPERTY_FILTERS } from './propertyFilters';
import type { ConditionRow, RowValues } from './row';
import type { Subject } from './subject';
import { readWindow, windowFields } from './windowFields';

const WHICH: INodeProperties = {
	displayName: 'Which Ones',
	name: 'which',
	type: 'options',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'First One Only', value: 'first', description: 'The first in the time chosen must pass the filters' },
		{ name: 'First Time Ever', value: 'firstTime', description: 'The very first must lie in the time chosen' },
		{ name: 'Last One Only', value: 'last', description: 'The last in the time chosen must pass the filters' },
	],
	default: 'all',
};

/** An event happened so many times, or its property adds up to so much, in some time. */
export function eventRow(of: Subject): ConditionRow {
	return {
		name: 'event',
		displayName: 'Event',
		values: [EVENT, ...MEASURE, ...AMOUNT, ...windowFields('ever', of), WHICH, PROPERTY_FILTERS],
		read(row): EventCondition {
			const { name, where } = readEvent(row);
			return {
				kind: 'event',
				name,
				...readMeasure(row),
				...readWindow(row, 'ever', of),
				...readWhich(row),
				...(where === undefined ? {} : { where }),
			};
		},
	};
}

function readWhich({ which }: RowValues): Pick<EventCondition, 'pick' | 'firstTime'> {
	if (which === 'first' || which === 'last') {
		return { pick: which };
	}
	return which === 'firstTime' ? { firstTime: true } : {};
}
