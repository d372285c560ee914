import type { Cdp, Change } from '../../index';
import { readChanges } from '../shared/membership/changeItems';

/** How often we look whether somebody was touched, and read the change feed: two look-ups by key in the store. */
const POLL_MS = 500;

/** At most so many changes start one execution; the rest follow at once. */
export const BATCH = 500;

export interface Watch {
	cdp: Cdp;
	/** Under this name the store keeps how far we have read, so that restarts neither repeat nor miss. */
	reader: string;
	/** Undefined to follow what happens to people. */
	segment: string | undefined;
	kinds: Array<Change['kind']>;
	/** The segment itself is brought up to date when somebody was touched, and at least this often, for what time alone changes; 0 leaves that to others. */
	evaluateEveryMs: number;
	emit: (changes: Change[]) => Promise<void>;
	/** Called with what went wrong; true means go on. */
	failed: (error: unknown) => boolean;
}

/** Follows the change feed from where the reader stands until it is stopped. */
export async function startWatch(watch: Watch): Promise<{ stop: () => Promise<void> }> {
	if ((await watch.cdp.segments.cursor(watch.reader)) === undefined) {
		await watch.cdp.segments.commit(watch.reader, await watch.cdp.segments.position());
	}
	let isStopped = false;
	let timer: NodeJS.Timeout | undefined;
	let evaluatedAt = 0;
	let turn: Promise<void> = Promise.resolve();

	const next = () => {
		// An unref'd timer never keeps n8n from ending.
		timer = setTimeout(() => void (turn = run()), POLL_MS).unref();
	};
	const run = async () => {
		const isDue = watch.evaluateEveryMs > 0 && Date.now() - evaluatedAt >= watch.evaluateEveryMs;
		evaluatedAt = isDue ? Date.now() : evaluatedAt;
		if (await survives(watch, isDue, () => isStopped)) {
			next();
		}
	};
	next();
	return {
		stop: async () => {
			isStopped = true;
			clearTimeout(timer);
			await turn;
		},
	};
}

/** One turn; false when the watch is over. */
async function survives(watch: Watch, isDue: boolean, isStopped: () => boolean): Promise<boolean> {
	try {
		if (watch.segment !== undefined && watch.evaluateEveryMs > 0) {
			if (isDue || (await watch.cdp.segments.behind(watch.segment))) {
				await watch.cdp.segments.evaluate(watch.segment);
			}
		}
		while (!isStopped() && (await takeBatch(watch)) === BATCH) {
			// More is waiting.
		}
		return !isStopped();
	} catch (error) {
		return !isStopped() && watch.failed(error);
	}
}

/** Emits what is new and only then moves on: after a crash a change may come twice, but never not at all. */
async function takeBatch(watch: Watch): Promise<number> {
	const from = (await watch.cdp.segments.cursor(watch.reader)) ?? 0;
	const upTo = await watch.cdp.segments.position();
	if (upTo <= from) {
		return 0;
	}
	const changes = await readChanges(watch.cdp, {
		segment: watch.segment,
		from,
		upTo,
		kinds: watch.kinds,
		limit: BATCH,
	});
	if (changes.length > 0) {
		await watch.emit(changes);
	}
	const last = changes.length === BATCH ? changes.at(-1)?.seq : undefined;
	await watch.cdp.segments.commit(watch.reader, last ?? upTo);
	return changes.length;
}
