import { oneItem } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { LETTER_IDS, readIds } from '../letterIds';
import { readSync, SYNC_NAME, TARGET } from '../target';

/** Forgets dead letters. */
export const discard: Operation = {
	name: 'discard',
	displayName: 'Discard Dead Letters',
	action: 'Discard dead letters of destination',
	description: 'Forget refused changes; they are not sent again',
	properties: [...TARGET, SYNC_NAME, LETTER_IDS],
	async execute(call) {
		const sync = readSync(call, call.parameter<string>('syncName', ''));
		return oneItem({ sync, ...(await call.cdp.delivery.discard({ sync, ...readIds(call) })) });
	},
};
