import { itemsOperation } from '../itemsOperation';

/** Rows of a customer list. */
export const people = itemsOperation({
	as: 'people',
	displayName: 'People',
	action: 'Ingest people',
	description: 'Store items that describe people: customers, contacts, members',
});
