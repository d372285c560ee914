import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { readRequest, REQUEST_FORM } from '../request';

/** What a push would send, without sending it. */
export const preview: Operation = {
	name: 'preview',
	displayName: 'Preview',
	action: 'Preview push to destination',
	description: 'Show what a push would send and whom it would hold back, without sending anything',
	properties: REQUEST_FORM,
	per: 'run',
	async execute(call) {
		return oneItem(await call.cdp.delivery.push({ ...(await readRequest(call)), dryRun: true }));
	},
};
