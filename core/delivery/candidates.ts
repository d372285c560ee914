import type { SyncRow, Tables } from '../ports';
import { TOUCHES_FORGOTTEN } from '../segments/touch';
import type { Piece, Planning } from './plan';

const PAGE = 500;

/** Whom a plan has to look at. */
export interface Candidates {
	compared: 'all' | 'changed';
	pieces(): AsyncGenerator<Piece>;
	/** Marks them as looked at; a crash before it looks again, which changes nothing. */
	finish(tables: Tables): Promise<void>;
}

/**
 * After a first full comparison only those can have changed who were touched (events, traits, consent, merges) or entered or left
 * the segment: both are index ranges, so a quiet night costs little however large the audience is.
 */
export async function candidatesOf(planning: Planning): Promise<Candidates> {
	const { store, request, signature, now } = planning;
	const { segments, outbox, meta, changes } = store.read;
	const [before, touch, change] = [await outbox.sync(request.sync), await meta.last('touch'), await changes.position()];
	const row: SyncRow = { sync: request.sync, signature, seen_touch: touch, seen_change: change, time: now };
	const forgotten = Number((await meta.get(TOUCHES_FORGOTTEN)) ?? 0);
	const isFull = !before || before.signature !== signature || request.resync || before.seen_touch < forgotten;
	const of = (await segments.byKey(request.segment))?.of ?? 'people';
	const finish = (tables: Tables) => (planning.onlyRemovals ? Promise.resolve() : tables.outbox.putSync(row));
	if (isFull) return { compared: 'all', pieces: () => everybody(planning), finish };
	const ids = new Set(await segments.touchedSince(of, request.segment, before.seen_touch, 'membership'));
	for await (const id of cameAndWent(planning, before.seen_change)) ids.add(id);
	const letter = of === 'people' ? 'p' : 'b';
	return { compared: 'changed', pieces: () => some(planning, [...ids], letter), finish };
}

/** Also browsers that are forgotten by now, of which only the feed knows. */
async function* cameAndWent({ store, request: { segment } }: Planning, after: number): AsyncGenerator<number> {
	for (let last = after; ;) {
		const rows = await store.read.changes.after({ after: last, segment, limit: 1_000 });
		for (const { member, profile } of rows) yield member ?? profile;
		const seq = rows.at(-1)?.seq;
		if (seq === undefined) return;
		last = seq;
	}
}

async function* some({ store, request }: Planning, ids: number[], letter: string): AsyncGenerator<Piece> {
	for (let at = 0; at < ids.length; at += PAGE) {
		const piece = ids.slice(at, at + PAGE);
		const members = await store.read.segments.members(request.segment, { ids: piece });
		yield { members, keys: piece.map((id) => `${letter}${id}`) };
	}
}

/** Members, then whatever is delivered or waits and belongs to no member. */
async function* everybody({ store, request: { segment, sync } }: Planning): AsyncGenerator<Piece> {
	const { segments, outbox } = store.read;
	for (let last = 0; ;) {
		const members = await segments.memberPage(segment, last, PAGE);
		if (members.length === 0) break;
		last = members.at(-1)?.member ?? last;
		yield { members, keys: [] };
	}
	for (const page of [outbox.deliveredPage, outbox.waitingPage]) {
		for (let last = ''; ;) {
			const rows = await page(sync, last, PAGE);
			if (rows.length === 0) break;
			last = rows.at(-1)?.key ?? last;
			const ids = rows.map(({ key }) => Number(key.slice(1))).filter(Number.isFinite);
			const members = new Set((await segments.members(segment, { ids })).map(({ member }) => member));
			const keys = rows.map(({ key }) => key).filter((key) => !members.has(Number(key.slice(1))));
			if (keys.length > 0) yield { members: [], keys };
		}
	}
}
