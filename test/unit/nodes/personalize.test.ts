import type { DecideRequest } from '../../../index';
import { CdpPersonalize } from '../../../nodes/CdpPersonalize/CdpPersonalize.node';
import { openCdp } from '../../../index';
import { fakeCdp } from './fakeCdp';
import { execute, fakeExecute } from './fakeExecute';
import { locate } from './identityNode';

jest.mock('../../../index', () => ({ ...jest.requireActual<object>('../../../index'), openCdp: jest.fn() }));

const asked: unknown[][] = [];
const personalize = {
	decide: async (request: DecideRequest) => (asked.push(['decide', request]), { variant: 'a', content: 1 }) as never,
	explain: async (request: DecideRequest) => (asked.push(['explain', request]), { variant: 'a', checks: [] }) as never,
	save: async (definition: unknown) => (asked.push(['save', definition]), { key: 'k', revision: 1 }) as never,
	list: async () => [{ key: 'home', name: 'Home' }] as never,
	get: async (key: string) => ({ key, version: 1 }) as never,
	remove: async (key: string) => (asked.push(['remove', key]), { removed: true }),
};

async function run(operation: string, parameters: object = {}) {
	asked.length = 0;
	jest.mocked(openCdp).mockResolvedValue(fakeCdp({ personalize }));
	const type = new CdpPersonalize();
	const [items = []] = await execute(type, fakeExecute(type, { parameters: { operation, ...parameters } }));
	return items.map(({ json }) => json);
}

describe('CDP Personalize', () => {
	it('decides for the public unless told otherwise, and passes over what is empty', async () => {
		const items = await run('decide', {
			experience: locate('home'),
			identifiers: {
				identifier: [
					{ type: locate('email'), value: '' },
					{ type: locate('anonymous_id'), value: 'b1' },
				],
			},
			page: { url: 'https://shop.example/', category: '' },
		});
		expect(items).toEqual([{ variant: 'a', content: 1 }]);
		expect(asked).toEqual([
			[
				'decide',
				{
					experience: 'home',
					identifiers: [{ type: 'anonymous_id', value: 'b1' }],
					context: { url: 'https://shop.example/' },
					public: true,
				},
			],
		]);
		await run('decide', { decideOptions: { public: false, log: 'wait', recommendations: 3, budgetMs: 20 } });
		expect(asked[0]?.[1]).toMatchObject({ public: false, log: 'wait', recommend: { limit: 3 }, budgetMs: 20 });
	});

	it('makes the rules of its form', async () => {
		await run('save', {
			name: 'Banner on the Home Page',
			variants: {
				variant: [
					{
						key: 'vip',
						content: '{"title":"Hi"}',
						match: 'any',
						conditions: {
							condition: [
								{ kind: 'segment', segment: locate('vip'), is: 'no' },
								{ kind: 'interest', in: 'category', value: 'bikes', atLeast: 30 },
								{ kind: 'page', field: 'campaign', comparison: 'exists' },
								{ kind: 'visitor', visitor: 'returning' },
							],
						},
						percent: 50,
					},
					{ key: 'all', content: '"plain"' },
				],
			},
			fallback: '{}',
			holdOut: 0,
		});
		expect(asked[0]?.[1]).toEqual({
			version: 1,
			key: 'banner-on-the-home-page',
			name: 'Banner on the Home Page',
			variants: [
				{
					key: 'vip',
					content: { title: 'Hi' },
					when: {
						kind: 'any',
						conditions: [
							{ kind: 'segment', segment: 'vip', is: false },
							{ kind: 'interest', in: 'category', value: 'bikes', atLeast: 30 },
							{ kind: 'page', field: 'campaign', comparison: 'exists' },
							{ kind: 'visitor', is: 'returning' },
						],
					},
					percent: 50,
				},
				{ key: 'all', content: 'plain' },
			],
			fallback: { content: {} },
		});
	});

	it('says which content is no JSON, and takes a definition as JSON', async () => {
		await expect(
			run('save', { name: 'X', variants: { variant: [{ key: 'a', content: '{' }] }, fallback: '{}' }),
		).rejects.toThrow('variant 1');
		await run('save', { specify: 'json', definition: '{"version":1}' });
		expect(asked[0]).toEqual(['save', { version: 1 }]);
	});

	it('explains, lists and deletes', async () => {
		expect(await run('explain')).toEqual([{ variant: 'a', checks: [] }]);
		expect(await run('getMany')).toEqual([{ key: 'home', name: 'Home', definition: { key: 'home', version: 1 } }]);
		expect(await run('remove', { savedExperience: locate('home') })).toMatchObject([{ key: 'home', removed: true }]);
	});
});
