import { itemsOperation } from '../itemsOperation';

/** Calls in the format of Segment. */
export const events = itemsOperation({
	as: 'events',
	displayName: 'Events',
	action: 'Ingest events',
	description: 'Store items that are calls in the format of Segment: track, identify, page …',
});
