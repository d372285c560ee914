import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { N8nClient } from '../../demo/n8n/client';
import type { Workflow } from '../../demo/n8n/client';
import { ROOT } from '../../demo/root';
import { loadWorkflows, manualTriggerOf } from '../../demo/start/workflows';
import type { SampleWorkflow } from '../../demo/start/workflows';
import { placesOf } from '../../demo/start/places';
import { openBrowser, openEditor, readCanvas } from './browser';
import { sharedHost } from './host';

const host = sharedHost();
/** Set to renew the pictures of the manual; tests leave the tree as it is. */
const SCREENSHOTS = process.env['CDP_SCREENSHOTS'] ? join(ROOT, 'docs', 'images') : undefined;
let client: N8nClient;
let browser: Browser;
let page: Page;
let workflow: SampleWorkflow;

const CHANGED_RULES: Workflow = {
	name: 'Change the Rules',
	nodes: [
		{
			...{ id: '5e1b0c0e-5a2f-4c2c-9a55-0d8c6f3f1f10', typeVersion: 1, position: [0, 0] },
			name: 'Apply Rules',
			type: 'n8n-nodes-cdp.cdpIdentity',
			parameters: {
				resource: 'rules',
				operation: 'applyRules',
				typeRules: {
					rules: [{ type: { __rl: true, mode: 'name', value: 'email' }, changes: { limit: 2, window: 'week' } }],
				},
				traitRules: {
					rules: [{ trait: { __rl: true, mode: 'name', value: 'city' }, keep: 'sources', sources: 'crm, shop' }],
				},
				generalRules: { phoneRegion: 'DE' },
			},
		},
	],
	connections: {},
};

beforeAll(async () => {
	client = new N8nClient(host.n8nUrl);
	await client.login();
	const workflows = await loadWorkflows(client, placesOf(host));
	const found = workflows.find(
		(one) => manualTriggerOf(one) && one.nodes.some(({ type }) => type.endsWith('.cdpSegment')),
	);
	if (!found) throw new Error('No sample workflow has a CDP Segment node and a manual trigger');
	workflow = found;
	browser = await openBrowser();
	page = await openEditor(browser, host.n8nUrl);
}, 180_000);
afterAll(() => browser?.close());

describe("n8n's editor in a browser", () => {
	it('shows a sample workflow with our nodes and their icons', async () => {
		await page.goto(`${host.n8nUrl}/workflow/${workflow.id}`);
		const canvas = await readCanvas(page);
		const ours = workflow.nodes.filter(({ type }) => type.startsWith('n8n-nodes-cdp.'));
		expect(canvas.nodes).toEqual(expect.arrayContaining(ours.map(({ name }) => name)));
		expect(canvas.icons).toBeGreaterThanOrEqual(ours.length);
		expect(canvas.brokenIcons).toEqual([]);
	}, 120_000);

	it('runs it, and every node that ran ends green', async () => {
		await page.locator('[data-test-id=execute-workflow-button]').click();
		await page.getByText('Workflow executed successfully').first().waitFor({ timeout: 120_000 });
		expect(await page.locator('[data-test-id=canvas-node-status-error]').count()).toBe(0);
		expect(await page.locator('[data-test-id=canvas-node-status-success]').count()).toBeGreaterThan(1);
		await screenshot('workflow.png');
	}, 180_000);

	it('opens the form of a segment', async () => {
		const segment = workflow.nodes.find(({ type }) => type.endsWith('.cdpSegment'));
		await page.locator(`[data-test-id=canvas-node][data-node-name="${segment?.name}"]`).dblclick();
		await page.getByText('Operation', { exact: true }).first().waitFor();
		await screenshot('segment.png');
	}, 60_000);

	it('opens the form of a change of rules', async () => {
		const { id } = await client.saveWorkflow(CHANGED_RULES);
		await page.goto(`${host.n8nUrl}/workflow/${id}`);
		await page.locator('[data-test-id=canvas-node][data-node-name="Apply Rules"]').dblclick();
		for (const label of ['Resource', 'Specify Changes', 'Identifier Type', 'Limit Window', 'Decided By'])
			await page.getByText(label, { exact: true }).first().waitFor();
		await screenshot('rules.png');
	}, 60_000);
});

async function screenshot(name: string): Promise<void> {
	if (!SCREENSHOTS) return;
	mkdirSync(SCREENSHOTS, { recursive: true });
	// Messages fade out by themselves; the picture is about the canvas.
	await page.waitForTimeout(6_000);
	await page.screenshot({ path: join(SCREENSHOTS, name) });
}
