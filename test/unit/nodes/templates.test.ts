import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeType, IWorkflowBase } from 'n8n-workflow';

const ROOT = join(__dirname, '..', '..', '..');
const PREFIX = 'n8n-nodes-cdp.';
const files = readdirSync(join(ROOT, 'workflows')).filter((name) => name.endsWith('.json'));

/** The node type of the package with this name, from its source. */
function typeOf(name: string): INodeType {
	const className = name.charAt(0).toUpperCase() + name.slice(1);
	const module = jest.requireActual<Record<string, new () => INodeType>>(
		join(ROOT, 'nodes', className, `${className}.node.ts`),
	);
	const Type = module[className];
	if (Type === undefined) throw new Error(`There is no node ${name}`);
	return new Type();
}

/** Parameters that the node would not show: left over, or misspelt. */
function strangers(node: INode): string[] {
	const { description } = typeOf(node.type.slice(PREFIX.length));
	const shown =
		NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description) ?? {};
	return Object.keys(node.parameters).filter((name) => !(name in shown));
}

describe.each(files)('The template %s', (file) => {
	const workflow = JSON.parse(readFileSync(join(ROOT, 'workflows', file), 'utf8')) as IWorkflowBase;
	const ours = workflow.nodes.filter(({ type }) => type.startsWith(PREFIX));

	it('uses our nodes with parameters that they show', () => {
		expect(ours.length).toBeGreaterThan(0);
		expect(ours.flatMap((node) => strangers(node).map((name) => `${node.name}: ${name}`))).toEqual([]);
	});

	it('connects nodes that exist, and explains its steps', () => {
		const names = workflow.nodes.map(({ name }) => name);
		const targets = Object.values(workflow.connections).flatMap(({ main }) => (main ?? []).flatMap((one) => one ?? []));
		expect(
			[...Object.keys(workflow.connections), ...targets.map(({ node }) => node)].filter(
				(name) => !names.includes(name),
			),
		).toEqual([]);
		expect(workflow.nodes.filter(({ type }) => type.endsWith('.stickyNote')).length).toBeGreaterThanOrEqual(3);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(workflow.nodes.length);
	});

	it('can be imported and run by hand as it is', () => {
		expect(workflow.id).toMatch(/^\w{16}$/);
		expect(workflow.nodes.some(({ type }) => type.endsWith('.manualTrigger'))).toBe(true);
		const webhooks = ours.filter((node) => typeOf(node.type.slice(PREFIX.length)).description.webhooks !== undefined);
		expect(webhooks.filter(({ webhookId }) => webhookId === undefined)).toEqual([]);
		expect(ours.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
	});
});
