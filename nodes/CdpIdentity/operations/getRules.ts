import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** The rules per identifier type. */
export const getRules: Operation = {
	name: 'getRules',
	displayName: 'Get Rules',
	action: 'Get rules of identity',
	description: 'List the rules by which identifiers are joined, in order of priority',
	properties: [],
	per: 'run',
	async execute(call) {
		return oneItem(await call.cdp.identity.rules());
	},
};
