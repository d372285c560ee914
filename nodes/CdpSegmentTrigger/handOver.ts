import type { INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

/** n8n stores an execution in milliseconds before it starts it; a workflow that takes longer is not waited for. */
const STORED_MS = 1_000;

/**
 * Starts one execution with these items, and resolves when it is over or surely stored. n8n keeps the key with the
 * execution and starts no second one under it; hosts older than 2.40 may not know keys, and then start it again after a crash.
 */
export async function handOver(context: ITriggerFunctions, items: INodeExecutionData[], key: string): Promise<void> {
	if (context.getMode() === 'manual') {
		context.emit([items]);
		return;
	}
	const over = Promise.withResolvers<IRun>();
	let timer: NodeJS.Timeout | undefined;
	const stored = new Promise<void>((resolve) => (timer = setTimeout(resolve, STORED_MS).unref()));
	context.emit([items], undefined, over, `cdp:${context.getWorkflow().id ?? ''}:${context.getNode().id}:${key}`);
	await Promise.race([over.promise, stored]).finally(() => clearTimeout(timer));
}
