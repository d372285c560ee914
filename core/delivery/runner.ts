import { createHash } from 'node:crypto';
import { isCdpError } from '../model/errors';
import type { DeliveryChange, OutgoingRequest, PushRequest, PushResult } from '../model/delivery';
import type { Clock, FileAppender, HttpClient, HttpResponse, OutboxRow, Store, Tables } from '../ports';
import type { Batch, Destination, Verdict } from './destination';

/** After so many tries a change becomes a dead letter. */
const MAX_ATTEMPTS = 8;
const BACKOFF = { firstMs: 500, mostMs: 60_000 };
/** A push waits this long in all for a platform to recover; what is left then waits for the next push. */
const PATIENCE_MS = 30_000;
const TIMEOUT_MS = 30_000;

/** How the world is reached; tests give their own. */
export interface Transport {
	http: HttpClient;
	append: FileAppender;
	sleep(ms: number): Promise<void>;
}

export interface Delivery {
	store: Store;
	clock: Clock;
	transport: Transport;
	destination: Destination;
	request: PushRequest & { sync: string };
}

type Counts = Pick<PushResult, 'added' | 'updated' | 'removed' | 'refused' | 'requests'>;
const COUNTED = { add: 'added', update: 'updated', remove: 'removed' } as const;

/**
 * Sends what waits in the outbox, batch by batch. A batch is marked before it is sent and confirmed after the platform's
 * answer, so a crash in between repeats the same batch under the same idempotency key and forgets nothing.
 */
export async function send(delivery: Delivery): Promise<Counts> {
	const counts: Counts = { added: 0, updated: 0, removed: 0, refused: {}, requests: 0 };
	for (let patience = PATIENCE_MS; ;) {
		const rows = await nextBatch(delivery);
		if (rows.length > 0) {
			await sendBatch(delivery, rows, counts);
			continue;
		}
		const waitMs = await untilNext(delivery);
		if (waitMs === undefined || waitMs > patience) return counts;
		patience -= waitMs;
		await delivery.transport.sleep(waitMs);
	}
}

async function nextBatch({ store, clock, destination, request }: Delivery): Promise<OutboxRow[]> {
	const size = batchSize(destination, request);
	const due = await store.read.outbox.due(request.sync, clock.now(), size * 2);
	const [first] = due;
	if (!first) return [];
	// A batch that was begun is repeated as it was; new batches hold one action.
	const same = due.filter((row) =>
		first.batch === null ? row.batch === null && row.action === first.action : row.batch === first.batch,
	);
	const rows = same.slice(0, size);
	if (first.batch !== null) return rows;
	const batch = createHash('sha1')
		.update(JSON.stringify(rows.map((row) => [row.id, row.hash, row.attempts])))
		.digest('hex');
	const marked = rows.map((row) => ({ ...row, batch }));
	await store.write((tables) => tables.outbox.update(marked));
	return marked;
}

/** The platform's limit, or fewer if the form says so. */
export function batchSize({ limits }: Destination, { config }: PushRequest): number {
	const wanted = Number(config['batchSize'] ?? limits.maxBatch);
	return Math.max(1, Math.min(limits.maxBatch, Number.isFinite(wanted) ? Math.trunc(wanted) : limits.maxBatch));
}

/** How long until a waiting change is due again; undefined when nothing waits. */
async function untilNext({ store, clock, request }: Delivery): Promise<number | undefined> {
	const [next] = (await store.read.outbox.due(request.sync, Number.MAX_SAFE_INTEGER, 1_000)).sort(
		(a, b) => a.next_at - b.next_at,
	);
	return next && Math.max(10, next.next_at - clock.now());
}

async function sendBatch(delivery: Delivery, rows: OutboxRow[], counts: Counts): Promise<void> {
	const changes = rows.map((row) => ({ ...(JSON.parse(row.change) as DeliveryChange), action: row.action }));
	const batch: Batch = {
		action: rows[0]?.action ?? 'add',
		changes,
		config: delivery.request.config,
		idempotencyKey: rows[0]?.batch ?? '',
	};
	counts.requests += 1;
	const { verdicts, answered } = await exchange(delivery, batch);
	await delivery.store.write((tables) => record(tables, delivery, rows, verdicts, answered, counts));
}

async function exchange(delivery: Delivery, batch: Batch): Promise<{ verdicts: Verdict[]; answered: boolean }> {
	const request = delivery.destination.request(batch);
	try {
		const response = await perform(delivery, request);
		const verdicts = delivery.destination.read(response, batch);
		const missing: Verdict = { outcome: 'retry', reason: 'the platform did not say what became of it' };
		return { verdicts: batch.changes.map((_, i) => verdicts[i] ?? missing), answered: true };
	} catch (error) {
		if (!isCdpError(error) || !error.retry) throw error;
		return { verdicts: batch.changes.map(() => ({ outcome: 'retry', reason: error.message })), answered: false };
	}
}

async function perform(
	{ destination, request: { config }, transport }: Delivery,
	request: OutgoingRequest,
): Promise<HttpResponse> {
	if (destination.transport === 'file') {
		await transport.append(request.url, request.body, request.headers['header'] ?? '');
		return { status: 200, headers: {}, body: '' };
	}
	return transport.http({ ...request, timeoutMs: TIMEOUT_MS, allowPrivate: config['allowPrivate'] === true });
}

async function record(
	tables: Tables,
	delivery: Delivery,
	rows: OutboxRow[],
	verdicts: Verdict[],
	answered: boolean,
	counts: Counts,
): Promise<void> {
	const done = rows.filter((_, i) => verdicts[i]?.outcome === 'done');
	const kept = done.filter((row) => row.action !== 'remove');
	await tables.outbox.confirm(kept.map(({ sync, key, hash, change }) => ({ sync, key, hash, change })));
	await tables.outbox.forget(
		delivery.request.sync,
		done.filter((row) => row.action === 'remove').map((row) => row.key),
	);
	await tables.outbox.done(done.map((row) => row.id));
	for (const row of done) counts[COUNTED[row.action]] += 1;
	// One throw of the dice a batch: its changes come due together and are repeated together.
	const jitter = 0.5 + Math.random() / 2;
	const left = rows.flatMap((row, i) => {
		const verdict = verdicts[i] as Verdict;
		return verdict.outcome === 'done' ? [] : [after(row, verdict, { answered, jitter, now: delivery.clock.now() })];
	});
	await tables.outbox.update(left);
	for (const row of left)
		if (row.state === 'dead') counts.refused[row.reason ?? ''] = (counts.refused[row.reason ?? ''] ?? 0) + 1;
}

/** A change that was not done: tried again later, or a dead letter. */
function after(
	row: OutboxRow,
	verdict: Exclude<Verdict, { outcome: 'done' }>,
	{ answered, jitter, now }: { answered: boolean; jitter: number; now: number },
): OutboxRow {
	const attempts = row.attempts + 1;
	if (verdict.outcome === 'refused' || attempts >= MAX_ATTEMPTS)
		return { ...row, attempts, state: 'dead', reason: verdict.reason };
	const backoff = Math.min(BACKOFF.mostMs, BACKOFF.firstMs * 2 ** (attempts - 1)) * jitter;
	// Without an answer the batch may have arrived: it keeps its key, so that the platform can tell the repeat.
	return {
		...row,
		attempts,
		next_at: Math.round(now + (verdict.afterMs ?? backoff)),
		reason: verdict.reason,
		batch: answered ? null : row.batch,
	};
}
