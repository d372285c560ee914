import { createHash } from 'node:crypto';
import type { DeliveryAction, DeliveryChange, PushRequest, PushResult } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { Clock, OutboxRow, Store, Tables } from '../ports';
import type { Allowance } from './allowance';
import { backoffMs } from './backoff';
import { converse, type Transport } from './converse';
import type { Batch, Destination, Verdict } from './destination';
import { isFormer } from './decide';
import { prepare, unusable } from './person';
import type { TokenHolder } from './tokens';

/** After so many tries a change becomes a dead letter. */
const MAX_ATTEMPTS = 8;
/** A push waits this long in all for a platform to recover; what is left then waits for the next push. */
const PATIENCE_MS = 30_000;

export interface Delivery {
	store: Store;
	clock: Clock;
	transport: Transport;
	tokens: TokenHolder;
	allowance: Allowance;
	destination: Destination;
	request: PushRequest & { sync: string };
}

type Counts = Pick<
	PushResult,
	'added' | 'updated' | 'removed' | 'refused' | 'requests' | 'requestIds' | 'stopped' | 'more'
>;
/** Names of requests that a result repeats. */
const MOST_IDS = 100;
const COUNTED = { add: 'added', update: 'updated', remove: 'removed', event: 'added' } as const;

/**
 * Sends what waits in the outbox, batch by batch. A batch is marked before it is sent and confirmed after the platform's
 * answer, so a crash in between repeats the same batch under the same idempotency key and forgets nothing.
 */
export async function send(delivery: Delivery): Promise<Counts> {
	const counts: Counts = { added: 0, updated: 0, removed: 0, refused: {}, requests: 0, requestIds: [], more: false };
	const until = performance.now() + (delivery.request.ms ?? Infinity);
	for (let patience = PATIENCE_MS; ;) {
		if (performance.now() >= until) return { ...counts, more: (await untilNext(delivery)) !== undefined };
		const rows = await nextBatch(delivery);
		if (rows.length > 0) {
			if (await sendBatch(delivery, rows, counts)) return counts;
			continue;
		}
		const waitMs = await untilNext(delivery);
		if (waitMs === undefined || waitMs > patience) return counts;
		patience -= waitMs;
		await delivery.transport.sleep(waitMs);
	}
}

/** Removals go first: who takes over somebody's identifiers is then added after them. */
const ORDER = ['remove', 'event', 'add', 'update'] as const;

/** A batch that was begun is repeated as it was; new batches hold one action. */
async function nextBatch({ store, clock, destination, request }: Delivery): Promise<OutboxRow[]> {
	const { outbox } = store.read;
	const begun = await outbox.begun(request.sync, clock.now());
	if (begun.length > 0) return begun;
	for (const action of ORDER) {
		const size = batchSize(destination, request.config, action);
		const rows = await outbox.due(request.sync, action, clock.now(), size);
		if (rows.length === 0) continue;
		const batch = createHash('sha1')
			.update(JSON.stringify(rows.map((row) => [row.id, row.hash, row.attempts])))
			.digest('hex');
		const marked = rows.map((row) => ({ ...row, batch }));
		await store.write((tables) => tables.outbox.update(marked));
		return marked;
	}
	return [];
}

/** The platform's limit, or fewer if the form says so. */
export function batchSize({ limits }: Destination, config: JsonObject, action?: DeliveryAction): number {
	const most = action === 'event' ? (limits.maxEvents ?? limits.maxBatch) : limits.maxBatch;
	const wanted = Number(config['batchSize'] ?? most);
	return Math.max(1, Math.min(most, Number.isFinite(wanted) ? Math.trunc(wanted) : most));
}

/** How long until a waiting change is due again; undefined when nothing waits. */
async function untilNext({ store, clock, request }: Delivery): Promise<number | undefined> {
	const next = await store.read.outbox.nextDue(request.sync);
	return next === undefined ? undefined : Math.max(10, next - clock.now());
}

/** Sends one batch and records its outcome; true when nothing else of this push would fare better now. */
async function sendBatch(delivery: Delivery, rows: OutboxRow[], counts: Counts): Promise<boolean> {
	const { destination, store, clock } = delivery;
	const region = delivery.request.config['region'];
	const people = rows.map((row) =>
		prepare(
			{ ...(JSON.parse(row.change) as DeliveryChange), action: row.action },
			destination,
			typeof region === 'string' ? { region } : {},
		),
	);
	const verdicts = people.map((person): Verdict | undefined => {
		const reason = unusable(person, destination);
		return reason === undefined ? undefined : { outcome: 'refused', reason };
	});
	const open = people.flatMap((_, at) => (verdicts[at] ? [] : [at]));
	const batch: Batch = {
		action: rows[0]?.action ?? 'add',
		people: open.map((at) => people[at] as (typeof people)[number]),
		config: delivery.request.config,
		idempotencyKey: rows[0]?.batch ?? '',
		now: clock.now(),
	};
	const sent =
		open.length === 0
			? NOTHING_SENT
			: await converse({ ...delivery, turn: delivery.allowance.turn }, destination, batch);
	if (sent.requests > 0) await delivery.allowance.learn(sent.verdicts);
	open.forEach((at, i) => (verdicts[at] = sent.verdicts[i]));
	counts.requests += sent.requests;
	await store.write((tables) => record(tables, delivery, rows, verdicts as Verdict[], sent.answered, counts));
	const stopped = sent.verdicts.find((verdict) => verdict.outcome === 'retry' && verdict.stop === true);
	if (stopped?.outcome === 'retry') counts.stopped = stopped.reason;
	return stopped !== undefined;
}

const NOTHING_SENT = { verdicts: [] as Verdict[], answered: true, requests: 0 };

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
	for (const row of done) if (!isFormer(row.key)) counts[COUNTED[row.action]] += 1;
	noteIds(counts, verdicts);
	// One throw of the dice a batch: its changes come due together and are repeated together.
	const backoff = backoffMs((rows[0]?.attempts ?? 0) + 1);
	const left = rows.flatMap((row, i) => {
		const verdict = verdicts[i] as Verdict;
		return verdict.outcome === 'done' ? [] : [after(row, verdict, { answered, backoff, now: delivery.clock.now() })];
	});
	await tables.outbox.update(left);
	for (const row of left)
		if (row.state === 'dead') counts.refused[row.reason ?? ''] = (counts.refused[row.reason ?? ''] ?? 0) + 1;
}

function noteIds(counts: Counts, verdicts: Verdict[]): void {
	for (const verdict of verdicts) {
		if (verdict.outcome !== 'done' || verdict.requestId === undefined || counts.requestIds.length >= MOST_IDS) continue;
		if (counts.requestIds.at(-1) !== verdict.requestId) counts.requestIds.push(verdict.requestId);
	}
}

/** A change that was not done: tried again later, or a dead letter. */
function after(
	row: OutboxRow,
	verdict: Exclude<Verdict, { outcome: 'done' }>,
	{ answered, backoff, now }: { answered: boolean; backoff: number; now: number },
): OutboxRow {
	// A refused credential or a used up allowance is nobody's attempt. The batch keeps its key: an earlier try may have arrived.
	if (verdict.outcome === 'retry' && verdict.stop) return { ...row, reason: verdict.reason };
	const attempts = row.attempts + 1;
	// A removal that only failed for now is tried until it is done.
	const isLast = attempts >= MAX_ATTEMPTS && row.action !== 'remove';
	if (verdict.outcome === 'refused' || isLast) return { ...row, attempts, state: 'dead', reason: verdict.reason };
	// Without an answer the batch may have arrived: it keeps its key, so that the platform can tell the repeat.
	return {
		...row,
		attempts,
		next_at: Math.round(now + (verdict.afterMs ?? backoff)),
		reason: verdict.reason,
		batch: answered ? null : row.batch,
	};
}
