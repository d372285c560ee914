import { randomUUID } from 'node:crypto';
import type { Workflow } from '../../../demo/n8n/client';

/** A workflow of one node and what follows it. */
function workflowOf(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): Workflow {
	const first = { name, type: `n8n-nodes-cdp.${type}`, typeVersion, webhookId: randomUUID() };
	const nodes = [
		{ ...first, id: randomUUID(), position: [0, 0], parameters },
		{
			...{ name: 'What Follows', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
			id: randomUUID(),
			position: [200, 0],
			parameters: {},
		},
	];
	const connections = { [name]: { main: [[{ node: 'What Follows', type: 'main', index: 0 }]] } };
	return { name, nodes, connections, settings: {} };
}

/** Takes what the site sends, at `/webhook/site`. */
export const collector = (): Workflow => workflowOf('Site', 'cdpCollectorTrigger', 1.1, { path: 'site' });

/** Starts whenever somebody enters or leaves a segment. */
export const watcher = (name: string, segment: string): Workflow =>
	workflowOf(name, 'cdpSegmentTrigger', 1, { on: 'both', segment: { __rl: true, mode: 'name', value: segment } });
