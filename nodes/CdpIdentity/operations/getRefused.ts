import { AFTER, limitForm } from '../../shared/limitForm';
import { pageItems, readPage } from '../../shared/paging';
import type { Operation } from '../../shared/operation';

/** Evidence that does not count. */
export const getRefused: Operation = {
	name: 'getRefused',
	displayName: 'Get Refused',
	action: 'Get refused evidence',
	description: 'List evidence that does not count because a rule speaks against it, with the reasons',
	properties: [limitForm('Max number of results to return'), AFTER],
	per: 'run',
	async execute(call) {
		return pageItems(await call.cdp.identity.refused(readPage(call)));
	},
};
