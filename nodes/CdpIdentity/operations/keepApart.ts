import type { Operation } from '../../shared/operation';
import { decide, PAIR, readPair } from './decision';

/** Forbids that two identifiers ever share a profile. */
export const keepApart: Operation = {
	name: 'keepApart',
	displayName: 'Keep Apart',
	action: 'Keep two identifiers apart',
	description: 'Keep two identifiers in two profiles, whatever comes in later; Link takes it back',
	properties: PAIR,
	async execute(call) {
		const [first, second] = readPair(call);
		return await decide(call, (by, options) => call.cdp.identity.forbid(first, second, by, options));
	},
};
