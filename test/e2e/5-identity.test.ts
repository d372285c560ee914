import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { N8nClient } from '../../demo/n8n/client';
import type { Execution } from '../../demo/n8n/client';
import { placesOf } from '../../demo/start/places';
import { cdp } from '../../demo/start/store';
import { loadWorkflows, manualTriggerOf } from '../../demo/start/workflows';
import type { SampleWorkflow } from '../../demo/start/workflows';
import { sharedHost } from './host';

interface Side {
	id: string;
	traits: Record<string, string>;
	identifiers: Array<{ type: string; value: string }>;
}

interface Pair {
	id: string;
	probability: number;
	a: Side;
	b: Side;
	fields: Array<{ field: string; weight: number }>;
}

const host = sharedHost();
let client: N8nClient;
let workflows: SampleWorkflow[];

beforeAll(async () => {
	client = new N8nClient(host.n8nUrl);
	await client.login();
	workflows = await loadWorkflows(client, placesOf(host));
}, 120_000);

async function run(file: string): Promise<Execution> {
	const workflow = workflows.find((one) => one.file === file);
	if (!workflow) throw new Error(`There is no workflows/${file}.json`);
	const execution = await client.run(workflow, manualTriggerOf(workflow) ?? '');
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	return execution;
}

const items = <T>(execution: Execution, node: string) => execution.items(node) as unknown as T[];
/** The profile that a customer number is in now, from the store itself. */
const profileOf = async (customer: string) => (await cdp<Side>(host.storeFile, 'profile', `customer:${customer}`)).id;

describe('The template "Find duplicate customers and review them" on the real n8n', () => {
	let first: Execution;
	beforeAll(async () => {
		first = await run('find-duplicates');
	}, 180_000);

	it('joins at once who is clearly the same, whatever the spelling', async () => {
		expect(items(first, 'Store Them')).toMatchObject([{ rows: 48, accepted: 48, rejected: 0 }]);
		const joined = items<Pair>(first, 'Joined by Themselves');
		const krause = joined.find(({ a }) => a.traits['last_name'] === 'Krause');
		expect([krause?.a.traits['first_name'], krause?.b.traits['first_name']].sort()).toEqual(['Juergen', 'Jürgen']);
		expect(await profileOf('20021')).toBe(await profileOf('20022'));
		// These two share a phone number: no likeness is needed.
		expect(await profileOf('20011')).toBe(await profileOf('20012'));
	});

	it('shows the doubtful pairs side by side, with what speaks for and against', () => {
		const mehmet = items<Pair>(first, 'Get Reviews').find(({ a }) => a.traits['first_name'] === 'Mehmet');
		expect([mehmet?.a.traits['city'], mehmet?.b.traits['city']].sort()).toEqual(['Bonn', 'Köln']);
		expect(mehmet?.fields.some(({ field, weight }) => field === 'last_name' && weight > 0)).toBe(true);
		expect(mehmet?.fields.some(({ field, weight }) => field === 'city' && weight < 0)).toBe(true);
	});

	it('decides every one of them by the branch, and both people keep what they are', async () => {
		const pairs = items<Pair>(first, 'Get Reviews');
		const likely = pairs.filter(({ probability }) => probability >= 0.9).map(({ id }) => id);
		const others = pairs.filter(({ probability }) => probability < 0.9).map(({ id }) => id);
		const decided = (node: string) => items<{ reviewId: string }>(first, node).map(({ reviewId }) => reviewId);
		expect(likely.length).toBeGreaterThan(0);
		expect([decided('One Person'), decided('Two People')]).toEqual([likely, others]);
		expect(items(first, 'Decided')).toHaveLength(pairs.length);
		expect(await profileOf('20031')).toBe(await profileOf('20032'));
		expect(await profileOf('20041')).not.toBe(await profileOf('20042'));
	});

	it('asks nobody twice', async () => {
		const again = await run('find-duplicates');
		expect(items(again, 'Store Them')).toMatchObject([{ accepted: 0, duplicates: 48 }]);
		expect(items(again, 'Find Duplicates')).toMatchObject([{ done: true, waiting: 0 }]);
		expect(items(again, 'Decided')).toEqual([]);
		expect(await profileOf('20031')).toBe(await profileOf('20032'));
	}, 180_000);
});

describe('The template "Undo a wrong merge" on the real n8n', () => {
	const values = ({ identifiers }: Side) => identifiers.map(({ value }) => value).sort();

	it('shows the evidence, looks first, undoes, and gives both people back', async () => {
		const execution = await run('undo-a-wrong-merge');
		const [merged] = items<Side & { conflicts: Array<{ trait: string }> }>(execution, 'Who Is This?');
		expect(merged && values(merged)).toEqual(['21001', '21002', 'eva@mail.example', 'karl@mail.example']);
		expect(merged?.conflicts.map(({ trait }) => trait)).toEqual(expect.arrayContaining(['city', 'first_name']));
		expect(items(execution, 'The Evidence')).toEqual(
			expect.arrayContaining([expect.objectContaining({ source: 'till', state: 'active' })]),
		);
		const [tried] = items<{ preview: boolean; after: Side[] }>(execution, 'Try It');
		const people = items<Side>(execution, 'Both Profiles');
		expect(tried).toMatchObject({ preview: true, after: [{}, {}] });
		expect(people.map(({ traits }) => [traits['first_name'], traits['city']]).sort()).toEqual([
			['Eva', 'Erfurt'],
			['Karl', 'Kassel'],
		]);
		expect(tried?.after.map(({ traits }) => traits)).toEqual(people.map(({ traits }) => traits));
		expect(await profileOf('21001')).not.toBe(await profileOf('21002'));
	}, 120_000);

	it('holds when the same mistake is sent again', async () => {
		const again = await run('undo-a-wrong-merge');
		expect(items<Side>(again, 'Who Is This?').map(values)).toEqual([['21002', 'eva@mail.example']]);
		expect(items<Side>(again, 'Both Profiles')).toHaveLength(2);
		expect(await profileOf('21001')).not.toBe(await profileOf('21002'));
	}, 120_000);
});

describe('Rules of identity on the real n8n', () => {
	const ours = (name: string, x: number, parameters: object) => ({
		...{ id: `00000000-0000-4000-8000-00000000000${x}`, typeVersion: 1, position: [x * 220, 0] },
		...{ name, type: 'n8n-nodes-cdp.cdpIdentity', parameters: { resource: 'rules', ...parameters } },
	});
	/** Nothing is shared any more, so the first of many people who used a till gets its address. */
	const change = {
		typeRules: { rules: [{ type: { __rl: true, mode: 'name', value: 'email' }, changes: { quarantineAbove: 0 } }] },
	};
	const workflow = {
		name: 'Change the Rules and Go Back',
		nodes: [
			{ ...ours('Start', 0, {}), type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			ours('Preview', 1, { operation: 'previewRules', ...change }),
			ours('Apply', 2, { operation: 'applyRules', ...change, by: 'ann' }),
			ours('Go Back', 3, { operation: 'applyRules', startFrom: 'builtIn' }),
			ours('Present', 4, { operation: 'getRules' }),
		],
		connections: Object.fromEntries(
			['Start', 'Preview', 'Apply', 'Go Back', 'Present']
				.map((name, at, all) => [name, { main: [[{ node: all[at + 1], type: 'main', index: 0 }]] }] as const)
				.slice(0, -1),
		),
	};

	it('are looked at, applied to everybody, and taken back', async () => {
		const file = join(host.shopFolder, 'till.csv');
		writeFileSync(file, ['user_id,email', ...[...'abcdef'].map((user) => `till-${user},till@shop.example`)].join('\n'));
		await cdp(host.storeFile, 'import', file, '--as', 'people');
		const saved = await client.saveWorkflow(workflow);
		const execution = await client.run(saved, 'Start');
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		const [preview] = items<{ changed: string[]; merged: number }>(execution, 'Preview');
		expect(preview).toMatchObject({ changed: ['email > quarantineAbove: 5 -> null'], merged: expect.any(Number) });
		const [applied] = items<{ merged: number; groups: number }>(execution, 'Apply');
		expect(applied).toMatchObject({ version: 1, done: true, merged: preview?.merged });
		expect(applied?.merged).toBeGreaterThan(0);
		expect(items(execution, 'Go Back')).toMatchObject([{ version: 2, done: true, split: applied?.merged }]);
		expect(items(execution, 'Present')).toMatchObject([{ version: 2 }]);
	}, 180_000);
});
