import type { INodeProperties } from 'n8n-workflow';
import type { ReviewQuery } from '../../../core/model/duplicate';
import { AFTER, limitForm } from '../../shared/limitForm';
import { pageItems, readPage } from '../../shared/paging';
import type { Operation } from '../../shared/operation';

const STATE: INodeProperties = {
	displayName: 'Show',
	name: 'state',
	type: 'options',
	options: [
		{ name: 'Confirmed', value: 'confirmed' },
		{ name: 'Joined by Themselves', value: 'linked' },
		{ name: 'Rejected', value: 'rejected' },
		{ name: 'Waiting', value: 'open' },
	],
	default: 'open',
};

/** Pairs that may be one person, most probable first. */
export const getReviews: Operation = {
	name: 'getReviews',
	displayName: 'Get Reviews',
	action: 'Get reviews of duplicates',
	description: 'List pairs that may be one person, both sides with what speaks for it and against it',
	properties: [STATE, limitForm('Max number of results to return'), AFTER],
	per: 'run',
	async execute(call) {
		const state = call.parameter<NonNullable<ReviewQuery['state']>>('state', 'open');
		const page = await call.cdp.identity.reviews({ state, ...readPage(call) });
		if (page.items.length === 0 && state === 'open') {
			const message = 'No pair waits for a decision. Duplicates > Find Duplicates looks for more.';
			call.context.addExecutionHints({ message, location: 'outputPane' });
		}
		return pageItems(page);
	},
};
