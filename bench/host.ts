import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { N8nClient, type Workflow } from '../demo/n8n/client';
import { installHost } from '../demo/n8n/install';
import { installPackage, packPackage } from '../demo/n8n/package';
import { startN8n, type N8nServer } from '../demo/n8n/server';

const PORT = 5690;

/** A node whose webhook answers at once and does nothing: the floor that n8n itself sets. */
const EMPTY_NODE = `class Empty {
	constructor() {
		this.description = { displayName: 'Empty', name: 'empty', group: ['trigger'], version: 1, description: 'Answers', defaults: { name: 'Empty' }, inputs: [], outputs: ['main'], properties: [],
			webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'empty', isFullPath: true }] };
	}
	async webhook() {
		this.getResponseObject().status(200).json({ success: true });
		return { noWebhookResponse: true };
	}
}
module.exports = { Empty };
`;

/** n8n with our package and the empty node, both published: what the webhook rows are measured on. */
export interface Host {
	server: N8nServer;
	ours: string;
	empty: string;
}

export async function startHost(folder: string, env: Record<string, string> = {}): Promise<Host> {
	const log = path.join(folder, 'n8n.log');
	const userFolder = path.join(folder, 'user');
	await installHost((line) => console.error(line));
	await installPackage(await packPackage(path.join(folder, 'packed'), log), userFolder, log);
	installEmpty(path.join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-empty'));
	const server = await startN8n({
		userFolder,
		port: PORT,
		log,
		env: { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', ...env },
	});
	const client = new N8nClient(server.url);
	await client.login();
	await publish(
		client,
		workflow('ours', {
			type: 'n8n-nodes-cdp.cdpCollectorTrigger',
			typeVersion: 1,
			parameters: { path: 'bench', start: 'never' },
		}),
	);
	await publish(client, workflow('empty', { type: 'n8n-nodes-empty.empty', typeVersion: 1, parameters: {} }));
	const host = { server, ours: `${server.url}/webhook/bench/v1/track`, empty: `${server.url}/webhook/empty` };
	for (const url of [host.ours, host.empty]) await untilAnswering(url);
	return host;
}

function installEmpty(target: string): void {
	mkdirSync(target, { recursive: true });
	writeFileSync(
		path.join(target, 'package.json'),
		JSON.stringify({
			name: 'n8n-nodes-empty',
			version: '1.0.0',
			n8n: { n8nNodesApiVersion: 1, nodes: ['Empty.node.js'] },
		}),
	);
	writeFileSync(path.join(target, 'Empty.node.js'), EMPTY_NODE);
}

function workflow(
	name: string,
	node: { type: string; typeVersion: number; parameters: Record<string, unknown> },
): Workflow {
	const full = {
		...node,
		id: `bench-${name}`,
		name,
		position: [0, 0],
		webhookId: `6f9f3a52-0000-4000-8000-${name === 'ours' ? '000000000001' : '000000000002'}`,
	};
	return { name: `Bench ${name}`, nodes: [full], connections: {}, settings: {} };
}

async function publish(client: N8nClient, flow: Workflow): Promise<void> {
	await client.activate(await client.saveWorkflow(flow));
}

/** A published webhook answers about two seconds later. */
async function untilAnswering(url: string): Promise<void> {
	const body = JSON.stringify({ event: 'Ready', anonymousId: 'bench' });
	for (let tries = 0; tries < 100; tries++) {
		const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
		if (response.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new TypeError(`${url} does not answer`);
}
