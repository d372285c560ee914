import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode, IWorkflowBase } from 'n8n-workflow';
import { generateShop } from '../../../demo/shop/generate';
import { openLocal } from '../../../engine/local';
import type { Cdp } from '../../../index';
import { CdpIngest } from '../../../nodes/CdpIngest/CdpIngest.node';
import { CdpSegment } from '../../../nodes/CdpSegment/CdpSegment.node';
import { execute, fakeExecute } from './fakeExecute';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

const WORKFLOWS = join(__dirname, '..', '..', '..', 'workflows');
const files = readdirSync(WORKFLOWS).filter((name) => name.startsWith('segment-'));
const folder = mkdtempSync(join(tmpdir(), 'segment-templates-'));
let cdp: Cdp;

interface Ran {
	node: INode;
	/** The json of its items by output. */
	outputs: Array<Array<Record<string, unknown>>>;
}

/** Runs the segments of a template; they stand in the file in the order in which they run. */
async function run(file: string): Promise<Ran[]> {
	const workflow = JSON.parse(readFileSync(join(WORKFLOWS, file), 'utf8')) as IWorkflowBase;
	const ran: Ran[] = [];
	for (const node of workflow.nodes.filter(({ type }) => type === 'n8n-nodes-cdp.cdpSegment')) {
		const outputs = await execute(new CdpSegment(), fakeExecute(new CdpSegment(), { parameters: node.parameters }));
		ran.push({ node, outputs: outputs.map((items) => items.map(({ json }) => json)) });
	}
	return ran;
}

const of = (ran: Ran[], operation: string) => ran.filter(({ node }) => node.parameters.operation === operation);
const membersOf = (ran: Ran[], name: string) =>
	Number(ran.find(({ node }) => node.name === name)?.outputs[2]?.[0]?.members);

beforeAll(async () => {
	cdp = await openLocal(`sqlite:${join(folder, 'store.db')}`);
	mockOpenCdp.mockResolvedValue(cdp);
	const shop = generateShop({ today: Date.now(), people: 400, anonymousBrowsers: 100, walkIns: 10 });
	for (const [name, as] of [['people.csv', 'people'], ['consents.csv', 'consents'], ['orders.csv', 'orders'], ['clicks.ndjson', 'events']] as const) {
		writeFileSync(join(folder, name), shop.files[name] ?? '');
		const parameters = { operation: 'fromFile', as, filePath: join(folder, name) };
		await execute(new CdpIngest(), fakeExecute(new CdpIngest(), { parameters }));
	} // prettier-ignore
}, 60_000);
afterAll(async () => {
	await cdp.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('The templates of segments, on a small sample shop', () => {
	it('are these', () => {
		expect(files).toEqual([
			'segment-birthday.json',
			'segment-cart-abandonment.json',
			'segment-churn-risk.json',
			'segment-hold-out.json',
			'segment-onboarding-funnel.json',
			'segment-vip.json',
			'segment-win-back.json',
		]);
	});

	it.each(files)('%s runs twice: everybody enters once, with reasons, and sizes and shares fit', async (file) => {
		const [first, second] = [await run(file), await run(file)];
		for (const { outputs } of of(first, 'evaluate')) {
			const [entered = [], , [summary] = []] = outputs;
			expect(summary).toMatchObject({ entered: summary?.members, exited: 0 });
			expect(entered.length).toBe(Math.min(50, Number(summary?.members)));
			expect(entered.filter(({ reason }) => reason === undefined)).toEqual([]);
		}
		for (const { outputs } of of(second, 'evaluate')) expect(outputs).toMatchObject([[], [], [{ entered: 0 }]]);
		for (const { outputs } of of(first, 'compare')) {
			const pairs = outputs[0] as Array<{ both: number; sizeA: number; sizeB: number }>;
			expect(pairs.length).toBeGreaterThan(0);
			expect(pairs.filter(({ both, sizeA, sizeB }) => both > Math.min(sizeA, sizeB))).toEqual([]);
		}
		const sizes = of(first, 'sizes').map(({ outputs }) => outputs[0]?.at(-1)?.members);
		expect(sizes).toEqual(of(first, 'sizes').map(() => of(first, 'evaluate')[0]?.outputs[2]?.[0]?.members));
	});

	it('find somebody', async () => {
		const names = ['Win Back', 'Left a Cart Behind', 'VIP', 'VIP at Risk', 'About to Leave', 'Looked', 'Went to Pay', 'Hold-Out', 'Offer Who Bought']; // prettier-ignore
		const ran = (await Promise.all(files.map(run))).flat();
		expect(names.filter((name) => !(membersOf(ran, name) > 0))).toEqual([]);
	});

	it('lose people from step to step of the funnel, and hold out about the share that was asked for', async () => {
		const funnel = await run('segment-onboarding-funnel.json');
		const [looked, took, paid] = ['Looked', 'Took', 'Went to Pay'].map((name) => membersOf(funnel, name));
		expect([Number(looked) > Number(took), Number(took) > Number(paid)]).toEqual([true, true]);
		expect(membersOf(funnel, 'Stuck After Looking')).toBe(Number(looked) - Number(took));
		const test = await run('segment-hold-out.json');
		const [out, offer] = [membersOf(test, 'Hold-Out'), membersOf(test, 'Gets the Offer')];
		expect(out / (out + offer)).toBeGreaterThan(0.1);
		expect(out / (out + offer)).toBeLessThan(0.3);
	});

	it('cannot lose a segment that another one asks for', async () => {
		await run('segment-hold-out.json');
		const archive = async (key: string) =>
			await execute(
				new CdpSegment(),
				fakeExecute(new CdpSegment(), { parameters: { operation: 'archive', segment: key } }),
			);
		await expect(archive('hold-out')).rejects.toThrow('Other segments ask for “hold-out”');
		const [[gone] = []] = await archive('hold-out-who-bought');
		expect(gone?.json).toMatchObject({ archived: true, definition: { name: 'Hold-Out Who Bought' } });
		expect((await cdp.segments.list()).map(({ key }) => key)).not.toContain('hold-out-who-bought');
	});
});
