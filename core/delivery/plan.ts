import type { LeftOut, DeliveryChange, PushRequest } from '../model/delivery';
import type { MemberRow, OutboxRow, Store, Tables } from '../ports';
import type { Destination } from './destination';
import { candidatesOf } from './candidates';
import { entriesOf, type Entry } from './entries';
import { decide, formerKey, isFormer, type Decision } from './decide';

/** The difference between what the platform should hold and what it has confirmed. */
export interface Plan {
	compared: 'all' | 'changed';
	/** What a dry run shows: counts, and the first of each. */
	counts: Record<'add' | 'update' | 'remove', number>;
	first: DeliveryChange[];
	leftOut: LeftOut[];
	withheld: Record<string, number>;
}

export interface Planning {
	store: Store;
	destination: Destination;
	request: PushRequest & { sync: string };
	now: number;
	/** Everything but people that decides what is sent: when it changes, everybody is compared. */
	signature: string;
	/** Nobody new goes out; removals do. */
	onlyRemovals: boolean;
	/** Changes a dry run keeps to show. */
	keep: number;
}

/**
 * Compares, page by page, those who can have changed since the last plan (everybody the first time) and puts the difference
 * into the outbox, or, on a dry run, counts it. Withheld members and everything delivered that is no longer wanted become removals.
 */
export async function plan(planning: Planning): Promise<Plan> {
	const { store, request } = planning;
	const result: Plan = {
		compared: 'changed',
		counts: { add: 0, update: 0, remove: 0 },
		first: [],
		leftOut: [],
		withheld: {},
	};
	const candidates = await candidatesOf(planning);
	result.compared = candidates.compared;
	for await (const piece of candidates.pieces()) {
		await settlePiece(planning, piece, result);
		await store.breathe();
	}
	if (!request.dryRun) {
		await store.write((tables) => candidates.finish(tables));
		for (const { reason, people } of await store.read.outbox.countLeftOut(request.sync))
			result.withheld[reason] = people;
	}
	return result;
}

/** People to look at: members, and keys of which nobody knows yet whether they still belong. */
export interface Piece {
	members: MemberRow[];
	keys: string[];
}

async function settlePiece(planning: Planning, piece: Piece, result: Plan): Promise<void> {
	const { store, destination, request } = planning;
	const entries = await entriesOf(store, piece.members, destination, request);
	const known = new Map<string, Entry>(entries.map((entry) => [entry.key, entry]));
	const keys = [...new Set([...piece.keys, ...known.keys()])];
	const others = keys.filter((key) => !known.has(key));
	const staying = await stillKnown(planning, others);
	await store.write(async (tables) => {
		const delivered = new Map((await tables.outbox.delivered(request.sync, keys)).map((row) => [row.key, row]));
		const both = [...keys, ...keys.map(formerKey)];
		const waiting = new Map((await tables.outbox.waiting(request.sync, both)).map((row) => [row.key, row]));
		const decisions = keys.map((key) =>
			decide(
				{
					key,
					entry: known.get(key),
					delivered: delivered.get(key),
					waiting: waiting.get(key),
					former: waiting.get(formerKey(key)),
					mayStay: staying.has(key),
				},
				planning,
			),
		);
		note(result, decisions, entries, planning);
		if (!request.dryRun) await put(tables, planning, decisions, entries, keys);
	});
}

/**
 * Of people who left the segment, those whom the platform may keep all the same: in the modes that take nobody away, as long as
 * they are known and consent.
 */
async function stillKnown({ store, destination, request }: Planning, keys: string[]): Promise<Set<string>> {
	if ((request.mode ?? 'mirror') === 'mirror' || keys.length === 0) return new Set();
	const ids = keys.map((key) => Number(key.slice(1))).filter(Number.isFinite);
	const rows = ids.map((id, i): MemberRow => {
		const expires = keys[i]?.startsWith('b') ? 0 : null;
		return { segment: request.segment, member: id, profile: id, since: 0, expires, reason: '' };
	});
	const entries = await entriesOf(store, rows, destination, request);
	return new Set(entries.flatMap((entry) => ('hash' in entry ? [entry.key] : [])));
}

function note(result: Plan, decisions: Decision[], entries: Entry[], { keep, request }: Planning): void {
	if (!request.dryRun) return;
	for (const { rows } of decisions)
		for (const { change, action } of rows) {
			if (isFormer(change.key)) continue;
			result.counts[action === 'event' ? 'add' : action] += 1;
			if (result.first.length < keep) result.first.push(change);
		}
	for (const entry of entries) {
		if (!('withheld' in entry)) continue;
		result.withheld[entry.withheld] = (result.withheld[entry.withheld] ?? 0) + 1;
		if (result.leftOut.length < keep) result.leftOut.push({ key: entry.key, reason: entry.withheld });
	}
}

async function put(
	tables: Tables,
	{ request: { sync }, now }: Planning,
	decisions: Decision[],
	entries: Entry[],
	keys: string[],
): Promise<void> {
	const withdrawn = decisions.flatMap(({ withdraw }) => withdraw);
	if (withdrawn.length > 0) await tables.outbox.withdraw(sync, withdrawn);
	const left = entries.flatMap((entry) =>
		'withheld' in entry ? [{ sync, key: entry.key, reason: entry.withheld }] : [],
	);
	await tables.outbox.letIn(sync, keys);
	if (left.length > 0) await tables.outbox.leaveOut(left);
	const rows = decisions.flatMap(({ rows: planned }) => planned);
	if (rows.length === 0) return;
	const from = await tables.meta.take('outbox', rows.length);
	await tables.outbox.enqueue(
		rows.map(({ change, hash, why }, i): OutboxRow => ({
			id: from + i,
			sync,
			key: change.key,
			action: change.action,
			hash,
			change: JSON.stringify(change),
			attempts: 0,
			next_at: 0,
			state: 'pending',
			reason: why ?? null,
			batch: null,
			time: now,
		})),
	);
}
