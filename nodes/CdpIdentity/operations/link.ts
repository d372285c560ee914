import type { Operation } from '../../shared/operation';
import { decide, PAIR, readPair } from './decision';

/** Adds evidence by hand. */
export const link: Operation = {
	name: 'link',
	displayName: 'Link',
	action: 'Link two identifiers',
	description: 'State that two identifiers belong to the same person',
	properties: PAIR,
	async execute(call) {
		const [first, second] = readPair(call);
		return await decide(call, (by, options) => call.cdp.identity.link(first, second, by, options));
	},
};
