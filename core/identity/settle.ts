import type { IdentifierRow, LinkRow, Move } from '../ports';
import { changesOf } from './changes';
import { sharedReason, type Placement, type Work } from './place';
import { resolve, type Edge, type Node } from './resolve';
import { crowd } from './standing';
import type { RuleBook } from './rules/book';

/** Resolves every group of dirty components that the links hang together, and writes what changed. `altered` links are not stored as they stand. */
export async function settle(
	work: Work,
	dirty: ReadonlySet<number>,
	links: LinkRow[],
	altered: ReadonlySet<LinkRow>,
	known: Map<number, IdentifierRow>,
): Promise<Placement> {
	const stored = await work.tables.identifiers.byComponent([...dirty]);
	const before = new Map(stored.map((row) => [row.id, { ...row }]));
	// The caller may hold newer facts (an identifier just seen by a trusted source, or judged by other rules).
	const rows = new Map(stored.map((row) => [row.id, newest(row, known.get(row.id))]));
	const inside = links.filter((link) => dirty.has(link.component));
	const former = new Map(inside.map((link) => [link, { ...link }]));
	const shared = await markShared(work, rows, inside);
	resolveAll(rows, inside, work.book);
	await writeRows(work, rows, before);
	await writeLinks(work, inside, former, altered);
	return {
		rows: new Map([...known, ...rows]),
		settled: [...rows.values()],
		shared,
		moves: movesOf(rows, before, work.fresh),
		changes: changesOf(rows, before, inside, work),
	};
}

function newest(row: IdentifierRow, held: IdentifierRow | undefined): IdentifierRow {
	if (!held) return row;
	return {
		...held,
		component: row.component,
		profile: row.profile,
		verified: Math.max(row.verified, held.verified),
		first_seen: Math.min(row.first_seen, held.first_seen),
	};
}

/** Finds the values that have come together with too many people by now. */
async function markShared(work: Work, rows: Map<number, IdentifierRow>, links: LinkRow[]): Promise<IdentifierRow[]> {
	const of = new Map<number, LinkRow[]>();
	for (const link of links)
		for (const id of [link.a, link.b]) if (rows.has(id)) of.set(id, [...(of.get(id) ?? []), link]);
	const outside = links.flatMap((link) => [link.a, link.b]).filter((id) => !rows.has(id));
	const others = new Map(
		(outside.length > 0 ? await work.tables.identifiers.byId(outside) : []).map((row) => [row.id, row]),
	);
	const shared = [...rows.values()].filter(
		(row) =>
			row.standing === 0 &&
			(of.get(row.id)?.length ?? 0) > (work.book.of(row.type).quarantineAbove ?? Infinity) &&
			crowd(row, of.get(row.id) ?? [], (id) => rows.get(id) ?? others.get(id), work.book) !== undefined,
	);
	for (const row of shared) Object.assign(row, { standing: 2, known: 0 });
	return shared;
}

const decided = (link: LinkRow): boolean => link.state === 'removed' || link.state === 'forbidden';

/** A match says why it is one; why it did not count is no reason any more once it does. */
const said = ({ rule, state, reason }: LinkRow): string | null =>
	rule === 'match' && state === 'active' ? reason : null;

/** Sets component and profile of the rows, state, reason and component of the links. */
function resolveAll(rows: Map<number, IdentifierRow>, links: LinkRow[], book: RuleBook): void {
	const live = (id: number): boolean => rows.get(id)?.standing === 0;
	const components = connected(
		rows,
		links.filter((link) => live(link.a) && live(link.b)),
		book.rules.caps.component,
	);
	for (const [id, component] of components) Object.assign(rows.get(id) as IdentifierRow, { component });
	for (const link of links) link.component = homeOf(link, rows);
	const edges = links.filter(
		(link) =>
			live(link.a) && live(link.b) && components.get(link.a) === components.get(link.b) && link.state !== 'removed',
	);
	const { groups, refused } = resolve([...rows.values()].map(nodeOf), edges.map(edgeOf), book);
	edges.forEach((link, i) => {
		if (!decided(link))
			Object.assign(link, { state: refused[i] ? 'refused' : 'active', reason: refused[i] ?? said(link) });
	});
	for (const link of links) {
		if (decided(link)) continue;
		const dead = [link.a, link.b].map((id) => rows.get(id)).find((row) => row && row.standing !== 0);
		if (dead) Object.assign(link, { state: 'refused', reason: sharedReason(dead) });
		else if (live(link.a) && live(link.b) && components.get(link.a) !== components.get(link.b))
			Object.assign(link, {
				state: 'refused',
				reason: `more than ${book.rules.caps.component} identifiers hang together`,
			});
	}
	for (const group of groups) for (const id of group) setProfile(rows, id, group[0] as number);
}

function setProfile(rows: Map<number, IdentifierRow>, id: number, profile: number): void {
	(rows.get(id) as IdentifierRow).profile = profile;
}

const nodeOf = (row: IdentifierRow): Node => ({
	id: row.id,
	type: row.type,
	value: row.value,
	key: row.spelling ?? row.value,
	known: row.known === 1,
	verified: row.verified === 1,
	firstSeen: row.first_seen,
});

const edgeOf = (link: LinkRow): Edge => ({
	a: link.a,
	b: link.b,
	rule: link.rule,
	verified: link.verified === 1,
	firstSeen: link.first_seen,
	forbidden: link.state === 'forbidden',
});

function homeOf(link: LinkRow, rows: Map<number, IdentifierRow>): number {
	const ends = [link.a, link.b].map((id) => rows.get(id));
	const home = ends.find((row) => row?.standing === 0) ?? ends.find((row) => row !== undefined);
	return home?.component ?? link.component;
}

/**
 * The smallest id each id hangs together with by any link, refused and removed ones too: evidence must be found again.
 * A link that would make more hang together than the cap allows is left out; links that were stored longer come first.
 */
function connected(rows: Map<number, IdentifierRow>, links: LinkRow[], cap: number): Map<number, number> {
	const parent = new Map([...rows.keys()].map((id) => [id, id]));
	const size = new Map([...rows.keys()].map((id) => [id, 1]));
	const root = (id: number): number => {
		let at = id;
		while (parent.get(at) !== at) at = parent.get(at) as number;
		parent.set(id, at);
		return at;
	};
	for (const { a, b } of links) {
		const [x, y] = [root(a), root(b)];
		const total = (size.get(x) ?? 1) + (size.get(y) ?? 1);
		if (x === y || total > cap) continue;
		parent.set(Math.max(x, y), Math.min(x, y));
		size.set(Math.min(x, y), total);
	}
	return new Map([...rows.keys()].map((id) => [id, root(id)]));
}

async function writeRows(
	work: Work,
	rows: Map<number, IdentifierRow>,
	before: Map<number, IdentifierRow>,
): Promise<void> {
	const placed = [...rows.values()].filter((row) => {
		const old = before.get(row.id) as IdentifierRow;
		const kept: Array<keyof IdentifierRow> = ['component', 'profile', 'known', 'verified', 'spelling', 'standing'];
		return work.fresh.has(row.id) || kept.some((field) => old[field] !== row[field]);
	});
	if (placed.length > 0) await work.tables.identifiers.place(placed);
}

/** Components that became part of another one as a whole move in one statement; the rest is written link by link. */
async function writeLinks(
	{ tables }: Work,
	links: LinkRow[],
	former: Map<LinkRow, LinkRow>,
	altered: ReadonlySet<LinkRow>,
): Promise<void> {
	const targets = new Map<number, Set<number>>();
	for (const [link, old] of former)
		targets.set(old.component, (targets.get(old.component) ?? new Set()).add(link.component));
	const whole = [...targets].filter(([from, to]) => to.size === 1 && !to.has(from));
	if (whole.length > 0) await tables.links.move(whole.map(([from, to]) => ({ from, to: [...to][0] as number })));
	const apart = [...former].filter(
		([link, old]) => old.component !== link.component && (targets.get(old.component)?.size ?? 0) > 1,
	);
	if (apart.length > 0) await tables.links.remove(apart.map(([, old]) => old));
	const gone = new Set(apart.map(([link]) => link));
	const fields: Array<keyof LinkRow> = ['source', 'rule', 'first_seen', 'last_seen', 'verified', 'state', 'reason'];
	const changed = links.filter((link) => {
		const old = former.get(link) as LinkRow;
		return altered.has(link) || gone.has(link) || fields.some((field) => old[field] !== link[field]);
	});
	if (changed.length > 0) await tables.links.put(changed);
}

function movesOf(
	rows: Map<number, IdentifierRow>,
	before: Map<number, IdentifierRow>,
	fresh: ReadonlySet<number>,
): Move[] {
	const moves: Move[] = [];
	for (const row of rows.values()) {
		const from = (before.get(row.id) as IdentifierRow).profile;
		if (from !== row.profile && !fresh.has(row.id)) moves.push({ identifier: row.id, from, to: row.profile });
	}
	return moves;
}
