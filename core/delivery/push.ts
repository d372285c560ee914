import { createHash } from 'node:crypto';
import { readSettings } from '../consent/settings';
import type { DeliveryAction, DeliveryChange, PushRequest, PushResult } from '../model/delivery';
import type { Store } from '../ports';
import { allowanceOf } from './allowance';
import { fittingRequests } from './changes';
import { withoutSecrets } from './config';
import type { Destination } from './destination';
import { prepare } from './person';
import { plan, type Plan } from './plan';
import { batchSize, send, type Delivery } from './runner';

/** Requests that a dry run shows, and people that it names of each kind. */
const SHOWN = { requests: 10, people: 100 };
/** A batch in a dry run has at most so many people, so that what is shown can be read. */
const SHOWN_BATCH = 500;
/** Without a limit of their own, pushes hold back removals of more than half of at least this many. */
const GUARD = { percent: 50, from: 100 };

type Parts = Omit<Delivery, 'allowance'>;

/** Brings one platform up to date: plans the difference, then sends what waits. */
export async function push(parts: Parts): Promise<PushResult> {
	const started = performance.now();
	const { store, clock, destination, request } = parts;
	const { outbox, segments } = store.read;
	const members = await segments.size(request.segment);
	// Below the platform's minimum nobody new is sent; those who must go still go.
	const tooSmall = members < (request.minimumSize ?? 0);
	const planned = await plan({
		store,
		destination,
		request,
		now: clock.now(),
		signature: await signatureOf(store, destination, request),
		onlyRemovals: tooSmall,
		keep: request.dryRun ? SHOWN.requests * SHOWN_BATCH : 0,
	});
	const facts = {
		sync: request.sync,
		withheld: tooSmall ? { [`fewer than ${request.minimumSize} members`]: members } : planned.withheld,
		compared: planned.compared,
	};
	const ms = () => Math.round(performance.now() - started);
	if (request.dryRun)
		return {
			...NOTHING,
			...(await dryRun(parts, planned)),
			...facts,
			held: await outbox.count(request.sync, 'held'),
			ms: ms(),
		};
	const unchanged = await outbox.countUnchanged(request.sync);
	await guard(store, request);
	const counts = await send({ ...parts, allowance: allowanceOf({ ...parts, config: request.config }) });
	const [pending, held] = [await outbox.count(request.sync, 'pending'), await outbox.count(request.sync, 'held')];
	return { ...NOTHING, ...counts, ...facts, unchanged, pending, held, ms: ms() };
}

const NOTHING: Omit<PushResult, 'sync' | 'ms' | 'compared'> = {
	added: 0,
	updated: 0,
	removed: 0,
	unchanged: 0,
	withheld: {},
	refused: {},
	pending: 0,
	held: 0,
	requests: 0,
	requestIds: [],
	more: false,
};

/** What decides about everybody at once; when it changes, everybody is compared. */
async function signatureOf(store: Store, { slug, consent }: Destination, request: PushRequest): Promise<string> {
	const { mapping, purposes, mode, vendor } = request;
	const settings = await readSettings(store.read.meta);
	return createHash('sha1')
		.update(JSON.stringify([slug, consent, mapping ?? null, purposes ?? null, mode ?? null, vendor ?? null, settings]))
		.digest('hex');
}

/** Too many people who left at once look like an empty source: they are held back until somebody says that it is meant. */
async function guard(
	store: Store,
	{ sync, maxRemoval, confirmRemovals }: PushRequest & { sync: string },
): Promise<void> {
	await store.write(async ({ outbox }) => {
		await outbox.hold(sync, 'held', 'pending');
		if (confirmRemovals) return;
		const delivered = await outbox.countDelivered(sync);
		if (maxRemoval === undefined && delivered < GUARD.from) return;
		const leaving = await outbox.hold(sync, 'pending', 'held');
		const isAllowed = leaving * 100 <= (maxRemoval ?? GUARD.percent) * delivered;
		if (isAllowed && leaving > 0) await outbox.hold(sync, 'held', 'pending');
	});
}

async function dryRun({ store, clock, destination, request }: Parts, planned: Plan): Promise<Partial<PushResult>> {
	const { counts, first } = planned;
	const of = (action: DeliveryAction) => first.filter((change) => change.action === action);
	const actions = ['remove', 'add', 'update'] as const;
	const size = (action: DeliveryAction) => batchSize(destination, request.config, action);
	const names = (action: DeliveryAction) => of(action).slice(0, SHOWN.people).map(({ key }) => key); // prettier-ignore
	const delivered = await store.read.outbox.countDelivered(request.sync);
	const preview = actions.flatMap((action) => [
		...shownRequests({ destination, request, now: clock.now() }, of(action), Math.min(SHOWN_BATCH, size(action))),
	]);
	return {
		added: counts.add,
		updated: counts.update,
		removed: counts.remove,
		unchanged:
			planned.compared === 'all'
				? delivered - counts.update - counts.remove
				: await unchangedAfter(store, request, counts),
		pending: counts.add + counts.update + counts.remove,
		requests: actions.reduce((sum, action) => sum + Math.ceil(counts[action] / size(action)), 0),
		preview: preview.slice(0, SHOWN.requests),
		people: {
			added: names('add'),
			updated: names('update'),
			removed: names('remove'),
			leftOut: planned.leftOut.slice(0, SHOWN.people),
		},
	};
}

async function unchangedAfter(store: Store, { sync }: { sync: string }, counts: Plan['counts']): Promise<number> {
	return (await store.read.outbox.countUnchanged(sync)) - counts.update - counts.remove;
}

function* shownRequests(
	{ destination, request, now }: { destination: Destination; request: PushRequest; now: number },
	changes: DeliveryChange[],
	size: number,
) {
	const config = withoutSecrets(destination, request.config);
	const options = typeof config['region'] === 'string' ? { region: config['region'] } : {};
	for (let at = 0, shown = 0; at < changes.length && shown < SHOWN.requests; at += size) {
		const part = changes.slice(at, at + size);
		const people = part.map((change) => prepare(change, destination, options));
		const action = part[0]?.action ?? 'add';
		for (const one of fittingRequests(destination, { action, people, config, idempotencyKey: 'dry-run', now })) {
			shown += 1;
			yield one;
		}
	}
}
