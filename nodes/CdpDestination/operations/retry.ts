import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { LETTER_IDS, readIds } from '../letterIds';
import { readSync, SYNC_NAME, TARGET } from '../target';

/** Puts dead letters back; the next push sends them. */
export const retry: Operation = {
	name: 'retry',
	displayName: 'Retry Dead Letters',
	action: 'Retry dead letters of destination',
	description: 'Put refused changes back, so that the next push sends them again',
	properties: [...TARGET, SYNC_NAME, LETTER_IDS],
	async execute(call) {
		const sync = readSync(call, call.parameter<string>('syncName', ''));
		return oneItem({ sync, ...(await call.cdp.delivery.retry({ sync, ...readIds(call) })) });
	},
};
