import type { Store } from '../ports';
import { digest } from './digest';

/** Counting is cut into pieces of about this long. */
const CHUNK_MS = 20;
const CHUNK_BOUNDS = { least: 10, most: 2_000 };
/** While events keep coming in, a piece is counted so often: they go first. */
const PAUSE_MS = 250;

/** Counts the events that wait, piece by piece. */
export interface Counting {
	/** For about `ms` milliseconds or until none waits; answers how many were counted. */
	run(ms: number): Promise<number>;
	/** Counts by itself whenever events came in, as `during` reports them. */
	during<T>(ingest: () => Promise<T>): Promise<T>;
	/** Resolves when nothing is under way any more; what waits is counted by the next engine. */
	stop(): Promise<void>;
}

/** `byItself`: false leaves counting to `run`. */
export function counting(store: Store, byItself: boolean): Counting {
	const state = { chunk: 100, ingests: 0, stopped: false, underWay: undefined as Promise<void> | undefined };
	const piece = async (): Promise<{ counted: number; more: boolean }> => {
		const [first] = await store.read.recommend.waiting(1);
		if (!first) return { counted: 0, more: false };
		const started = performance.now();
		const asked = state.chunk;
		const counted = await store.write((tables) => digest(tables, asked));
		const ms = Math.max(0.1, performance.now() - started);
		state.chunk = Math.round(
			Math.min(CHUNK_BOUNDS.most, Math.max(CHUNK_BOUNDS.least, (asked * CHUNK_MS) / ms, asked / 2)),
		);
		return { counted, more: counted === asked };
	};
	const drain = async (): Promise<void> => {
		for (let more = true; more && !state.stopped;) {
			if (state.ingests > 0) await pause(PAUSE_MS);
			else await store.breathe();
			if (!state.stopped) ({ more } = await piece());
		}
	};
	const wake = (): void => {
		if (!byItself || state.stopped || state.underWay) return;
		// A store that is busy or full now is asked again after the next event.
		state.underWay = drain()
			.catch(() => undefined)
			.finally(() => (state.underWay = undefined));
	};
	return {
		run: (ms) => runFor(piece, ms, () => store.breathe()),
		during: async (ingest) => {
			state.ingests += 1;
			try {
				return await ingest();
			} finally {
				state.ingests -= 1;
				wake();
			}
		},
		stop: async () => {
			state.stopped = true;
			await state.underWay;
		},
	};
}

async function runFor(
	piece: () => Promise<{ counted: number; more: boolean }>,
	ms: number,
	breathe: () => Promise<void>,
): Promise<number> {
	const until = performance.now() + ms;
	let events = 0;
	for (let more = true; more;) {
		const done = await piece();
		events += done.counted;
		more = done.more && performance.now() < until;
		await breathe();
	}
	return events;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
