import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** The rules that hold now. */
export const getRules: Operation = {
	name: 'getRules',
	displayName: 'Get Rules',
	action: 'Get rules',
	description: 'Show the rules by which identifiers are joined, as one JSON that Preview and Apply take back',
	properties: [],
	per: 'run',
	async execute(call) {
		return oneItem(await call.cdp.identity.rules());
	},
};
