import { publicId } from '../../../core/profiles/publicId';
import { AFTER, limitForm } from '../../shared/limitForm';
import { pageItems, readPage } from '../../shared/paging';
import type { Operation } from '../../shared/operation';

/** Values that join nobody because too many people use them. */
export const getShared: Operation = {
	name: 'getShared',
	displayName: 'Get Shared Values',
	action: 'Get shared values',
	description: 'List values that so many people use that they join nobody, such as a kiosk or noreply@',
	properties: [limitForm('Max number of results to return'), AFTER],
	per: 'run',
	async execute(call) {
		const page = await call.cdp.identity.shared(readPage(call));
		const items = page.items.map(({ profileId, ...value }) => ({ ...value, profileId: publicId(profileId) }));
		return pageItems({ ...page, items });
	},
};
