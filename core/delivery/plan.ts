import { countBy } from 'lodash';
import type { DeliveryChange, PushRequest } from '../model/delivery';
import type { DeliveredRow, OutboxRow, Store, Tables } from '../ports';
import type { Destination } from './destination';
import { entriesOf, type Entry } from './entries';

const PAGE = 500;
/** Remove hashes differ from every content hash, so a removal is never taken for what it replaces. */
const REMOVED = 'removed';

/** The difference between what the platform should hold and what it has confirmed. */
export interface Plan {
	unchanged: number;
	withheld: Record<string, number>;
	changes: DeliveryChange[];
}

type Wanted = Extract<Entry, { hash: string }>;
const isWanted = (entry: Entry): entry is Wanted => 'hash' in entry;

/**
 * Compares page by page and puts the difference into the outbox (or, on a dry run, into `changes`).
 * Members who are withheld and everything confirmed that is no longer wanted become removals.
 */
export async function plan(
	store: Store,
	destination: Destination,
	request: PushRequest & { sync: string },
	now: number,
): Promise<Plan> {
	const result: Plan = { unchanged: 0, withheld: {}, changes: [] };
	for (let last = 0; ;) {
		const members = await store.read.segments.memberPage(request.segment, last, PAGE);
		if (members.length === 0) break;
		last = members.at(-1)?.member ?? last;
		const entries = await entriesOf(store, members, destination, request);
		const withheld = countBy(entries.flatMap((e) => ('withheld' in e ? [e.withheld] : [])));
		for (const [reason, count] of Object.entries(withheld))
			result.withheld[reason] = (result.withheld[reason] ?? 0) + count;
		await wantedPage(store, request, entries.filter(isWanted), now, result);
		await store.breathe();
	}
	for (let last = ''; ;) {
		const page = await store.read.outbox.deliveredPage(request.sync, last, PAGE);
		if (page.length === 0) break;
		last = page.at(-1)?.key ?? last;
		await unwantedPage(store, destination, request, page, now, result);
		await store.breathe();
	}
	await forgetAbandoned(store, destination, request);
	return result;
}

async function wantedPage(
	store: Store,
	request: PushRequest & { sync: string },
	wanted: Wanted[],
	now: number,
	result: Plan,
): Promise<void> {
	const keys = wanted.map((w) => w.key);
	await store.write(async (tables) => {
		const delivered = new Map((await tables.outbox.delivered(request.sync, keys)).map((row) => [row.key, row]));
		const waiting = new Map((await tables.outbox.waiting(request.sync, keys)).map((row) => [row.key, row]));
		const rows: OutboxRow[] = [];
		const obsolete: string[] = [];
		for (const { key, change, hash } of wanted) {
			const before = delivered.get(key);
			const queued = waiting.get(key);
			if (before?.hash === hash && !(queued && perhapsSent(queued))) {
				result.unchanged += 1;
				if (queued) obsolete.push(key);
			} else if (queued?.hash !== hash)
				rows.push(outboxRow(request.sync, { ...change, action: before ? 'update' : 'add' }, hash, now));
		}
		await put(tables, request, rows, obsolete, result);
	});
}

async function unwantedPage(
	store: Store,
	destination: Destination,
	request: PushRequest & { sync: string },
	page: DeliveredRow[],
	now: number,
	result: Plan,
): Promise<void> {
	const wanted = await wantedKeys(store, destination, request, page);
	await store.write(async (tables) => {
		const gone = page.filter((row) => !wanted.has(row.key));
		const waiting = new Map(
			(
				await tables.outbox.waiting(
					request.sync,
					gone.map((row) => row.key),
				)
			).map((row) => [row.key, row]),
		);
		const rows = gone
			.filter((row) => waiting.get(row.key)?.hash !== REMOVED)
			.map((row) =>
				outboxRow(request.sync, { ...(JSON.parse(row.change) as DeliveryChange), action: 'remove' }, REMOVED, now),
			);
		await put(tables, request, rows, [], result);
	});
}

/** Of these delivered keys, the ones that should stay: members now, with consent. */
async function wantedKeys(
	store: Store,
	destination: Destination,
	request: PushRequest,
	page: DeliveredRow[],
): Promise<Set<string>> {
	const members = await membersByKey(
		store,
		request.segment,
		page.map((row) => row.key),
	);
	const entries = await entriesOf(store, members, destination, request);
	return new Set(entries.filter(isWanted).map((entry) => entry.key));
}

/** Keys are `p<profile>` or `b<browser>`: the number is the member's. */
function membersByKey(store: Store, segment: string, keys: string[]) {
	return store.read.segments.members(segment, { ids: keys.map((key) => Number(key.slice(1))) });
}

/** A try was begun, so the platform may hold it although nothing was confirmed. */
const perhapsSent = (row: OutboxRow): boolean => row.batch !== null || row.attempts > 0;

/** Additions that wait for somebody who has left or said no meanwhile are taken back, or removed where they may have arrived. */
async function forgetAbandoned(
	store: Store,
	destination: Destination,
	request: PushRequest & { sync: string },
): Promise<void> {
	if (request.dryRun) return;
	await store.write(async (tables) => {
		const pending = (await tables.outbox.due(request.sync, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).filter(
			(row) => row.action !== 'remove',
		);
		for (let at = 0; at < pending.length; at += PAGE) {
			const piece = pending.slice(at, at + PAGE);
			const wanted = await wantedKeys(store, destination, request, piece);
			const abandoned = piece.filter((row) => !wanted.has(row.key));
			await tables.outbox.withdraw(
				request.sync,
				abandoned.filter((row) => !perhapsSent(row)).map((row) => row.key),
			);
			const removals = abandoned
				.filter(perhapsSent)
				.map((row) =>
					outboxRow(
						request.sync,
						{ ...(JSON.parse(row.change) as DeliveryChange), action: 'remove' },
						REMOVED,
						row.time,
					),
				);
			await put(tables, request, removals, [], { unchanged: 0, withheld: {}, changes: [] });
		}
	});
}

function outboxRow(sync: string, change: DeliveryChange, hash: string, time: number): OutboxRow {
	return {
		id: 0,
		sync,
		key: change.key,
		action: change.action,
		hash,
		change: JSON.stringify(change),
		attempts: 0,
		next_at: 0,
		state: 'pending',
		reason: null,
		batch: null,
		time,
	};
}

async function put(
	tables: Tables,
	request: PushRequest & { sync: string },
	rows: OutboxRow[],
	obsolete: string[],
	result: Plan,
): Promise<void> {
	result.changes.push(...(request.dryRun ? rows.map((row) => JSON.parse(row.change) as DeliveryChange) : []));
	if (request.dryRun) return;
	if (obsolete.length > 0) await tables.outbox.withdraw(request.sync, obsolete);
	if (rows.length === 0) return;
	const from = await tables.meta.take('outbox', rows.length);
	await tables.outbox.enqueue(rows.map((row, i) => ({ ...row, id: from + i })));
}
