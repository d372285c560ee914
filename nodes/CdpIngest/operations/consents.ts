import { itemsOperation } from '../itemsOperation';

/** Who agreed to what. */
export const consents = itemsOperation({
	as: 'consents',
	displayName: 'Consents',
	action: 'Ingest consents',
	description: 'Store items that say who agreed to what',
});
