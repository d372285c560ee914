import { toItems } from '../operation';
import type { Operation } from '../operation';

/** Brings everything that is saved up to date, in the order in which one asks for another. */
export const evaluateAllOperation: Operation = {
	name: 'evaluateAll',
	displayName: 'Evaluate All Due',
	action: 'Evaluate all due segments and audiences',
	description: 'Bring every saved segment and cookie audience up to date, looking only at those who can have changed',
	properties: [],
	per: 'run',
	async execute(call) {
		return [toItems(await call.cdp.segments.evaluateAll())];
	},
};
