import { InputError } from '../model/errors';
import type { IdentifierRow, LinkRow, Store, Tables } from '../ports';
import { follow } from '../profiles/follow';
import { loadProfiles } from '../profiles/load';
import { publicId } from '../profiles/publicId';
import type { Decision } from '../cdp';
import { newLink, pairKey, type Claim } from './claims';
import { shortestPath } from './explain';
import { place, type Placement, type Work } from './place';
import { relieve } from './rederive';
import { settle } from './settle';

/** What a decision works on. */
export interface Bench extends Work {
	by: string;
}

/** Thrown inside a transaction to take back what was only tried. */
class Tried extends Error {
	constructor(readonly result: unknown) {
		super('tried only');
	}
}

/** Does `work` in a transaction; a preview does all of it, looks, and takes it back. */
export async function decide<T>(store: Store, preview: boolean, work: (tables: Tables) => Promise<T>): Promise<T> {
	if (!preview) return store.write(work);
	try {
		return await store.write(async (tables) => {
			throw new Tried(await work(tables));
		});
	} catch (error) {
		if (error instanceof Tried) return error.result as T;
		throw error;
	}
}

/** A person's word on a pair, as evidence. */
const byHand = ({ by, time }: Bench, left: IdentifierRow, right: IdentifierRow): Claim => ({
	a: left.id,
	b: right.id,
	source: by,
	rule: 'manual',
	first: time,
	last: time,
	verified: true,
});

/** Joins two identifiers by a person's word. */
export async function link(
	bench: Bench,
	left: IdentifierRow,
	right: IdentifierRow,
): Promise<Decision & { id: string; joined: boolean; reason: string }> {
	const rows = new Map([left, right].map((row) => [row.id, row]));
	const placement = await place(bench, rows, [byHand(bench, left, right)], []);
	await follow(bench.tables, placement, bench.book);
	const [a, b] = [placement.rows.get(left.id) as IdentifierRow, placement.rows.get(right.id) as IdentifierRow];
	const row = (await bench.tables.links.ofIdentifiers([a.id])).find((l) => pairKey(l.a, l.b) === pairKey(a.id, b.id));
	const joined = a.profile === b.profile;
	return {
		id: publicId(a.profile),
		...(await outcome(bench.tables, placement, [a, b])),
		joined,
		reason: joined ? 'linked' : (row?.reason ?? 'a stronger claim'),
	};
}

/** Undo: this pair counts no more, for good; other evidence between the two stays. */
export async function unlink(bench: Bench, left: IdentifierRow, right: IdentifierRow): Promise<Decision> {
	const links = await bench.tables.links.byComponent([...new Set([left.component, right.component])]);
	const known = links.find((l) => pairKey(l.a, l.b) === pairKey(left.id, right.id));
	if (!known) {
		const path = shortestPath(
			links.filter((l) => l.state === 'active'),
			left.id,
			right.id,
		);
		throw new InputError(
			'These two were never named together directly.',
			path
				? 'Use Explain to see the chain between them and unlink one pair of it, or Forbid to keep them apart.'
				: 'There is nothing to undo.',
			'NO_SUCH_LINK',
		);
	}
	Object.assign(known, { state: 'removed', reason: `by ${bench.by}` });
	return again(bench, links, new Set([known]), [left, right]);
}

/** Keeps two identifiers in two profiles, whatever the evidence says. */
export async function forbid(bench: Bench, left: IdentifierRow, right: IdentifierRow): Promise<Decision> {
	const links = await bench.tables.links.byComponent([...new Set([left.component, right.component])]);
	return again(bench, links, forbidIn(bench, links, left, right), [left, right]);
}

function forbidIn(bench: Bench, links: LinkRow[], left: IdentifierRow, right: IdentifierRow): Set<LinkRow> {
	const known = links.find((l) => pairKey(l.a, l.b) === pairKey(left.id, right.id));
	const said = { state: 'forbidden', reason: `by ${bench.by}` } as const;
	if (known) {
		Object.assign(known, said);
		return new Set([known]);
	}
	const fresh: LinkRow = { ...newLink(byHand(bench, left, right), left.component), ...said };
	links.push(fresh);
	return new Set([fresh]);
}

/** Takes identifiers out of their profile: evidence between them and the rest counts no more, and the two sides stay apart. */
export async function split(bench: Bench, all: IdentifierRow[], taken: IdentifierRow[]): Promise<Decision> {
	const out = new Set(taken.map((row) => row.id));
	const rest = all.filter((row) => !out.has(row.id));
	const links = await bench.tables.links.byComponent([(all[0] as IdentifierRow).component]);
	const inside = new Set(all.map((row) => row.id));
	const altered = new Set<LinkRow>();
	for (const l of links)
		if (inside.has(l.a) && inside.has(l.b) && out.has(l.a) !== out.has(l.b) && l.state !== 'forbidden')
			altered.add(Object.assign(l, { state: 'removed' as const, reason: `by ${bench.by}` }));
	for (const l of forbidIn(bench, links, strongest(bench, taken), strongest(bench, rest))) altered.add(l);
	return again(bench, links, altered, all);
}

const strongest = ({ book }: Bench, rows: IdentifierRow[]): IdentifierRow =>
	[...rows].sort((a, b) => book.of(a.type).priority - book.of(b.type).priority || a.id - b.id)[0] as IdentifierRow;

async function again(bench: Bench, links: LinkRow[], altered: Set<LinkRow>, rows: IdentifierRow[]): Promise<Decision> {
	const dirty = new Set(rows.filter((row) => row.standing === 0).map((row) => row.component));
	const placement = await settle(bench, dirty, links, altered, new Map());
	await follow(bench.tables, placement, bench.book);
	await relieve(
		bench.tables,
		rows.filter((row) => row.standing === 2).map((row) => row.id),
		bench.time,
		bench.book,
	);
	return outcome(bench.tables, placement, rows);
}

/** The profiles that the identifiers are in now, whole. */
async function outcome(tables: Tables, placement: Placement, rows: IdentifierRow[]): Promise<Decision> {
	const now = await tables.identifiers.byId(rows.map((row) => row.id));
	const ids = [...new Set(now.map((row) => row.profile))].sort((a, b) => a - b);
	return { profiles: ids.map(publicId), after: await loadProfiles(tables, ids), changes: placement.changes.length };
}
