import type { PushRequest, PushResult } from '../../../core/model/delivery';
import { CdpDestination } from '../../../nodes/CdpDestination/CdpDestination.node';
import { execute, fakeExecute } from './fakeExecute';
import { fakeCdp } from './fakeCdp';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

const result: PushResult = {
	sync: 'webhook:k', added: 2, updated: 0, removed: 1, unchanged: 0,
	withheld: { 'no consent': 4 }, refused: { 'unknown e-mail': 1 }, pending: 0, requests: 1, ms: 1, held: 0, compared: 'changed', requestIds: [], more: false,
}; // prettier-ignore
const chosen = (value: string) => ({ __rl: true, mode: 'list', value }) as never;
const target = { destination: 'webhook', segment: chosen('k') };

function engine(over: Partial<PushResult> = {}) {
	const push = jest.fn(async (_request: PushRequest) => ({ ...result, ...over }));
	const retry = jest.fn(async () => ({ requeued: 2 }));
	const discard = jest.fn(async () => ({ discarded: 2 }));
	const deadLetters = jest.fn(async () => [{ id: 7 }] as never);
	mockOpenCdp.mockResolvedValue(fakeCdp({ delivery: { push, retry, discard, deadLetters } }));
	return { push, retry, discard, deadLetters };
}

const run = async (parameters: object, credentials = {}) => {
	const fake = fakeExecute(new CdpDestination(), { parameters: { ...target, ...parameters }, credentials });
	return { outputs: await execute(new CdpDestination(), fake), hints: fake.hints };
};

describe('CDP Destination', () => {
	it('asks for the consent that the destination needs, unless told otherwise', async () => {
		const { push } = engine();
		await run({ operation: 'push', webhookUrl: 'https://ads.example' });
		expect(push).toHaveBeenCalledWith({
			destination: 'webhook',
			segment: 'k',
			config: { url: 'https://ads.example', batchSize: 500, send: 'batch', template: '', allowPrivate: false },
			minimumSize: 0,
			ms: 5_000,
		});
	});

	it('takes secrets from the credential, fields, consents and the name of the sync from the form', async () => {
		const { push } = engine();
		const mapping = {
			fields: [
				{ trait: chosen('first_name'), field: 'FNAME' },
				{ trait: chosen('city'), field: ' ' },
			],
		};
		const pushOptions = { purposes: '', minimumSize: 100, syncName: ' mine ' };
		await run({ operation: 'push', webhookUrl: 'u', mapping, pushOptions }, { cdpWebhookApi: { secret: 's3cret' } });
		expect(push).toHaveBeenCalledWith(
			expect.objectContaining({
				sync: 'mine',
				config: { url: 'u', batchSize: 500, send: 'batch', template: '', allowPrivate: false, secret: 's3cret' },
				purposes: [],
				minimumSize: 100,
				mapping: { first_name: 'FNAME', city: 'city' },
			}),
		);
	});

	it('puts out what was delivered, and apart from it who was left out and why', async () => {
		engine();
		const { outputs } = await run({ operation: 'push' });
		expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([
			[result],
			[
				{ sync: 'webhook:k', kind: 'refused', reason: 'unknown e-mail', count: 1 },
				{ sync: 'webhook:k', kind: 'withheld', reason: 'no consent', count: 4 },
			],
		]);
	});

	it('says that something waits for another try', async () => {
		engine({ pending: 3 });
		expect((await run({ operation: 'push' })).hints).toEqual([expect.stringContaining('3 changes wait')]);
	});

	it('goes on until all is sent, and says what is held back', async () => {
		const { push } = engine({ held: 4 });
		push.mockResolvedValueOnce({ ...result, added: 5, more: true });
		const { outputs, hints } = await run({ operation: 'push', pushOptions: { mode: 'update', resync: true } });
		expect(push.mock.calls.map(([{ mode, resync }]) => [mode, resync])).toEqual([
			['update', true],
			['update', false],
		]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ added: 7, requests: 2 });
		expect(hints).toEqual([expect.stringContaining('4 removals are held back')]);
	});

	it('sends nothing in a preview', async () => {
		const { push } = engine();
		await run({ operation: 'preview' });
		expect(push).toHaveBeenCalledWith(expect.objectContaining({ dryRun: true }));
	});

	it('finds dead letters by destination and segment, or by the name of the sync', async () => {
		const { deadLetters, retry, discard } = engine();
		await run({ operation: 'deadLetters', limit: 5 });
		await run({ operation: 'retry', ids: '3, 4' });
		await run({ operation: 'discard', syncName: 'mine' });
		expect(deadLetters).toHaveBeenCalledWith({ sync: 'webhook:k', limit: 5 });
		expect(retry).toHaveBeenCalledWith({ sync: 'webhook:k', ids: [3, 4] });
		expect(discard).toHaveBeenCalledWith({ sync: 'mine' });
	});

	it('refuses what cannot be meant', async () => {
		engine();
		await expect(run({ operation: 'retry', ids: 'all' })).rejects.toThrow('not a whole number');
		await expect(run({ operation: 'push', segment: chosen('') })).rejects.toThrow('No segment is chosen');
		const outside = { operation: 'push', destination: 'file', filePath: '/nowhere/at/all/out.csv' };
		await expect(run(outside)).rejects.toThrow('There is no /nowhere/at/all');
	});
});
