import { pick } from 'lodash';
import type { Cdp } from '../cdp';
import { InputError } from '../model/errors';
import type { DeadLetter, DeliveryChange, PushRequest } from '../model/delivery';
import type { Clock, OutboxRow, Store } from '../ports';
import type { Destination } from './destination';
import { readConfig } from './config';
import type { Transport } from './converse';
import { push } from './push';
import { tokenHolder } from './tokens';

/** Pushes segments and audiences to destinations; two pushes of one sync take turns. */
export function deliveryService(
	store: Store,
	clock: Clock,
	transport: Transport,
	destinations: readonly Destination[],
	segments: Cdp['segments'],
): Cdp['delivery'] {
	const tokens = tokenHolder(clock);
	const inTurn = turnsOf();
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
		leftOut: async ({ sync, after = '', limit = 100 }) =>
			(await store.read.outbox.leftOut(sync, after, limit)).map((row) => pick(row, ['key', 'reason'])),
		deadLetters: async ({ sync, limit = 100 }) => (await store.read.outbox.dead(sync, limit)).map(deadLetter),
		retry: async ({ sync, ids: given }) => ({
			requeued: await store.write(async (tables) => tables.outbox.requeue(sync, await ids(sync, given))),
		}),
		discard: async ({ sync, ids: given }) => ({
			discarded: await store.write(async (tables) => tables.outbox.discard(sync, await ids(sync, given))),
		}),
	};
}

/** One after the other for each name. */
function turnsOf(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
	const running = new Map<string, Promise<unknown>>();
	return (name, work) => {
		const turn = (running.get(name) ?? Promise.resolve()).then(work, work);
		running.set(
			name,
			turn.catch(() => undefined),
		);
		return turn;
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
