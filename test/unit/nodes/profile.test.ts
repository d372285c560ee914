import type { INodeType } from 'n8n-workflow';
import { CdpProfile } from '../../../nodes/CdpProfile/CdpProfile.node';
import { execute, fakeExecute } from './fakeExecute';
import { fakeCdp } from './fakeCdp';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

/** Notes every question to the engine as `[method, ...arguments]` and answers with what stands here. */
function engine(answers: Record<string, unknown>) {
	const asked: unknown[][] = [];
	const methods = Object.entries(answers).map(([name, answer]) => [
		name,
		async (...args: unknown[]) => {
			asked.push([name, ...args]);
			return answer;
		},
	]);
	const part = Object.fromEntries(methods) as never;
	mockOpenCdp.mockResolvedValue(fakeCdp({ identity: part, profiles: part }));
	return asked;
}

const locate = (value: string) => ({ __rl: true, mode: 'name', value }) as never;
const one = { identifierType: locate('email'), identifierValue: ' ann@example.com ' };
const email = { type: 'email', value: 'ann@example.com' };
const origin = { source: 'n8n', verified: true };

async function run(type: INodeType, parameters: object) {
	const [output] = await execute(type, fakeExecute(type, { parameters: parameters as never }));
	return output?.map(({ json }) => json);
}

describe('CDP Profile', () => {
	it('passes filters and pages on', async () => {
		const asked = engine({ list: { items: [{ id: 'p1' }, { id: 'p2' }], next: 'c' } });
		const filters = { segment: locate('vip'), known: false, after: 'b' };
		expect(await run(new CdpProfile(), { operation: 'getMany', limit: 2, filters })).toEqual([
			{ id: 'p1' },
			{ id: 'p2', next: 'c' },
		]);
		expect(asked).toEqual([['list', { limit: 2, after: 'b', segment: 'vip', known: false }]]);
	});

	it('sets traits with their types', async () => {
		const asked = engine({ update: { id: 'p1' } });
		const assignments = [
			{ id: '1', name: 'plan', type: 'string', value: '7' },
			{ id: '2', name: 'visits', type: 'number', value: '7' },
			{ id: '3', name: 'tags', type: 'array', value: '["a"]' },
		];
		await run(new CdpProfile(), { operation: 'update', ...one, traits: { assignments }, source: 'crm' });
		expect(asked).toEqual([
			['update', email, { plan: '7', visits: 7, tags: ['a'] }, { source: 'crm', verified: true }],
		]);
	});

	it('records consent with its proof', async () => {
		const asked = engine({ setConsent: { advertising: { granted: false } } });
		const consent = { purposes: [{ purpose: 'advertising', granted: false }] };
		expect(await run(new CdpProfile(), { operation: 'setConsent', ...one, consent, proof: 'call' })).toEqual([
			{ consents: { advertising: { granted: false } } },
		]);
		expect(asked).toEqual([['setConsent', email, { advertising: false }, { ...origin, proof: 'call' }]]);
	});

	it.each([
		['timeline', { limit: 3 }, { items: [{ name: 'a' }] }, [email, { limit: 3 }], [{ name: 'a' }]],
		['export', {}, { all: 1 }, [email], [{ all: 1 }]],
		['erase', {}, { erased: true }, [email, { suppress: true }], [{ erased: true }]],
	])('%s', async (operation, parameters, answer, question, items) => {
		const asked = engine({ [operation]: answer });
		expect(await run(new CdpProfile(), { operation, ...one, ...parameters })).toEqual(items);
		expect(asked).toEqual([[operation, ...question]]);
	});

	it('puts people on a list and takes them off', async () => {
		const asked: unknown[][] = [];
		const lists = {
			list: async () => [{ key: 'guests', name: 'Guests', identifiers: 0 }],
			save: async (...args: unknown[]) => void asked.push(['save', ...args]),
			add: async (key: string, of: Array<{ value: string }>) => {
				asked.push(['add', key, of]);
				const refused = of[0]?.value === 'nobody';
				return { key, added: 1, already: 0, rejected: refused ? [{ index: 0, field: 'value', reason: 'is no' }] : [] };
			},
			takeOff: async (...args: unknown[]) => {
				asked.push(['takeOff', ...args]);
				return { key: 'guests', removed: 0 };
			},
		};
		mockOpenCdp.mockResolvedValue(fakeCdp({ lists: lists as never }));
		const add = { operation: 'addToList', ...one, listOptions: { create: true } };
		const node = new CdpProfile();
		expect(await run(node, { ...add, staticList: locate('guests') })).toEqual([
			{ list: 'guests', ...email, added: true },
		]);
		expect(await run(node, { ...add, staticList: locate('press') })).toMatchObject([{ list: 'press' }]);
		expect(await run(node, { operation: 'removeFromList', ...one, staticList: locate('guests') })).toEqual([
			{ list: 'guests', ...email, removed: false },
		]);
		expect(asked).toEqual([
			['add', 'guests', [email]],
			['save', { key: 'press' }],
			['add', 'press', [email]],
			['takeOff', 'guests', [email]],
		]);
		const nobody = { ...add, identifierValue: 'nobody', staticList: locate('guests') };
		await expect(run(node, nobody)).rejects.toThrow('cannot be put on a list: the value is no');
		await expect(run(node, { ...add, staticList: locate('') })).rejects.toThrow('"List" is empty');
	});

	it('adds what sources disagree on when asked', async () => {
		const asked = engine({ get: { id: 'p1' }, conflicts: [{ trait: 'city', said: [{ value: 'Bern', time: 0 }] }] });
		expect(await run(new CdpProfile(), { operation: 'get', ...one, getOptions: { includeConflicts: true } })).toEqual([
			{
				found: true,
				id: 'p1',
				conflicts: [{ trait: 'city', said: [{ value: 'Bern', time: '1970-01-01T00:00:00.000Z' }] }],
			},
		]);
		expect(await run(new CdpProfile(), { operation: 'get', ...one })).toEqual([{ found: true, id: 'p1' }]);
		expect(asked.map(([name]) => name)).toEqual(['get', 'conflicts', 'get']);
	});

	it('refuses to set nothing', async () => {
		engine({});
		await expect(run(new CdpProfile(), { operation: 'update', ...one, traits: {} })).rejects.toThrow('Nothing is set');
		await expect(run(new CdpProfile(), { operation: 'setConsent', ...one })).rejects.toThrow('No purpose is named');
	});
});
