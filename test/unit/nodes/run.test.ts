import { NodeOperationError } from 'n8n-workflow';
import { InputError } from '../../../core/model/errors';
import { CdpProfile } from '../../../nodes/CdpProfile/CdpProfile.node';
import { execute, fakeExecute } from './fakeExecute';
import { fakeCdp } from './fakeCdp';

const mockOpenCdp = jest.fn();
jest.mock('../../../index', () => ({
	...jest.requireActual<object>('../../../index'),
	openCdp: (...args: unknown[]) => mockOpenCdp(...args) as unknown,
}));

const asked = {
	operation: 'get',
	identifierType: { __rl: true, mode: 'name', value: 'email' },
	identifierValue: 'ann@example.com',
};
const items = [{ json: { n: 1 } }, { json: { n: 2 } }];

describe('the run loop', () => {
	beforeEach(() => mockOpenCdp.mockReset());

	it('links every output item to the item it came from', async () => {
		mockOpenCdp.mockResolvedValue(fakeCdp({ profiles: { get: async () => undefined } }));
		const [output] = await execute(new CdpProfile(), fakeExecute(new CdpProfile(), { parameters: asked, items }));
		expect(output).toEqual([
			{ json: { found: false, type: 'email', value: 'ann@example.com' }, pairedItem: { item: 0 } },
			{ json: { found: false, type: 'email', value: 'ann@example.com' }, pairedItem: { item: 1 } },
		]);
	});

	it('says what happened and what to do next, and in which item', async () => {
		mockOpenCdp.mockRejectedValue(new InputError('The store is made of glass', 'Build another.', 'GLASS'));
		const failure = await execute(new CdpProfile(), fakeExecute(new CdpProfile(), { parameters: asked })).catch(
			(e: unknown) => e,
		);
		expect(failure).toBeInstanceOf(NodeOperationError);
		expect(failure).toMatchObject({
			message: 'The store is made of glass',
			description: 'Build another. (GLASS)',
			context: { itemIndex: 0 },
		});
	});

	it('goes on with the next item when the node is told to', async () => {
		const get = jest
			.fn()
			.mockRejectedValueOnce(new InputError('No such thing', 'Look again.'))
			.mockResolvedValueOnce({ id: 'p1' });
		mockOpenCdp.mockResolvedValue(fakeCdp({ profiles: { get } }));
		const fake = fakeExecute(new CdpProfile(), { parameters: asked, items, continueOnFail: true });
		const [output] = await execute(new CdpProfile(), fake);
		expect(output).toMatchObject([
			{ json: { error: 'No such thing', next: expect.stringContaining('Look again.') }, pairedItem: { item: 0 } },
			{ json: { found: true, id: 'p1' }, pairedItem: { item: 1 } },
		]);
	});

	it('names an empty field by its label', async () => {
		mockOpenCdp.mockResolvedValue(fakeCdp({}));
		const fake = fakeExecute(new CdpProfile(), { parameters: { ...asked, identifierValue: '  ' } });
		await expect(execute(new CdpProfile(), fake)).rejects.toThrow('"Identifier Value" is empty');
	});
});

describe('the store of a node', () => {
	beforeEach(() => mockOpenCdp.mockReset().mockResolvedValue(fakeCdp({ profiles: { get: async () => undefined } })));

	it('is the embedded one without a credential', async () => {
		await execute(new CdpProfile(), fakeExecute(new CdpProfile(), { parameters: asked }));
		expect(mockOpenCdp).toHaveBeenCalledWith({});
	});

	it('is the one the credential names', async () => {
		const cdpStoreApi = {
			engine: 'postgres',
			connection: 'fields',
			host: 'db',
			port: 5433,
			database: 'cdp',
			user: 'u@x',
			password: 'p/w',
		};
		await execute(new CdpProfile(), fakeExecute(new CdpProfile(), { parameters: asked, credentials: { cdpStoreApi } }));
		expect(mockOpenCdp).toHaveBeenCalledWith({ storeUrl: 'postgres://u%40x:p%2Fw@db:5433/cdp' });
	});
});
