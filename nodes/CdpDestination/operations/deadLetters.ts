import { limitForm } from '../../shared/limitForm';
import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { readSync, SYNC_NAME, TARGET } from '../target';

/** What the platform refused for good. */
export const deadLetters: Operation = {
	name: 'deadLetters',
	displayName: 'Get Dead Letters',
	action: 'Get dead letters of destination',
	description: 'List the changes that the destination refused for good, with the reason',
	properties: [...TARGET, SYNC_NAME, limitForm('Max number of results to return')],
	per: 'run',
	async execute(call) {
		const sync = readSync(call, call.parameter<string>('syncName', ''));
		return [toItems(await call.cdp.delivery.deadLetters({ sync, limit: call.parameter<number>('limit', 50) }))];
	},
};
