import type { Change } from '../../../core/model/segment';
import { CdpCookieAudience } from '../../../nodes/CdpCookieAudience/CdpCookieAudience.node';
import { CdpSegment } from '../../../nodes/CdpSegment/CdpSegment.node';
import { execute, fakeExecute } from './fakeExecute';
import { change, segmentEngine } from './segmentEngine';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

const chosen = (value: unknown) => ({ __rl: true, mode: 'list', value }) as never;
const form = {
	operation: 'evaluate',
	name: 'Käufer 30 Tage!',
	conditions: {
		trait: [
			{ trait: chosen('plan'), comparison: 'isOneOf', value: chosen('premium, "gold, old"') },
			{ trait: chosen('visits'), comparison: 'greaterThan', value: chosen('12') },
			{ trait: chosen('born'), comparison: 'before', date: '2000-01-01T00:00:00' },
			{ trait: chosen('seen'), comparison: 'withinLastDays', days: 7 },
			{ trait: chosen('email'), comparison: 'exists' },
		],
		event: [
			{
				event: chosen('Order Completed'),
				countComparison: 'atLeast',
				times: 2,
				period: 'last',
				last: 30,
				unit: 'days',
				where: { filters: [{ property: chosen('total'), comparison: 'atLeast', value: '50' }] },
			},
		],
	},
};

/** The engine of the test; notes what was saved and asked. */
function engine(changes: Change[], members: number) {
	const { cdp, ...notes } = segmentEngine(changes, members);
	mockOpenCdp.mockResolvedValue(cdp);
	return notes;
}

describe('CDP Segment', () => {
	it('makes the definition from the rows of the form', async () => {
		const { saved } = engine([], 1);
		await execute(new CdpSegment(), fakeExecute(new CdpSegment(), { parameters: form }));
		expect(saved).toEqual([
			{
				version: 1,
				key: 'kaufer-30-tage',
				name: 'Käufer 30 Tage!',
				of: 'people',
				condition: {
					kind: 'all',
					conditions: [
						{ kind: 'trait', trait: 'plan', comparison: 'isOneOf', value: ['premium', 'gold, old'] },
						{ kind: 'trait', trait: 'visits', comparison: 'greaterThan', value: 12 },
						{ kind: 'trait', trait: 'born', comparison: 'before', value: '2000-01-01T00:00:00' },
						{ kind: 'trait', trait: 'seen', comparison: 'withinLastDays', value: 7 },
						{ kind: 'trait', trait: 'email', comparison: 'exists' },
						{
							kind: 'event',
							name: 'Order Completed',
							count: { comparison: 'atLeast', value: 2 },
							window: { last: 30, unit: 'days' },
							where: [{ property: 'total', comparison: 'atLeast', value: 50 }],
						},
					],
				},
			},
		]);
	});

	it('takes nested groups as JSON', async () => {
		const { saved } = engine([], 1);
		const condition = {
			kind: 'any',
			conditions: [{ kind: 'not', conditions: [{ kind: 'trait', trait: 'a', comparison: 'exists' }] }],
		};
		const parameters = {
			...form,
			specify: 'json',
			conditionJson: JSON.stringify(condition),
			definitionOptions: { key: 'mine' },
		};
		await execute(new CdpSegment(), fakeExecute(new CdpSegment(), { parameters }));
		expect(saved).toEqual([expect.objectContaining({ key: 'mine', condition })]);
	});

	it('says what is wrong with JSON that is none', async () => {
		engine([], 1);
		const fake = fakeExecute(new CdpSegment(), { parameters: { ...form, specify: 'json', conditionJson: '{' } });
		await expect(execute(new CdpSegment(), fake)).rejects.toThrow('What you wrote is not JSON');
	});

	it('puts out who entered, who left, and complete counts', async () => {
		const { asked } = engine([change(11, 'entered'), change(12, 'exited'), change(13, 'entered')], 5);
		const fake = fakeExecute(new CdpSegment(), {
			parameters: { ...form, limit: 1 },
			items: [{ json: {} }, { json: {} }],
		});
		const [entered, exited, summary] = await execute(new CdpSegment(), fake);
		expect(entered).toEqual([
			{
				json: {
					seq: 11,
					kind: 'entered',
					segment: 'k',
					profileId: 'p11',
					reason: 'because',
					time: '1970-01-01T00:00:00.000Z',
					identifiers: [],
					traits: { plan: 'gold' },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(exited?.map(({ json }) => json.profileId)).toEqual(['p12']);
		expect(summary?.map(({ json }) => json)).toMatchObject([
			{ members: 5, entered: 2, exited: 1, sentence: 'all of them' },
		]);
		expect(asked).toEqual([
			{ after: 10, upTo: 20, segment: 'k', kinds: ['entered'], limit: 1 },
			{ after: 10, upTo: 20, segment: 'k', kinds: ['exited'], limit: 1 },
		]);
		expect(fake.hints).toEqual([expect.stringContaining('each output shows the first 1')]);
	});

	it('hints at what to do when nobody is in it', async () => {
		engine([], 0);
		const fake = fakeExecute(new CdpSegment(), { parameters: form });
		const outputs = await execute(new CdpSegment(), fake);
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 1]);
		expect(fake.hints).toEqual([expect.stringContaining('Nobody is in this segment')]);
	});

	it.each([
		[{ name: ' ' }, 'The segment has no name'],
		[{ name: '!!!' }, 'No key can be made'],
		[{ conditions: {} }, 'There is no condition'],
		[{ conditions: { trait: [{ trait: chosen('') }] } }, 'A condition has no trait'],
		[{ conditions: { trait: [{ trait: chosen('a'), comparison: 'is', value: chosen('') }] } }, '"Is" has no value'],
	])('refuses %j and says why', async (wrong, message) => {
		engine([], 1);
		const fake = fakeExecute(new CdpSegment(), { parameters: { ...form, ...(wrong as object) } });
		await expect(execute(new CdpSegment(), fake)).rejects.toThrow(message);
	});
});

describe('CDP Cookie Audience', () => {
	it('is the same form for browsers, with page views and a lifetime', async () => {
		const { saved } = engine([], 1);
		const parameters = {
			operation: 'evaluate',
			name: 'Looked at Shoes',
			ttlDays: 14,
			conditions: { page: [{ part: 'path', value: '/shoes/', times: 3 }] },
		};
		await execute(new CdpCookieAudience(), fakeExecute(new CdpCookieAudience(), { parameters }));
		const page = {
			kind: 'event',
			name: '$page',
			count: { comparison: 'atLeast', value: 3 },
			window: { last: 30, unit: 'days' },
			where: [{ property: 'path', comparison: 'contains', value: '/shoes/' }],
		};
		const condition = { kind: 'all', conditions: [page] };
		expect(saved).toEqual([
			{ version: 1, key: 'looked-at-shoes', name: 'Looked at Shoes', of: 'browsers', ttlDays: 14, condition },
		]);
	});
});
