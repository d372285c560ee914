import { shareCommits } from '../../../collector';
import { CdpError } from '../../../core/model/errors';
import { fakeCdp } from './fakeCdp';

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
const origin = { source: 'collector', verified: true };

describe('Sharing commits', () => {
	it('gathers what arrives while a commit is under way', async () => {
		const { cdp, batches } = fakeCdp(pause);
		const { ingest } = shareCommits(cdp);
		await Promise.all(Array.from({ length: 50 }, (_, i) => ingest.calls([{ event: `${i}` }], origin)));
		expect(batches.map(({ calls }) => calls.length)).toEqual([1, 49]);
	});

	it('tells each sender about its own calls only', async () => {
		const { cdp } = fakeCdp(pause);
		const { ingest } = shareCommits(cdp);
		const [, second, third] = await Promise.all([
			ingest.calls([{ event: 'first' }], origin),
			ingest.calls([{ event: 'a' }, { event: 'bad' }], origin),
			ingest.calls([{ event: 'bad' }, { event: 'b' }], origin),
		]);
		expect(second).toMatchObject({ accepted: 1, rejected: [{ index: 1 }] });
		expect(third).toMatchObject({ accepted: 1, rejected: [{ index: 0 }] });
	});

	it('never mixes what is believed with what is not', async () => {
		const { cdp, batches } = fakeCdp(pause);
		const { ingest } = shareCommits(cdp);
		const send = (verified: boolean) => ingest.calls([{ verified }], { source: 'collector', verified });
		await Promise.all([true, false, true, false, true, false].map(send));
		for (const batch of batches)
			expect(batch.calls.every((call) => call['verified'] === batch.origin.verified)).toBe(true);
	});

	it('gives the engine at most 1,000 calls', async () => {
		const { cdp, batches } = fakeCdp(pause);
		const { ingest } = shareCommits(cdp);
		await Promise.all(Array.from({ length: 30 }, () => ingest.calls(Array(90).fill({}), origin)));
		expect(Math.max(...batches.map(({ calls }) => calls.length))).toBeLessThanOrEqual(1_000);
		expect(batches.reduce((sum, { calls }) => sum + calls.length, 0)).toBe(2_700);
	});

	it('lets one request that the engine cannot take fail alone', async () => {
		const { cdp } = fakeCdp(async (calls) => {
			await pause();
			if (calls.some((call) => (call as { poison?: boolean }).poison)) throw new TypeError('cannot be cloned');
		});
		const { ingest } = shareCommits(cdp);
		const results = await Promise.allSettled([
			ingest.calls([{}], origin),
			ingest.calls([{ poison: true }], origin),
			ingest.calls([{}], origin),
		]);
		expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	});

	it('fails all of a commit when the store is busy, and works on', async () => {
		let busy = true;
		const { cdp } = fakeCdp(async () => {
			await pause();
			if (busy) throw new CdpError('busy', { code: 'STORE_BUSY', fault: 'system', retry: true, next: '' });
		});
		const { ingest } = shareCommits(cdp);
		const results = await Promise.allSettled([1, 2, 3].map(() => ingest.calls([{}], origin)));
		expect(results.every(({ status }) => status === 'rejected')).toBe(true);
		busy = false;
		expect(await ingest.calls([{}], origin)).toMatchObject({ accepted: 1 });
	});
});
