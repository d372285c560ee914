import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { InputError, isCdpError } from '../../index';
import type { Cdp, Change } from '../../index';
import { toNodeError } from '../shared/errors';
import { locatorText } from '../shared/locator';
import { changeRows } from '../shared/membership/changeItems';
import { toItems } from '../shared/operation';
import { openStore } from '../shared/store';
import { OF_PEOPLE } from './form';
import { handOver } from './handOver';
import { latestChanges } from './latest';
import { startWatch } from './watch';
import type { Watch } from './watch';

/** So many changes are shown as the sample of a test run. */
const SAMPLE = 5;

/** Watches the segment while the workflow is active; shows the latest changes in a test run. */
export async function watchSegment(context: ITriggerFunctions): Promise<ITriggerResponse> {
	try {
		const watch = watchOf(context, await openStore(context));
		if (context.getMode() === 'manual') {
			return await testRun(watch);
		}
		const { stop } = await startWatch(watch);
		return { closeFunction: stop };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** Emits the latest changes; when there are none yet, waits for the first like the active workflow does. */
async function testRun(watch: Watch): Promise<ITriggerResponse> {
	let stop = async () => {};
	return {
		closeFunction: async () => await stop(),
		manualTriggerFunction: async () => {
			if (watch.segment !== undefined) {
				await watch.cdp.segments.evaluate(watch.segment);
			}
			const changes = await latestChanges(watch.cdp, watch.segment, watch.kinds, SAMPLE);
			if (changes.length > 0) {
				await watch.emit(changes, 'sample');
				return;
			}
			({ stop } = await startWatch({ ...watch, reader: `${watch.reader}:test` }));
		},
	};
}

function watchOf(context: ITriggerFunctions, cdp: Cdp): Watch {
	const on = context.getNodeParameter('on') as Change['kind'] | 'both';
	const options = context.getNodeParameter('options', {}) as { evaluateEvery?: number; includeProfile?: boolean };
	const emit = async (changes: Change[], key: string) => {
		await handOver(context, toItems(await changeRows(cdp, changes, options.includeProfile ?? true)), key);
	};
	return {
		cdp,
		reader: `${context.getWorkflow().id ?? ''}:${context.getNode().name}`,
		segment: OF_PEOPLE.includes(on) ? undefined : segmentOf(context),
		kinds: on === 'both' ? ['entered', 'exited'] : [on],
		evaluateEveryMs: (options.evaluateEvery ?? 5) * 1_000,
		emit,
		failed: (error) => report(context, error),
	};
}

function segmentOf(context: ITriggerFunctions): string {
	const key = locatorText(context.getNodeParameter('segment'));
	if (key === '') {
		throw new InputError('No segment is chosen', 'Choose the segment to watch from the list.');
	}
	return key;
}

/** What may pass by itself is logged and tried again; anything else goes to n8n, which restarts the trigger with growing pauses. */
function report(context: ITriggerFunctions, error: unknown): boolean {
	const nodeError = toNodeError(context.getNode(), error);
	if (isCdpError(error) && error.retry) {
		context.logger.warn(`${context.getNode().name}: ${nodeError.message}`);
		return true;
	}
	context.emitError(nodeError);
	return false;
}
