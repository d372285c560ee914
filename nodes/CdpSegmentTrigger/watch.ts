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
	/** Hands a batch over; the key is the same whenever the same batch comes again, and never that of another one. */
	emit: (changes: Change[], key: string) => Promise<void>;
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

/**
 * Notes how far a batch goes, hands it over, and only then moves on. After a crash in between, the very same batch is
 * handed over again under the same key, and n8n starts no second execution for a key that it knows.
 */
async function takeBatch(watch: Watch): Promise<number> {
	const { cdp, segment, kinds, reader } = watch;
	const from = (await cdp.segments.cursor(reader)) ?? 0;
	const begun = (await cdp.segments.cursor(begunBy(reader))) ?? 0;
	const upTo = begun > from ? begun : await cdp.segments.position();
	if (upTo <= from) {
		return 0;
	}
	const changes = await readChanges(cdp, { segment, from, upTo, kinds, limit: BATCH });
	const last = changes.at(-1);
	const end = last !== undefined && changes.length === BATCH ? last.seq : upTo;
	if (last !== undefined) {
		await cdp.segments.commit(begunBy(reader), end);
		await watch.emit(changes, `${last.seq}:${last.time}`);
	}
	await cdp.segments.commit(reader, end);
	return changes.length;
}

/** Where the store keeps how far the batch goes that is being handed over. */
function begunBy(reader: string): string {
	return `${reader}:begun`;
}
