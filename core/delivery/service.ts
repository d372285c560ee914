import { chunk, pick } from 'lodash';
import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import type { DeadLetter, DeliveryChange, PushRequest, PushResult } from '../model/delivery';
import type { Clock, OutboxRow, Store } from '../ports';
import type { Destination } from './destination';
import { fittingRequests } from './changes';
import { readConfig, withoutSecrets } from './config';
import type { Transport } from './converse';
import { prepare } from './person';
import { plan, type Plan } from './plan';
import { batchSize, send } from './runner';
import { tokenHolder, type TokenHolder } from './tokens';

const PREVIEWED = 10;

/** Pushes segments and audiences to destinations; two pushes of one sync take turns. */
export function deliveryService(
	store: Store,
	clock: Clock,
	transport: Transport,
	destinations: readonly Destination[],
	segments: Cdp['segments'],
): Cdp['delivery'] {
	const tokens = tokenHolder(clock);
	const running = new Map<string, Promise<unknown>>();
	const inTurn = <T>(sync: string, work: () => Promise<T>): Promise<T> => {
		const turn = (running.get(sync) ?? Promise.resolve()).then(work, work);
		running.set(
			sync,
			turn.catch(() => undefined),
		);
		return turn;
	};
	const ids = async (sync: string, given?: number[]) => given ?? (await store.read.outbox.deadIds(sync));
	return {
		destinations: async () =>
			destinations.map((d) => ({
				...pick(d, ['slug', 'name', 'description', 'fields']),
				identifiers: Object.keys(d.identifiers),
			})),
		push: async (request) => {
			const destination = find(destinations, request);
			const named = {
				...request,
				config: readConfig(destination, request.config),
				sync: request.sync ?? `${request.destination}:${request.segment}`,
			};
			if (!(await store.read.segments.byKey(request.segment)))
				throw new InputError(
					`There is no segment “${request.segment}”.`,
					'Save and evaluate it first.',
					'SEGMENT_UNKNOWN',
				);
			// Who has left or said no since the last run must not be sent.
			await segments.evaluate(request.segment);
			return inTurn(named.sync, () => push({ store, clock, transport, tokens, destination, request: named }));
		},
		deadLetters: async ({ sync, limit = 100 }) => (await store.read.outbox.dead(sync, limit)).map(deadLetter),
		retry: async ({ sync, ids: given }) => ({
			requeued: await store.write(async (tables) => tables.outbox.requeue(sync, await ids(sync, given))),
		}),
		discard: async ({ sync, ids: given }) => ({
			discarded: await store.write(async (tables) => tables.outbox.discard(sync, await ids(sync, given))),
		}),
	};
}

function find(destinations: readonly Destination[], request: PushRequest): Destination {
	const destination = destinations.find((d) => d.slug === request.destination);
	if (!destination)
		throw new InputError(
			`There is no destination “${request.destination}”.`,
			`Known: ${destinations.map((d) => d.slug).join(', ')}.`,
			'DESTINATION_UNKNOWN',
		);
	return destination;
}

interface Parts {
	store: Store;
	clock: Clock;
	transport: Transport;
	tokens: TokenHolder;
	destination: Destination;
	request: PushRequest & { sync: string };
}

async function push(parts: Parts): Promise<PushResult> {
	const started = performance.now();
	const { store, clock, destination, request } = parts;
	const members = await store.read.segments.size(request.segment);
	const nothing = { added: 0, updated: 0, removed: 0, unchanged: 0, withheld: {}, refused: {}, requests: 0 };
	const result = (fields: Partial<PushResult>, pending: number): PushResult => ({
		...nothing,
		...fields,
		sync: request.sync,
		pending,
		ms: Math.round(performance.now() - started),
	});
	// Below the platform's minimum nobody new is sent; those who must go still go.
	const tooSmall = members < (request.minimumSize ?? 0);
	const planned = await plan(store, destination, tooSmall ? { ...request, purposes: [NOBODY] } : request, clock.now());
	const withheld: Record<string, number> = tooSmall
		? { [`fewer than ${request.minimumSize} members`]: members }
		: planned.withheld;
	if (request.dryRun)
		return result({ ...dryRun(destination, request, planned, clock.now()), withheld }, planned.changes.length);
	const counts = await send(parts);
	return result({ ...counts, unchanged: planned.unchanged, withheld }, await store.read.outbox.pending(request.sync));
}

/** A purpose that nobody can have granted. */
const NOBODY = '(none)';

function dryRun(
	destination: Destination,
	request: PushRequest & { sync: string },
	{ unchanged, changes }: Plan,
	now: number,
): Partial<PushResult> {
	const of = (action: DeliveryChange['action']) => changes.filter((change) => change.action === action);
	const batches = (['add', 'update', 'remove'] as const).flatMap((action) =>
		chunk(of(action), batchSize(destination, request.config, action)).map((part) => ({ action, changes: part })),
	);
	const config = withoutSecrets(destination, request.config);
	const options = typeof config['region'] === 'string' ? { region: config['region'] } : {};
	const preview = batches.slice(0, PREVIEWED).flatMap((batch) => {
		const people = batch.changes.map((change) => prepare(change, destination, options));
		return [...fittingRequests(destination, { action: batch.action, people, config, idempotencyKey: 'dry-run', now })];
	});
	return {
		added: of('add').length,
		updated: of('update').length,
		removed: of('remove').length,
		unchanged,
		requests: batches.length,
		preview: preview.slice(0, PREVIEWED),
	};
}

function deadLetter(row: OutboxRow): DeadLetter {
	return {
		id: row.id,
		sync: row.sync,
		change: { ...(JSON.parse(row.change) as DeliveryChange), action: row.action },
		reason: row.reason ?? '',
		attempts: row.attempts,
		time: row.time,
	};
}
