import type { Change } from '../../../core/model/segment';
import { startWatch } from '../../../nodes/CdpSegmentTrigger/watch';
import type { Watch } from '../../../nodes/CdpSegmentTrigger/watch';
import { fakeCdp } from './fakeCdp';

/** A store with a change feed and cursors, and a watch on it. */
function scene(over: Partial<Watch> = {}) {
	const feed: Change[] = [];
	const cursors = new Map<string, number>();
	const emitted: number[] = [];
	const touched: boolean[] = [];
	const evaluate = jest.fn(async () => ({}) as never);
	const cdp = fakeCdp({
		segments: {
			evaluate,
			behind: async () => touched.splice(0).length > 0,
			position: async () => feed.length,
			cursor: async (reader) => cursors.get(reader),
			commit: async (reader, seq) => void cursors.set(reader, seq),
			changes: async ({ after, upTo = Infinity, kinds, limit }) =>
				feed.filter(({ seq, kind }) => seq > after && seq <= upTo && kinds?.includes(kind)).slice(0, limit),
		},
	});
	const happen = (kind: Change['kind']) =>
		feed.push({ seq: feed.length + 1, kind, segment: 'k', profileId: 'p', time: 0, reason: 'r' });
	const emit = async (changes: Change[]) => void emitted.push(...changes.map(({ seq }) => seq));
	const watch: Watch = {
		cdp,
		reader: 'w',
		segment: 'k',
		kinds: ['entered'],
		evaluateEveryMs: 10_000,
		emit,
		failed: () => false,
		...over,
	};
	return { watch, happen, emitted, evaluate, cursors, touch: () => touched.push(true) };
}

describe('The segment trigger', () => {
	beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] }));
	afterEach(() => jest.useRealTimers());

	it('begins with what happens from now on, not with the past', async () => {
		const { watch, happen, emitted } = scene();
		happen('entered');
		const { stop } = await startWatch(watch);
		await jest.advanceTimersByTimeAsync(1_000);
		expect(emitted).toEqual([]);
		happen('entered');
		await jest.advanceTimersByTimeAsync(1_000);
		expect(emitted).toEqual([2]);
		await stop();
	});

	it('looks within a second when somebody was touched, and not again before something happens', async () => {
		const { watch, evaluate, touch } = scene();
		const { stop } = await startWatch(watch);
		await jest.advanceTimersByTimeAsync(1_000);
		const atStart = evaluate.mock.calls.length;
		await jest.advanceTimersByTimeAsync(2_000);
		expect(evaluate).toHaveBeenCalledTimes(atStart);
		touch();
		await jest.advanceTimersByTimeAsync(1_000);
		expect(evaluate).toHaveBeenCalledTimes(atStart + 1);
		await stop();
	});

	it('follows merges and splits without a segment to keep up to date', async () => {
		const { watch, happen, emitted, evaluate } = scene({ segment: undefined, kinds: ['merged'] });
		const { stop } = await startWatch(watch);
		['entered', 'merged', 'split', 'merged'].forEach((kind) => happen(kind as Change['kind']));
		await jest.advanceTimersByTimeAsync(11_000);
		expect(emitted).toEqual([2, 4]);
		expect(evaluate).not.toHaveBeenCalled();
		await stop();
	});

	it('goes on after a restart where it stood', async () => {
		const { watch, happen, emitted, cursors } = scene();
		cursors.set('w', 1);
		['entered', 'entered', 'exited', 'entered'].forEach((kind) => happen(kind as Change['kind']));
		const { stop } = await startWatch(watch);
		await jest.advanceTimersByTimeAsync(1_000);
		expect(emitted).toEqual([2, 4]);
		expect(cursors.get('w')).toBe(4);
		await stop();
	});

	it('takes more than one batch at a time', async () => {
		const { watch, happen, emitted, cursors } = scene();
		cursors.set('w', 0);
		for (let n = 0; n < 1_234; n++) happen('entered');
		const { stop } = await startWatch(watch);
		await jest.advanceTimersByTimeAsync(1_000);
		expect(emitted).toHaveLength(1_234);
		await stop();
	});

	it('brings the segment up to date every so many seconds', async () => {
		const { watch, evaluate } = scene();
		const { stop } = await startWatch(watch);
		await jest.advanceTimersByTimeAsync(21_500);
		expect(evaluate).toHaveBeenCalledTimes(3);
		await stop();
	});

	it('does not move on when the changes could not be handed over', async () => {
		const emit = jest.fn().mockRejectedValueOnce(new Error('n8n is busy')).mockResolvedValue(undefined);
		const { watch, happen, cursors } = scene({ emit, failed: () => true });
		cursors.set('w', 0);
		happen('entered');
		const { stop } = await startWatch(watch);
		await jest.advanceTimersByTimeAsync(500);
		expect(cursors.get('w')).toBe(0);
		await jest.advanceTimersByTimeAsync(500);
		expect(emit).toHaveBeenCalledTimes(2);
		expect(cursors.get('w')).toBe(1);
		await stop();
	});

	it('hands the very same batch over again after a crash, under the same key, whatever came since', async () => {
		const handed: Array<[number[], string]> = [];
		const emit = async (changes: Change[], key: string) => {
			handed.push([changes.map(({ seq }) => seq), key]);
			if (handed.length === 1) throw new Error('killed before the cursor moved');
		};
		const { watch, happen, cursors } = scene({ emit, failed: () => false });
		cursors.set('w', 0);
		['entered', 'exited', 'entered'].forEach((kind) => happen(kind as Change['kind']));
		const before = await startWatch(watch);
		await jest.advanceTimersByTimeAsync(500);
		await before.stop();
		expect(cursors.get('w')).toBe(0);
		happen('entered');
		const after = await startWatch(watch);
		await jest.advanceTimersByTimeAsync(1_000);
		await after.stop();
		expect(handed).toEqual([
			[[1, 3], '3:0'],
			[[1, 3], '3:0'],
			[[4], '4:0'],
		]);
		expect(cursors.get('w')).toBe(4);
	});

	it('stops for good', async () => {
		const { watch, happen, emitted } = scene();
		const { stop } = await startWatch(watch);
		await stop();
		happen('entered');
		await jest.advanceTimersByTimeAsync(5_000);
		expect(emitted).toEqual([]);
		expect(jest.getTimerCount()).toBe(0);
	});
});
