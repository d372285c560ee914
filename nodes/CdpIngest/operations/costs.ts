import { itemsOperation } from '../itemsOperation';

/** Advertising costs by campaign and day. */
export const costs = itemsOperation({
	as: 'costs',
	displayName: 'Costs',
	action: 'Ingest costs',
	description: 'Store items that are advertising costs by campaign and day',
});
