import type { ITriggerFunctions } from 'n8n-workflow';
import { handOver } from '../../../nodes/CdpSegmentTrigger/handOver';

type Emit = ITriggerFunctions['emit'];

/** A trigger's context; `settle` is what n8n does with the promise that it is given. */
function scene(settle: (over: NonNullable<Parameters<Emit>[2]>) => void, mode = 'trigger') {
	const emitted: unknown[] = [];
	const emit: Emit = (data, _response, over, key) => {
		emitted.push([data[0]?.map(({ json }) => json), key]);
		if (over) settle(over);
	};
	const context = { emit, getMode: () => mode, getWorkflow: () => ({ id: 'w' }), getNode: () => ({ id: 'n' }) };
	return { context: context as unknown as ITriggerFunctions, emitted };
}

describe('Handing changes over to n8n', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());
	const items = [{ json: { seq: 7 } }];

	it('gives the key of the batch, one for each workflow and node', async () => {
		const { context, emitted } = scene(({ resolve }) => resolve({} as never));
		await handOver(context, items, '7:1000');
		expect(emitted).toEqual([[[{ seq: 7 }], 'cdp:w:n:7:1000']]);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not wait for a workflow that takes long', async () => {
		const { context } = scene(() => undefined);
		const handed = jest.fn();
		void handOver(context, items, '7:1000').then(handed);
		await jest.advanceTimersByTimeAsync(900);
		expect(handed).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(200);
		expect(handed).toHaveBeenCalled();
	});

	it('fails when n8n could not start the execution, so that the batch comes again', async () => {
		const { context } = scene(({ reject }) => reject(new Error('the database is locked')));
		await expect(handOver(context, items, '7:1000')).rejects.toThrow('locked');
	});

	it('has no key in a test run of the editor', async () => {
		const { context, emitted } = scene(() => undefined, 'manual');
		await handOver(context, items, 'sample');
		expect(emitted).toEqual([[[{ seq: 7 }], undefined]]);
	});
});
