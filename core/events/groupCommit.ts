import type { Call } from '../model/call';
import type { Clock, Store, Tables } from '../ports';
import { storeCalls, type Outcome } from './ingest';
import type { Regime } from '../identity/rules/current';
import { MAX_BATCH } from './limits';

interface Waiting {
	calls: Call[];
	done(outcomes: Outcome[]): void;
	failed(error: unknown): void;
}

/**
 * Concurrent callers share a commit: while one transaction is being written, everything that arrives is gathered for the
 * next. Nobody is answered before the commit that holds their calls. A call that makes the shared transaction fail is
 * found by writing each caller's calls alone, so that it cannot take the others down.
 */
export function groupCommit(
	store: Store,
	clock: Clock,
	regime: (tables: Tables) => Promise<Regime>,
): (calls: Call[]) => Promise<Outcome[]> {
	const queue: Waiting[] = [];
	let busy = false;
	const write = (calls: Call[]) =>
		store.write(async (tables) => storeCalls(tables, calls, clock.now(), await regime(tables)));
	const drain = async (): Promise<void> => {
		busy = true;
		// One turn of the event loop lets callers that arrived together be gathered together.
		await store.breathe();
		while (queue.length > 0) await commit(take(queue), write);
		busy = false;
	};
	return (calls) =>
		new Promise((done, failed) => {
			queue.push({ calls, done, failed });
			if (!busy) void drain();
		});
}

function take(queue: Waiting[]): Waiting[] {
	let size = 0;
	const end = queue.findIndex(
		(waiting, i) => i > 0 && (size += (i === 1 ? (queue[0]?.calls.length ?? 0) : 0) + waiting.calls.length) > MAX_BATCH,
	);
	return queue.splice(0, end === -1 ? queue.length : end);
}

async function commit(group: Waiting[], write: (calls: Call[]) => Promise<Outcome[]>): Promise<void> {
	try {
		const stored = await write(group.flatMap((waiting) => waiting.calls));
		let at = 0;
		for (const waiting of group) waiting.done(stored.slice(at, (at += waiting.calls.length)));
	} catch (error) {
		const [only] = group;
		if (group.length === 1) only?.failed(error);
		else for (const waiting of group) await commit([waiting], write);
	}
}
