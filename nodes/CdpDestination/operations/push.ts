import type { PushResult } from '../../../index';
import { toItems } from '../../shared/operation';
import type { Operation } from '../../shared/operation';
import { readRequest, REQUEST_FORM } from '../request';

/** Brings the destination up to date with exactly the difference. */
export const push: Operation = {
	name: 'push',
	displayName: 'Push',
	action: 'Push segment to destination',
	description: 'Send the destination exactly the difference: who came, changed or left since the last push',
	properties: REQUEST_FORM,
	per: 'run',
	async execute(call) {
		const result = await call.cdp.delivery.push(await readRequest(call));
		if (result.pending > 0) {
			const message = `${result.pending} changes wait for another try: push again later.`;
			call.context.addExecutionHints({ message, location: 'outputPane' });
		}
		return [toItems([result]), toItems(leftOut(result))];
	},
};

/** One item a reason: whom the platform refused, and who was held back before sending. */
function leftOut(result: PushResult): object[] {
	const rows = (kind: 'refused' | 'withheld') =>
		Object.entries(result[kind]).map(([reason, count]) => ({ sync: result.sync, kind, reason, count }));
	return [...rows('refused'), ...rows('withheld')];
}
