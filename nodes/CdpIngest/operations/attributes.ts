import { itemsOperation } from '../itemsOperation';

/** What a partner says about a browser or person. */
export const attributes = itemsOperation({
	as: 'attributes',
	displayName: 'Attributes',
	action: 'Ingest attributes',
	description: 'Store items that say something about a browser or person, from a partner',
});
