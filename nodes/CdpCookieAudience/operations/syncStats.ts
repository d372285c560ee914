import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** How well the cookies of each partner match. */
export const syncStats: Operation = {
	name: 'syncStats',
	displayName: 'Get Match Rates',
	action: 'Get match rates of partners',
	description: 'Show for each sync partner how many browsers were sent there and how many matched',
	properties: [],
	per: 'run',
	async execute(call) {
		return [toItems(await call.cdp.sync.stats())];
	},
};
