import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type { INodeParameters, INodeType, INodeTypes } from 'n8n-workflow';
import { openLocal } from '../../../engine/local';
import type { Cdp } from '../../../index';
import { CdpCookieAudience } from '../../../nodes/CdpCookieAudience/CdpCookieAudience.node';
import { CdpSegment } from '../../../nodes/CdpSegment/CdpSegment.node';
import { execute, fakeExecute } from './fakeExecute';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

const chosen = (value: unknown) => ({ __rl: true, mode: 'list', value }) as never;
const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'outputs-'));
let cdp: Cdp;
let seen = 0;

const call = (body: object, ms = Date.now()) => ({
	...body,
	messageId: `m${seen++}`,
	timestamp: new Date(ms).toISOString(),
});
const ingest = (...calls: object[]) => cdp.ingest.calls(calls, { source: 'site', verified: true });

/** What comes out, as identifiers, output by output. */
async function run(type: INodeType, parameters: INodeParameters) {
	const outputs = await execute(type, fakeExecute(type, { parameters: { operation: 'evaluate', ...parameters } }));
	const named = ({ identifiers = [] }: { identifiers?: Array<{ value: string }> }) => identifiers[0]?.value;
	const who = outputs.map((items) => items.map(({ json }) => named(json as never)));
	return { who, last: outputs.at(-1)?.at(-1)?.json, summary: outputs[2]?.[0]?.json };
}

beforeAll(async () => {
	cdp = await openLocal(`sqlite:${join(folder, 'store.db')}`);
	mockOpenCdp.mockResolvedValue(cdp);
});
afterAll(async () => {
	await cdp.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('The outputs of CDP Segment', () => {
	it('are Entered, Exited, Summary and, where asked, Members in pages', async () => {
		const mood = (userId: string, is: string) => call({ type: 'identify', userId, traits: { mood: is } });
		await ingest(mood('a', 'good'), mood('b', 'good'), mood('c', 'good'), mood('d', 'bad'));
		const conditions = { trait: [{ trait: chosen('mood'), comparison: 'is', value: chosen('good') }] };
		const form = { name: 'Good Mood', conditions } as unknown as INodeParameters;
		const first = await run(new CdpSegment(), { ...form, outputMembers: true, limit: 2 });
		expect(first.who).toEqual([['a', 'b'], [], [undefined], ['a', 'b']]);
		expect(first.summary).toMatchObject({ entered: 3, exited: 0, members: 3 });
		const next = { ...form, outputMembers: true, limit: 2, after: first.last?.next as string };
		expect((await run(new CdpSegment(), next)).who).toEqual([[], [], [undefined], ['c']]);
		await ingest(mood('a', 'bad'), mood('d', 'good'));
		expect((await run(new CdpSegment(), form)).who).toEqual([['d'], ['a'], [undefined]]);
	});
});

describe('The outputs of CDP Cookie Audience', () => {
	it('are the same for browsers, which leave when their time is over', async () => {
		const page = (anonymousId: string, ms?: number) =>
			call({ type: 'page', anonymousId, properties: { path: '/shoes/' } }, ms);
		await ingest(page('soon-over', Date.now() - DAY + 2_500), page('here'), page('too-late', Date.now() - 2 * DAY));
		const conditions = { page: [{ part: 'path', comparison: 'contains', value: 'shoes' }] };
		const form = { name: 'Shoes', conditions, ttlDays: 1 } as unknown as INodeParameters;
		const first = await run(new CdpCookieAudience(), { ...form, outputMembers: true });
		expect(first.who.map((ids) => ids.sort())).toEqual([['here', 'soon-over'], [], [undefined], ['here', 'soon-over']]);
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		const second = await run(new CdpCookieAudience(), { ...form, outputMembers: true });
		expect(second.who).toEqual([[], ['soon-over'], [undefined], ['here']]);
	});
});

describe('The outputs that the editor draws', () => {
	it.each([
		[{}, ['Entered', 'Exited', 'Summary']],
		[{ outputMembers: true }, ['Entered', 'Exited', 'Summary', 'Members']],
		[{ operation: 'getMany' }, [undefined]],
	])('for %j are %j', (parameters, names) => {
		const type = new CdpSegment();
		const node = fakeExecute(type, { parameters: { operation: 'evaluate', ...parameters } }).node;
		const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type } as unknown as INodeTypes;
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const outputs = NodeHelpers.getNodeOutputs(workflow, node, type.description);
		expect(outputs.map((one) => (typeof one === 'string' ? one : one.displayName))).toEqual(names);
	});
});
