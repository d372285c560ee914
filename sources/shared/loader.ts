import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Cdp } from '../../core/cdp';
import { isCdpError } from '../../core/model/errors';
import type { IngestResult } from '../../core/model/call';
import type { ImportOptions } from '../import';
import type { RejectedRow, Source, SourceOutput } from '../source';

/** The engine takes at most this many in one transaction. */
const BATCH = 1_000;
/** After this long without a pause other work of the process (a webhook of n8n) gets its turn. */
const TURN_MS = 5;
/** Waits between tries when the store is busy; about 15 s in all. */
const RETRY_MS = [100, 300, 1_000, 3_000, 10_000];

type Item = SourceOutput['items'][number];

/** Hands items to the engine, one batch under way while the next one fills. */
export interface Loader {
	readonly totals: { accepted: number; duplicates: number; rejected: number };
	/** Takes what rows gave; waits when the engine is behind. */
	add(output: SourceOutput): Promise<void>;
	/** Waits for the batch under way and never rejects. */
	settle(): Promise<void>;
	/** Stores what is left; rejects with the error of any batch. */
	finish(): Promise<void>;
}

/** A loader for one file; `source` is the name kept with every event. */
export function createLoader(
	cdp: Pick<Cdp, 'ingest'>,
	{ gives }: Pick<Source, 'gives'>,
	source: string,
	onRejected: ImportOptions['onRejected'],
): Loader {
	const totals = { accepted: 0, duplicates: 0, rejected: 0 };
	const waiting: Item[] = [];
	let underWay: Promise<void> = Promise.resolve();
	let lastTurn = performance.now();
	const origin = { source, verified: true, historical: true };

	const reject = async (rejected: RejectedRow): Promise<void> => {
		totals.rejected++;
		await onRejected?.(rejected);
	};
	const store = async (batch: Item[]): Promise<void> => {
		const items = batch.map(({ item }) => item);
		const result = await retried(() => cdp.ingest[gives](items, origin));
		totals.accepted += result.accepted;
		totals.duplicates += result.duplicates;
		for (const { index, field, reason } of result.rejected) {
			await reject({ row: batch[index]?.row ?? 0, field, reason, record: batch[index]?.record });
		}
	};
	const flush = async (): Promise<void> => {
		const batch = waiting.splice(0, BATCH);
		await underWay;
		underWay = store(batch);
		// Its error is met by whoever waits next; until then it must not count as unhandled.
		underWay.catch(() => undefined);
	};
	return {
		totals,
		add: async ({ items, rejected }) => {
			for (const row of rejected) await reject(row);
			for (const item of items) waiting.push(item);
			const isFull = waiting.length >= BATCH;
			while (waiting.length >= BATCH) await flush();
			// Handing over a batch copies it for the engine's thread, which is a turn's work of its own.
			if (!isFull && performance.now() - lastTurn < TURN_MS) return;
			await nextTurn();
			lastTurn = performance.now();
		},
		settle: () => underWay.catch(() => undefined),
		finish: async () => {
			while (waiting.length > 0) await flush();
			await underWay;
		},
	};
}

async function retried(work: () => Promise<IngestResult>): Promise<IngestResult> {
	for (const wait of RETRY_MS) {
		try {
			return await work();
		} catch (error) {
			if (!isCdpError(error) || !error.retry) throw error;
			await sleep(wait);
		}
	}
	return await work();
}
