import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** Brings all computed traits up to date. */
export const evaluateAllComputed: Operation = {
	name: 'evaluateAllComputed',
	displayName: 'Evaluate All',
	action: 'Evaluate all computed traits',
	description: 'Bring the values of all computed traits up to date; evaluating segments does this first anyway',
	properties: [],
	per: 'run',
	async execute(call) {
		return [toItems(await call.cdp.computed.evaluateAll())];
	},
};
