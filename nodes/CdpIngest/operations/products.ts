import { itemsOperation } from '../itemsOperation';

/** The catalogue behind recommendations. */
export const products = itemsOperation({
	as: 'products',
	displayName: 'Products',
	action: 'Ingest products',
	description: 'Store items that are products: code, name, category, price, stock',
});
