import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';

/** What each data provider's attributes cost and reach. */
export const getProviders: Operation = {
	name: 'getProviders',
	displayName: 'Get Data Providers',
	action: 'Get data providers',
	description:
		'Show for each provider of third-party data how many attributes count now, what they cost and whom they reach',
	properties: [],
	per: 'run',
	async execute(call) {
		return [toItems(await call.cdp.audiences.providers())];
	},
};
