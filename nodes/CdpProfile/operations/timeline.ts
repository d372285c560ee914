import { identifierForm, readIdentifier } from '../../shared/identifierForm';
import { AFTER, limitForm } from '../../shared/limitForm';
import { pageItems, readPage } from '../../shared/paging';
import type { Operation } from '../../shared/operation';

/** What one person did, newest first. */
export const timeline: Operation = {
	name: 'timeline',
	displayName: 'Timeline',
	action: 'Get timeline of profile',
	description: 'List what one person did, newest first',
	properties: [...identifierForm(), limitForm('Max number of results to return'), AFTER],
	async execute(call) {
		return pageItems(await call.cdp.profiles.timeline(readIdentifier(call), readPage(call)));
	},
};
