import type { ChangeRow, MemberRow, Place } from '../ports';
import { say } from './sentence';
import { whyLeft, type Settling } from './settle';

/** So many go in or out in one transaction: some 20 ms. */
const PAGE = 1_000;

/**
 * An audience with a capacity holds those of its candidates who qualified last; of two at the same moment, the one with
 * the higher number. That is a function of the candidates alone, so it does not matter when runs took place: one who made
 * room comes back when somebody leaves and its time is not over. Who leaves goes first, so the audience is never too large.
 */
export async function fitIn(run: Settling): Promise<void> {
	const { store, definition } = run;
	if (definition.capacity === undefined) return;
	const last = await store.read.candidates.place(definition.key, definition.capacity);
	run.exited += await inPages(run, (after) => removePage(run, last, after));
	run.entered += await inPages(run, (after) => addPage(run, last, after));
}

/** What a page did, and where the next one begins; undefined: there is none. */
interface Done {
	count: number;
	next: number | undefined;
}

async function inPages({ store }: Settling, page: (after: number) => Promise<Done>): Promise<number> {
	let count = 0;
	for (let after: number | undefined = 0; after !== undefined;) {
		const done: Done = await page(after);
		count += done.count;
		after = done.next;
		await store.breathe();
	}
	return count;
}

const nextOf = (rows: Array<Pick<MemberRow, 'member'>>): number | undefined =>
	rows.length === PAGE ? rows.at(-1)?.member : undefined;

function removePage(run: Settling, last: Place | undefined, after: number): Promise<Done> {
	const { store, definition } = run;
	return store.write(async (tables) => {
		const rows = await tables.candidates.surplus(definition.key, last, after, PAGE);
		if (rows.length === 0) return { count: 0, next: undefined };
		const full = `the audience holds ${definition.capacity}, and others qualified later`;
		const changes = rows.map(({ candidate, ...row }) =>
			change(run, row, 'exited', candidate === null ? whyLeft(run, row) : full),
		);
		await tables.segments.removeMembers(
			definition.key,
			rows.map((row) => row.member),
		);
		await tables.changes.add(changes);
		await tables.segments.grow(definition.key, -rows.length);
		return { count: rows.length, next: nextOf(rows) };
	});
}

function addPage(run: Settling, last: Place | undefined, after: number): Promise<Done> {
	const { store, definition, now } = run;
	const reason = say(definition.condition);
	return store.write(async (tables) => {
		const rows = await tables.candidates.missing(definition.key, last, after, PAGE);
		if (rows.length === 0) return { count: 0, next: undefined };
		await tables.segments.putMembers(rows.map((row): MemberRow => ({ ...row, since: row.since ?? now, reason })));
		const fresh = rows.filter((row) => row.since === null);
		if (fresh.length > 0) await tables.changes.add(fresh.map((row) => change(run, row, 'entered', reason)));
		await tables.segments.grow(definition.key, fresh.length);
		return { count: fresh.length, next: nextOf(rows) };
	});
}

const change = (
	{ definition, now }: Settling,
	{ profile, member }: Pick<MemberRow, 'profile' | 'member'>,
	kind: ChangeRow['kind'],
	reason: string,
): ChangeRow => ({ segment: definition.key, profile, member, time: now, kind, reason });
