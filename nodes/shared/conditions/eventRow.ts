import type { EventCondition } from '../../../index';
import { locator } from '../locator';
import { countFields, readCount } from './countFields';
import { PROPERTY_FILTERS, readFilters } from './propertyFilters';
import { neededText } from './row';
import type { ConditionRow } from './row';

/** An event happened so many times, ever or in the last days. */
export const eventRow: ConditionRow = {
	name: 'event',
	displayName: 'Event',
	values: [
		locator({
			displayName: 'Event',
			name: 'event',
			method: 'searchEvents',
			description: 'An event that the store has seen, most frequent first',
			placeholder: 'e.g. Order Completed',
		}),
		...countFields('ever'),
		PROPERTY_FILTERS,
	],
	read(row): EventCondition {
		return { kind: 'event', name: neededText(row, 'event', 'event'), ...readCount(row, 'ever'), ...readFilters(row) };
	},
};
