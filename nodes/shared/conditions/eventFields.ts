import type { INodeProperties } from 'n8n-workflow';
import type { EventFilter } from '../../../index';
import { locator } from '../locator';
import { readFilters } from './propertyFilters';
import { neededText } from './row';
import type { RowValues } from './row';

/** Chooses the event that a row is about. */
export const EVENT: INodeProperties = locator({
	displayName: 'Event',
	name: 'event',
	method: 'searchEvents',
	description: 'An event that the store has seen, most frequent first',
	placeholder: 'e.g. Order Completed',
});

/** Reads what `EVENT` and `PROPERTY_FILTERS` asked for. */
export function readEvent(row: RowValues): EventFilter {
	return { name: neededText(row, 'event', 'event'), ...readFilters(row) };
}
