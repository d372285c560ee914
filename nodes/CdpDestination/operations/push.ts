import { joined } from '../../../index';
import type { PushRequest, PushResult } from '../../../index';
import { toItems } from '../../shared/operation';
import type { Operation, OperationCall } from '../../shared/operation';
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
		const result = await pushOn(call, await readRequest(call));
		for (const message of hintsOf(result)) {
			call.context.addExecutionHints({ message, location: 'outputPane' });
		}
		return [toItems([result]), toItems(leftOut(result))];
	},
};

/** Goes on in slices, so that stopping the workflow stops between two batches; the next push goes on from there. */
const SLICE_MS = 5_000;

async function pushOn(call: OperationCall, request: PushRequest): Promise<PushResult> {
	const signal = call.context.getExecutionCancelSignal();
	let result = await call.cdp.delivery.push({ ...request, ms: SLICE_MS });
	while (result.more && signal?.aborted !== true) {
		result = joined(result, await call.cdp.delivery.push({ ...request, resync: false, ms: SLICE_MS }));
	}
	return result;
}

function hintsOf({ pending, held, stopped }: PushResult): string[] {
	return [
		...(stopped === undefined ? [] : [`The push stopped: ${stopped}.`]),
		...(pending > 0 ? [`${pending} changes wait for another try: push again later.`] : []),
		...(held > 0
			? [`${held} removals are held back: too many at once. Switch on Confirm Removals if it is meant.`]
			: []),
	];
}

/** One item a reason: whom the platform refused, and who was held back before sending. */
function leftOut(result: PushResult): object[] {
	const rows = (kind: 'refused' | 'withheld') =>
		Object.entries(result[kind]).map(([reason, count]) => ({ sync: result.sync, kind, reason, count }));
	return [...rows('refused'), ...rows('withheld')];
}
