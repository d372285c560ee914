import type { Cdp } from '../../index';

const BATCH = 1_000;
const ORIGIN = { source: 'bench', verified: true, historical: true };

/** Takes so many calls of a stream into the store; events a second. */
export async function take(cdp: Cdp, stream: Iterator<Record<string, unknown>>, count: number): Promise<number> {
	const started = performance.now();
	let underWay: Promise<unknown> = Promise.resolve();
	for (let done = 0; done < count; done += BATCH) {
		const batch: unknown[] = [];
		for (let i = 0; i < BATCH; i++) {
			const next = stream.next();
			if (!next.done) batch.push(next.value);
		}
		const stored = cdp.ingest.calls(batch, ORIGIN);
		await underWay;
		underWay = stored;
	}
	await underWay;
	return count / ((performance.now() - started) / 1000);
}
