import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root';
import type { N8nClient, SavedWorkflow, Workflow } from '../n8n/client';

const FOLDER = join(ROOT, 'workflows');
const MANUAL = 'n8n-nodes-base.manualTrigger';
const COLLECTOR = 'n8n-nodes-cdp.cdpCollectorTrigger';

/** What a workflow file names and a machine has elsewhere: text as it stands there -> text as it should be. */
export type Places = Record<string, string>;

export interface SampleWorkflow extends SavedWorkflow {
	/** Name of the file without its ending. */
	file: string;
}

/** Puts the sample workflows into n8n, the places of this machine in them; answers with them in order of their files. */
export async function loadWorkflows(client: N8nClient, places: Places): Promise<SampleWorkflow[]> {
	const saved: SampleWorkflow[] = [];
	for (const name of readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.sort()) {
		const text = readFileSync(join(FOLDER, name), 'utf8');
		const workflow = await client.saveWorkflow(JSON.parse(substitute(text, places)) as Workflow);
		saved.push({ ...workflow, file: name.replace(/\.json$/, '') });
	}
	return saved;
}

/** Values go into JSON texts, so they are escaped as such. */
export function substitute(text: string, places: Places): string {
	return Object.entries(places).reduce(
		(result, [from, to]) => result.replaceAll(from, JSON.stringify(to).slice(1, -1)),
		text,
	);
}

export function collectorOf(workflow: SampleWorkflow): { path: string } | undefined {
	const node = workflow.nodes.find(({ type }) => type === COLLECTOR);
	return node && { path: typeof node.parameters['path'] === 'string' ? node.parameters['path'] : 'cdp' };
}

export function manualTriggerOf(workflow: SampleWorkflow): string | undefined {
	return workflow.nodes.find(({ type }) => type === MANUAL)?.name;
}
