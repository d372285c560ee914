import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** The saved computed traits. */
export const getComputed: Operation = {
	name: 'getComputed',
	displayName: 'Get Many',
	action: 'Get many computed traits',
	description: 'List the saved computed traits: what each says, how many people have it, when it was evaluated',
	properties: [],
	per: 'run',
	async execute(call) {
		return [toItems(await call.cdp.computed.list())];
	},
};
