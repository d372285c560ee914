import { itemsOperation } from '../itemsOperation';

/** Lines of orders. */
export const orders = itemsOperation({
	as: 'orders',
	displayName: 'Orders',
	action: 'Ingest orders',
	description: 'Store items that are lines of orders, also from the point of sale',
});
