import type { Operation } from '../../shared/operation';
import { decide, PAIR, readPair } from './decision';

/** Undoes a merge. */
export const unlink: Operation = {
	name: 'unlink',
	displayName: 'Unlink',
	action: 'Unlink two identifiers',
	description: 'Undo what joined two identifiers, for good; both former profiles come back whole',
	properties: PAIR,
	async execute(call) {
		const [first, second] = readPair(call);
		return await decide(call, (by, options) => call.cdp.identity.unlink(first, second, by, options));
	},
};
