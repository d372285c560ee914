import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { N8nClient } from '../../demo/n8n/client';
import type { Workflow } from '../../demo/n8n/client';
import { ROOT } from '../../demo/root';
import { loadWorkflows, manualTriggerOf } from '../../demo/start/workflows';
import type { SampleWorkflow } from '../../demo/start/workflows';
import { placesOf } from '../../demo/start/places';
import { cdp } from '../../demo/start/store';
import { KINDS } from '../../nodes/CdpSegment/computed/kinds';
import { PEOPLE_ROWS } from '../../nodes/shared/conditions/registry';
import { openBrowser, openEditor, readCanvas } from './browser';
import { add, emptyList, fieldsOf, openForm, select, take, takeFirst } from './form';
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

describe('The form of a segment in a browser', () => {
	const name = 'A Condition of Every Kind';
	let id = '';
	beforeAll(async () => {
		await cdp(host.storeFile, 'list', 'create', 'guests');
		await cdp(host.storeFile, 'list', 'add', 'guests', 'email:guest@mail.example');
		const parameters = { operation: 'preview', name, match: 'any' };
		({ id } = await client.saveWorkflow(oneNode(name, parameters)));
		await page.goto(`${host.n8nUrl}/workflow/${id}`);
		await openForm(page, name);
	}, 60_000);

	it('offers a row for every kind of condition, each with its fields', async () => {
		for (const row of PEOPLE_ROWS) {
			const before = (await fieldsOf(page)).length;
			await add(page, 'Add Condition', row.displayName);
			await page.waitForTimeout(300);
			const added = (await fieldsOf(page)).length - before;
			const always = row.values.filter(({ displayOptions }) => displayOptions === undefined);
			expect([row.name, added >= always.length]).toEqual([row.name, true]);
			if (row.name === 'sequence') for (const _ of [1, 2]) await page.getByText('Add Step', { exact: true }).click();
		}
	}, 120_000);

	it('is filled from lists of what the store has seen, and the engine takes every condition', async () => {
		const offered: string[] = [];
		for (let list = await emptyList(page, ['path']); list; list = await emptyList(page, ['path']))
			offered.push(await takeFirst(page, list));
		// Each tells how often it was seen.
		expect(offered.filter((text) => !/ \([\d,]+\)$/.test(text))).toEqual([]);
		await page.locator('[data-test-id=node-execute-button]').click();
		const done = page.getByText('sentence', { exact: true }).or(page.locator('[data-test-id=node-error-message]'));
		await done.first().waitFor({ timeout: 60_000 });
		const [latest] = await client.executions(id);
		const execution = await client.execution(latest?.id ?? '');
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		const sentence = String(execution.items(name)[0]?.['sentence']);
		for (const part of [
			' is “',
			' at least once',
			', then ',
			'of the last 4',
			'stopped: ',
			'came back: ',
			'with a frequency of',
			'in the segment',
			'on the list “guests”',
			'consents to',
			' email or ',
			'falls by lot',
		])
			expect(sentence).toContain(part);
	}, 180_000);
});

describe('The form of a computed trait in a browser', () => {
	it('asks each kind for its own fields, and previews what is chosen', async () => {
		const name = 'A Computed Trait';
		const parameters = { resource: 'computedTrait', operation: 'previewComputed', name: 'RFM' };
		const { id } = await client.saveWorkflow(oneNode(name, parameters));
		await page.goto(`${host.n8nUrl}/workflow/${id}`);
		await openForm(page, name);
		for (const { name: kind, parts } of Object.values(KINDS)) {
			await select(page, 'kind', kind);
			await page.waitForTimeout(300);
			const wanted = parts.flatMap(({ fields }) => fields.filter(({ displayOptions }) => displayOptions === undefined));
			const shown = await fieldsOf(page);
			expect([kind, wanted.map((field) => field.name).filter((one) => !shown.includes(one))]).toEqual([kind, []]);
		}
		await select(page, 'kind', KINDS.rfm.name);
		for (const [list, entry] of [
			['event', 'Order Completed'],
			['amount', 'revenue'],
		] as const)
			await take(page, list, entry);
		await screenshot('computed.png');
		await page.locator('[data-test-id=node-execute-button]').click();
		await page.getByText('sentence', { exact: true }).first().waitFor({ timeout: 60_000 });
		const [latest] = await client.executions(id);
		const [preview] = (await client.execution(latest?.id ?? '')).items(name);
		expect(preview).toMatchObject({ key: 'rfm', values: expect.any(Number) as number });
		expect(Number(preview?.['values'])).toBeGreaterThan(100);
	}, 180_000);
});

/** A workflow with nothing but a CDP Segment. */
function oneNode(name: string, parameters: Record<string, unknown>): Workflow {
	const node = {
		id: randomUUID(),
		name,
		type: 'n8n-nodes-cdp.cdpSegment',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	return { name, nodes: [node], connections: {} };
}

async function screenshot(name: string): Promise<void> {
	if (!SCREENSHOTS) return;
	mkdirSync(SCREENSHOTS, { recursive: true });
	// Messages fade out by themselves; the picture is about the canvas.
	await page.waitForTimeout(6_000);
	await page.screenshot({ path: join(SCREENSHOTS, name) });
}
