import { CdpCookieAudience } from '../../../nodes/CdpCookieAudience/CdpCookieAudience.node';
import { CdpSegment } from '../../../nodes/CdpSegment/CdpSegment.node';
import { execute, fakeExecute } from './fakeExecute';
import { segmentEngine } from './segmentEngine';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

const chosen = (value: unknown) => ({ __rl: true, mode: 'list', value }) as never;

/** The engine of the test; notes what was asked. */
function engine() {
	const { cdp, asked } = segmentEngine([], 1);
	mockOpenCdp.mockResolvedValue(cdp);
	return { asked };
}

describe.each([new CdpSegment(), new CdpCookieAudience()])('$description.displayName', (type) => {
	const person = { identifierType: chosen('email'), identifierValue: 'a@b.example' };
	it.each([
		[
			'preview',
			{ name: 'X', conditions: { trait: [{ trait: chosen('a'), comparison: 'exists' }] } },
			{ key: 'x', members: 0, entering: 0, leaving: 2, reach: { identifiers: { email: 0 } } },
		],
		['explain', { segment: chosen('k'), ...person }, { segment: 'k', member: true, since: '1970-01-01T00:00:00.000Z' }],
		['members', { segment: chosen('k') }, { profileId: 'p1', next: 'more' }],
	])('%s reads only what its form shows', async (operation, parameters, expected) => {
		engine();
		const [output] = await execute(type, fakeExecute(type, { parameters: { operation, ...parameters } }));
		expect(output?.map(({ json }) => json)).toMatchObject([expected]);
	});

	it('lists what is saved', async () => {
		engine();
		expect(await execute(type, fakeExecute(type, { parameters: { operation: 'getMany' } }))).toEqual([[]]);
	});

	it('previews with what the engine says about names, and what to do when nobody matches', async () => {
		engine();
		const parameters = {
			operation: 'preview',
			name: 'X',
			conditions: { trait: [{ trait: chosen('a'), comparison: 'exists' }] },
		};
		const fake = fakeExecute(type, { parameters });
		await execute(type, fake);
		expect(fake.hints).toEqual(['No event “Oder” was seen.', expect.stringContaining('Nobody matches')]);
	});

	it('compares several: an item a pair, with sizes and shares', async () => {
		const { asked } = engine();
		const compared = { segments: ['c', 'a', 'b', 'c'].map((key) => ({ segment: chosen(key) })) };
		const fake = fakeExecute(type, { parameters: { operation: 'compare', compared } });
		const [pairs] = await execute(type, fake);
		expect(asked).toEqual([['c', 'a', 'b']]);
		expect(pairs?.map(({ json }) => json)).toEqual([
			{ a: 'c', b: 'a', sizeA: 3, sizeB: 8, both: 1, shareOfA: 33.3, shareOfB: 12.5, inAny: 9, inAll: 0 },
			{ a: 'c', b: 'b', sizeA: 3, sizeB: 0, both: 0, shareOfA: 0, shareOfB: 0, inAny: 9, inAll: 0 },
			{ a: 'a', b: 'b', sizeA: 8, sizeB: 0, both: 0, shareOfA: 0, shareOfB: 0, inAny: 9, inAll: 0 },
		]);
		expect(fake.hints).toEqual(['9 people are in at least one, 0 in all of them.']);
	});

	it('refuses to compare one with nothing', async () => {
		engine();
		const fake = fakeExecute(type, { parameters: { operation: 'compare', compared: {} } });
		await expect(execute(type, fake)).rejects.toThrow('fewer than two');
	});

	it('shows the newest of the history of size, oldest first', async () => {
		const { asked } = engine();
		const parameters = { operation: 'sizes', segment: chosen('k'), since: '1970-01-02T00:00:00Z', limit: 2 };
		const [sizes] = await execute(type, fakeExecute(type, { parameters }));
		expect(asked).toEqual([['k', { since: 86_400_000 }]]);
		expect(sizes?.map(({ json }) => json)).toEqual([
			{ segment: 'k', time: '1970-01-01T02:00:00.000Z', members: 2, entered: 1, exited: 0 },
			{ segment: 'k', time: '1970-01-01T03:00:00.000Z', members: 3, entered: 1, exited: 0 },
		]);
	});

	it('archives, and says what happened and how it was defined', async () => {
		const { asked } = engine();
		const fake = fakeExecute(type, { parameters: { operation: 'archive', segment: chosen('k') } });
		expect(await execute(type, fake)).toMatchObject([
			[{ json: { segment: 'k', archived: true, members: 0, definition: { key: 'k' } } }],
		]);
		expect(asked).toEqual(['k']);
	});
});

describe('CDP Segment > Evaluate All Due', () => {
	it('has an item for each', async () => {
		engine();
		const fake = fakeExecute(new CdpSegment(), { parameters: { operation: 'evaluateAll' } });
		expect(await execute(new CdpSegment(), fake)).toMatchObject([[{ json: { key: 'a' } }, { json: { key: 'b' } }]]);
	});
});
