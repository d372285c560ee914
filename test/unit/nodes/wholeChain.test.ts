import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ILoadOptionsFunctions, INodeType } from 'n8n-workflow';
import type { Cdp } from '../../../index';
import { openLocal } from '../../../engine/local';
import { CdpCookieAudience } from '../../../nodes/CdpCookieAudience/CdpCookieAudience.node';
import { CdpDestination } from '../../../nodes/CdpDestination/CdpDestination.node';
import { CdpIdentity } from '../../../nodes/CdpIdentity/CdpIdentity.node';
import { CdpIngest } from '../../../nodes/CdpIngest/CdpIngest.node';
import { CdpProfile } from '../../../nodes/CdpProfile/CdpProfile.node';
import { CdpSegment } from '../../../nodes/CdpSegment/CdpSegment.node';
import type { FakeSetup } from './fakeExecute';
import { execute, fakeExecute } from './fakeExecute';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

const folder = mkdtempSync(join(tmpdir(), 'nodes-chain-'));
const chosen = (value: unknown) => ({ __rl: true, mode: 'list', value }) as never;
let cdp: Cdp;

/** Runs a node on the real engine; answers with the json of its items by output. */
async function run(type: INodeType, parameters: object, further: Partial<FakeSetup> = {}) {
	const outputs = await execute(type, fakeExecute(type, { parameters: parameters as never, ...further }));
	return outputs.map((items) => items.map(({ json }) => json as Record<string, never>));
}

const items = (rows: object[]) => ({ items: rows.map((json) => ({ json: json as never })) });
const who = (value: string) => ({ identifierType: chosen('email'), identifierValue: value });

describe('The nodes on the real engine, one after another as in a workflow', () => {
	beforeAll(async () => {
		cdp = await openLocal(`sqlite:${join(folder, 'store.db')}`);
		mockOpenCdp.mockResolvedValue(cdp);
	});
	afterAll(async () => {
		await cdp.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it('CDP Ingest stores people from items and says which it could not use, and why', async () => {
		const rows = [
			{ 'E-Mail': 'ann@example.com', first_name: 'Ann', city: 'Berlin' },
			{ 'E-Mail': 'bob@example.com', first_name: 'Bob', city: 'Köln' },
			{ first_name: 'Nobody' },
		];
		const fake = fakeExecute(new CdpIngest(), { parameters: { operation: 'people' }, ...items(rows) });
		const [done, rejected] = await execute(new CdpIngest(), fake);
		expect(done?.map(({ json }) => json)).toMatchObject([{ as: 'people', rows: 3, accepted: 2, rejected: 1 }]);
		expect(rejected).toMatchObject([{ json: { row: 3, reason: expect.any(String) }, pairedItem: { item: 2 } }]);
	});

	it('CDP Ingest reads a file of the host with a mapping, twice without a difference', async () => {
		const file = join(folder, 'shop.csv');
		writeFileSync(
			file,
			'Bon;Kunde;Wann;Stück;Preis\n1;ann@example.com;2026-01-02;1;10\n2;ann@example.com;2026-01-03;2;12\n',
		);
		const fields = [
			{ field: 'invoice', column: 'Bon' },
			{ field: 'email', column: 'Kunde' },
			{ field: 'date', column: 'Wann' },
			{ field: 'quantity', column: 'Stück' },
			{ field: 'price', column: 'Preis' },
		];
		const parameters = { operation: 'fromFile', as: 'orders', filePath: file, fieldMap: { fields } };
		const [first] = await run(new CdpIngest(), parameters);
		const [second] = await run(new CdpIngest(), parameters);
		expect(first).toMatchObject([{ file, rows: 2, accepted: 2, duplicates: 0, rejected: 0 }]);
		expect(second).toMatchObject([{ rows: 2, accepted: 0, duplicates: 2 }]);
	});

	it('CDP Ingest takes a file from the item as well', async () => {
		const lines = ['home', 'shoes', 'shoes'].map((page, index) => ({
			type: 'page', messageId: `m${index}`, anonymousId: 'b1', timestamp: new Date().toISOString(), properties: { path: `/${page}/` },
		})); // prettier-ignore
		const data = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')).toString('base64');
		const binary = { data, mimeType: 'application/x-ndjson', fileName: 'clicks.ndjson' };
		const parameters = { operation: 'fromFile', as: 'events', fileIs: 'binary' };
		expect(await run(new CdpIngest(), parameters, { binary })).toMatchObject([[{ rows: 3, accepted: 3 }], []]);
	});

	it('CDP Profile records consent, updates, and reads one person back', async () => {
		const consent = { purposes: [{ purpose: 'advertising', granted: true }] };
		await run(new CdpProfile(), { operation: 'setConsent', ...who('ann@example.com'), consent });
		const traits = { assignments: [{ id: '1', name: 'plan', type: 'string', value: 'gold' }] };
		await run(new CdpProfile(), { operation: 'update', ...who('ann@example.com'), traits });
		const [[ann]] = (await run(new CdpProfile(), { operation: 'get', ...who('ann@example.com') })) as [[object]];
		expect(ann).toMatchObject({
			found: true,
			known: true,
			traits: { city: 'Berlin', plan: 'gold' },
			consents: { advertising: { granted: true } },
		});
		const [timeline] = await run(new CdpProfile(), { operation: 'timeline', ...who('ann@example.com'), limit: 10 });
		expect(timeline?.filter(({ name }) => name === 'Order Completed')).toHaveLength(2);
		expect((await run(new CdpProfile(), { operation: 'getMany' }))[0]?.length).toBeGreaterThanOrEqual(3);
		expect((await run(new CdpProfile(), { operation: 'export', ...who('ann@example.com') }))[0]).toHaveLength(1);
	});

	it('lists offer what the store has seen', async () => {
		const context = {
			getNode: () => ({}),
			getCurrentNodeParameter: (name: string) => (name === '&trait' ? chosen('city') : undefined),
			getTimezone: () => 'America/New_York',
		} as unknown as ILoadOptionsFunctions;
		const { listSearch } = new CdpSegment().methods;
		const names = async (search: keyof typeof listSearch, filter?: string) =>
			(await listSearch[search].call(context, filter)).results.map(({ name }) => name);
		expect(await names('searchEvents', 'ord')).toEqual(['Order Completed (2)']);
		expect(await names('searchTraits', 'cit')).toEqual(['city (2)']);
		expect(await names('searchTraitValues', 'Ber')).toEqual(['Berlin (1)']);
		expect(await names('searchPurposes')).toEqual([expect.stringMatching(/^advertising \(\d+\)$/)]);
		expect((await names('searchTimeZones')).slice(0, 2)).toEqual([
			expect.stringContaining('New_York'),
			expect.stringMatching(/^UTC /),
		]);
		expect(await names('searchTimeZones', 'new york')).toEqual([
			expect.stringMatching(/^America\/New_York \(GMT-[45]\)$/),
		]);
		expect(await names('searchIdentifierTypes')).toEqual(
			expect.arrayContaining([expect.stringMatching(/^email \(/), 'profile']),
		);
	});

	it('lists of properties know the events of every row, also those of the steps of a sequence', async () => {
		const steps = { step: [{ event: chosen('Order Completed'), where: {} }] };
		const form: Record<string, unknown> = { conditions: { sequence: [{ steps }] } };
		const context = {
			getNode: () => ({}),
			getCurrentNodeParameter: () => chosen('path'),
			getCurrentNodeParameters: () => form,
		} as unknown as ILoadOptionsFunctions;
		const { searchProperties, searchPropertyValues } = new CdpSegment().methods.listSearch;
		const names = async () => (await searchProperties.call(context)).results.map(({ name }) => name);
		expect(await names()).toEqual(expect.arrayContaining([expect.stringMatching(/^revenue \(\d+\)$/)]));
		form.conditions = { sequence: [{ steps }], event: [{ event: chosen('$page') }] };
		expect(await names()).toEqual(expect.arrayContaining([expect.stringMatching(/^revenue of Order Completed \(/)]));
		const paths = (await searchPropertyValues.call(context)).results.map(({ name }) => name);
		expect(paths).toEqual(['/shoes/ (2)', '/home/ (1)']);
	});

	it('CDP Segment is the segment: Entered, then nothing, and Destination sends exactly that', async () => {
		const parameters = {
			operation: 'evaluate',
			name: 'Berlin Buyers',
			conditions: {
				trait: [{ trait: chosen('city'), comparison: 'is', value: chosen('Berlin') }],
				event: [{ event: chosen('Order Completed'), countComparison: 'atLeast', times: 2 }],
			},
		};
		const preview = await run(new CdpSegment(), { ...parameters, operation: 'preview' });
		expect(preview).toMatchObject([[{ members: 1, sample: [{ traits: { first_name: 'Ann' } }] }]]);
		const [entered, exited, summary] = await run(new CdpSegment(), parameters);
		expect(entered).toMatchObject([{ kind: 'entered', segment: 'berlin-buyers', traits: { first_name: 'Ann' } }]);
		expect([exited, summary]).toMatchObject([[], [{ members: 1, entered: 1, exited: 0 }]]);
		expect(await run(new CdpSegment(), parameters)).toMatchObject([[], [], [{ members: 1, entered: 0 }]]);
		const [why] = await run(new CdpSegment(), {
			operation: 'explain',
			segment: chosen('berlin-buyers'),
			...who('bob@example.com'),
		});
		expect(why).toMatchObject([{ member: false, explanation: { holds: false } }]);
		expect((await run(new CdpSegment(), { operation: 'members', segment: chosen('berlin-buyers') }))[0]).toHaveLength(
			1,
		);

		const target = { destination: 'file', segment: chosen('berlin-buyers'), filePath: join(folder, 'out.ndjson') };
		expect(await run(new CdpDestination(), { operation: 'preview', ...target })).toMatchObject([
			[{ preview: [{ method: 'APPEND' }] }],
		]);
		expect(await run(new CdpDestination(), { operation: 'push', ...target })).toMatchObject([[{ added: 1 }], []]);
		expect(await run(new CdpDestination(), { operation: 'push', ...target })).toMatchObject([
			[{ added: 0, unchanged: 1 }],
			[],
		]);
		expect(await run(new CdpDestination(), { operation: 'deadLetters', ...target })).toEqual([[]]);
	});

	it('CDP Cookie Audience is one of browsers', async () => {
		const page = [{ part: 'path', comparison: 'contains', value: 'shoes', times: 2 }];
		const parameters = { operation: 'evaluate', name: 'Shoes', conditions: { page } };
		const [entered] = await run(new CdpCookieAudience(), parameters);
		expect(entered).toMatchObject([{ browser: { type: 'anonymous_id', value: 'b1' } }]);
		expect((await run(new CdpCookieAudience(), { operation: 'getMany' }))[0]).toMatchObject([
			{ key: 'shoes', of: 'browsers' },
		]);
	});

	it('CDP Identity joins, explains and undoes', async () => {
		const both = {
			firstIdentifierType: chosen('email'), firstIdentifierValue: 'bob@example.com',
			secondIdentifierType: chosen('anonymous_id'), secondIdentifierValue: 'b1',
		}; // prettier-ignore
		const person = async (operation: string, parameters: object) =>
			(await run(new CdpIdentity(), { operation, ...parameters }))[0];
		expect(await person('link', { ...both, preview: true })).toMatchObject([
			{ joined: true, profiles: [expect.any(String)] },
		]);
		expect(await person('explain', both)).toMatchObject([{ joined: false }]);
		expect(await person('link', both)).toMatchObject([{ joined: true }]);
		expect(await person('explain', both)).toMatchObject([{ joined: true }]);
		const evidence = { resource: 'evidence', operation: 'getLinks', ...who('bob@example.com') };
		expect((await run(new CdpIdentity(), evidence))[0]?.length).toBeGreaterThan(0);
		const twoProfiles = [{ profiles: [expect.any(String), expect.any(String)] }];
		expect(await person('unlink', { ...both, preview: true })).toMatchObject(twoProfiles);
		expect(await person('resolve', who('bob@example.com'))).toMatchObject([{ identifiers: [{}, {}] }]);
		expect(await person('unlink', both)).toMatchObject(twoProfiles);
		expect(await person('resolve', who('bob@example.com'))).toMatchObject([{ identifiers: [{}] }]);
		expect(await person('keepApart', both)).toMatchObject(twoProfiles);
		expect(await person('link', both)).toMatchObject([{ joined: true }]);
		const taken = { identifiers: [{ type: chosen('anonymous_id'), value: 'b1' }] };
		expect(await person('split', { taken })).toMatchObject(twoProfiles);
		const history = { resource: 'evidence', operation: 'history', of: 'one', ...who('bob@example.com') };
		expect((await run(new CdpIdentity(), history))[0]?.map(({ kind }) => String(kind))).toEqual([
			'split', 'merged', 'split', 'merged',
		]); // prettier-ignore
	});

	it('CDP Identity changes the rules: looked at first, then applied', async () => {
		await cdp.ingest.calls(
			[...'abcde'].map((user) => ({
				type: 'identify',
				userId: `till-${user}`,
				traits: { email: 'till@shop.example' },
			})),
			{ source: 'shop', verified: true },
		);
		const shared = async () => (await run(new CdpIdentity(), { resource: 'evidence', operation: 'getShared' }))[0];
		const rules = async (operation: string, further = {}) =>
			(await run(new CdpIdentity(), { resource: 'rules', operation, ...further }))[0];
		expect(await shared()).toEqual([]);
		const change = { typeRules: { rules: [{ type: chosen('email'), changes: { quarantineAbove: 2 } }] } };
		expect(await rules('previewRules', change)).toMatchObject([
			{ changed: ['email > quarantineAbove: 5 -> 2'], merged: 0 },
		]);
		expect(await rules('getRules')).toMatchObject([{ version: 0 }]);
		expect(await rules('applyRules', change)).toMatchObject([{ version: 1, done: true, merged: 0 }]);
		expect(await shared()).toMatchObject([{ type: 'email', value: 'till@shop.example' }]);
		expect(await rules('applyRules', change)).toMatchObject([{ version: 1, done: true, changed: [] }]);
		expect(await rules('applyRules', { startFrom: 'builtIn' })).toMatchObject([{ version: 2, done: true }]);
		expect(await shared()).toEqual([]);
		const refused = (await run(new CdpIdentity(), { resource: 'evidence', operation: 'getRefused', limit: 2 }))[0];
		expect(refused).toMatchObject([{ state: 'refused', reason: expect.any(String) }, { next: expect.any(String) }]);
	});

	it('CDP Profile erases for good', async () => {
		expect((await run(new CdpProfile(), { operation: 'erase', ...who('ann@example.com') }))[0]).toMatchObject([
			{ erased: true },
		]);
		expect((await run(new CdpProfile(), { operation: 'get', ...who('ann@example.com') }))[0]).toMatchObject([
			{ found: false },
		]);
	});
});
