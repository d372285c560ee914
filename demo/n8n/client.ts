import { parseFlatted } from './flatted';
import { N8nFailed } from './server';

/** The login that `npm start` makes and prints. The editor listens on this machine only. */
export const LOGIN = { email: 'demo@n8n-nodes-cdp.example', password: 'Sample-Shop-1' };

export interface WorkflowNode {
	name: string;
	type: string;
	disabled?: boolean;
	parameters: Record<string, unknown>;
}

/** A workflow file as n8n exports it. */
export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

export interface SavedWorkflow extends Workflow {
	id: string;
	versionId: string;
	active: boolean;
}

/** What a run did: its outcome and the items each node gave, by node and output. */
export interface Execution {
	id: string;
	status: string;
	error: string | undefined;
	/** How long it took; for one that goes on, until now. */
	ms: number;
	/** When n8n began it, epoch ms. */
	startedAt: number;
	/** Names of the nodes that ran. */
	nodes(): string[];
	items(node: string, output?: number): Array<Record<string, unknown>>;
}

interface RunData {
	resultData: {
		error?: { message: string; description?: string | null; node?: { name: string } };
		runData?: Record<string, Array<{ data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> } }>>;
	};
}

interface StoredExecution {
	status: string;
	data: string;
	startedAt: string;
	stoppedAt?: string;
}

const RUNNING = new Set(['new', 'running', 'waiting', 'unknown']);
const POLL_MS = 250;

/** n8n's own REST interface, as the editor uses it. */
export class N8nClient {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Sets the owner up on the first run, logs in on every other. */
	async login(): Promise<void> {
		const setup = await this.send('POST', '/rest/owner/setup', { ...LOGIN, firstName: 'Sample', lastName: 'Shop' });
		if (setup.ok) return;
		const { email, password } = LOGIN;
		const login = await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		if (!login.ok) throw new N8nFailed(`n8n did not accept the login of the sample: ${await login.text()}`);
	}

	async findWorkflow(name: string): Promise<SavedWorkflow | undefined> {
		const filter = encodeURIComponent(JSON.stringify({ name, isArchived: false }));
		const found = await this.ask<SavedWorkflow[]>('GET', `/rest/workflows?filter=${filter}`);
		const match = found.find((workflow) => workflow.name === name);
		return match && (await this.ask<SavedWorkflow>('GET', `/rest/workflows/${match.id}`));
	}

	/** Adds a workflow, or brings the one of the same name up to date. */
	async saveWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		const existing = await this.findWorkflow(workflow.name);
		const { name, nodes, connections, settings } = workflow;
		if (!existing) return this.ask('POST', '/rest/workflows', { name, nodes, connections, settings });
		const body = { name, nodes, connections, settings, versionId: existing.versionId };
		return this.ask('PATCH', `/rest/workflows/${existing.id}?forceSave=true`, body);
	}

	/** Publishes the workflow, so that its triggers and webhooks work. */
	async activate(workflow: SavedWorkflow): Promise<void> {
		await this.ask('POST', `/rest/workflows/${workflow.id}/activate`, { versionId: workflow.versionId });
	}

	/** Takes a workflow off the air. */
	async deactivate(id: string): Promise<void> {
		await this.ask('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	async saveCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<{ id: string; name: string }> {
		const all = await this.ask<Array<{ id: string; name: string; type: string }>>('GET', '/rest/credentials');
		const existing = all.find((credential) => credential.name === name && credential.type === type);
		if (existing) return this.ask('PATCH', `/rest/credentials/${existing.id}`, { name, type, data });
		return this.ask('POST', '/rest/credentials', { name, type, data });
	}

	/** Runs a workflow from this trigger as the editor's button does, and waits for its end. */
	async run(workflow: SavedWorkflow, trigger: string): Promise<Execution> {
		const began = Date.now();
		const body = { triggerToStartFrom: { name: trigger } };
		const { executionId } = await this.ask<{ executionId: string }>('POST', `/rest/workflows/${workflow.id}/run`, body);
		for (;;) {
			const state = await this.execution(executionId);
			if (!RUNNING.has(state.status)) return { ...state, ms: Date.now() - began };
			await new Promise((resolve) => setTimeout(resolve, POLL_MS));
		}
	}

	/** One run as it stands, whatever started it. */
	async execution(id: string): Promise<Execution> {
		return execution(id, await this.ask<StoredExecution>('GET', `/rest/executions/${id}`));
	}

	/** The latest runs of a workflow that its trigger started, newest first. */
	async executions(workflowId: string): Promise<Array<{ id: string; status: string; mode: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/rest/executions?limit=100&filter=${filter}`;
		return (await this.ask<{ results: Array<{ id: string; status: string; mode: string }> }>('GET', path)).results;
	}

	async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.send(method, path, body);
		const text = await response.text();
		if (!response.ok)
			throw new N8nFailed(`n8n answered ${response.status} to ${method} ${path}: ${text.slice(0, 500)}`);
		return (JSON.parse(text) as { data: T }).data;
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		const headers = { 'content-type': 'application/json', 'browser-id': 'n8n-nodes-cdp-sample', cookie: this.cookie };
		const response = await fetch(this.url + path, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return response;
	}
}

function execution(id: string, { status, data, ...times }: StoredExecution): Execution {
	const { error, runData = {} } = (parseFlatted(data) as Partial<RunData> | undefined)?.resultData ?? {};
	const items = (node: string, output = 0) =>
		(runData[node] ?? []).flatMap((run) => run.data?.main?.[output] ?? []).map((item) => item.json);
	const message = error && [error.node?.name, error.message, error.description].filter(Boolean).join(': ');
	const startedAt = Date.parse(times.startedAt);
	const ms = (times.stoppedAt === undefined ? Date.now() : Date.parse(times.stoppedAt)) - startedAt;
	return { id, status, error: message, ms, startedAt, nodes: () => Object.keys(runData), items };
}
