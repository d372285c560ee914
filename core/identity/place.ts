import type { ChangeRow, IdentifierRow, LinkRow, Move, Tables } from '../ports';
import { resolve } from './resolve';

/** Evidence to add: one pair of identifiers, by row id. */
export interface Claim {
	a: number;
	b: number;
	source: string;
	rule: string;
	first: number;
	last: number;
	verified: boolean;
}

/** What became of the identifiers: where each is now, what must follow, and what to tell. */
export interface Placement {
	/** All identifiers of the components that were looked at, as they are now. */
	rows: Map<number, IdentifierRow>;
	/** Of those, the ones in components that were resolved anew. */
	settled: IdentifierRow[];
	moves: Move[];
	changes: ChangeRow[];
}

interface Work {
	tables: Tables;
	time: number;
	/** Ids that hold nothing yet: they need no move and count for no merge. */
	fresh: ReadonlySet<number>;
}

/** Link ends in one canonical order, so that a pair has one row. */
export const pairKey = (a: number, b: number): string => (a < b ? `${a}:${b}` : `${b}:${a}`);

const LAST_SEEN_STEP_MS = 86_400_000;

/**
 * Adds claims to the evidence and resolves the components they touch again.
 * `upgraded` are components in which an identifier became verified: their refused links are looked at anew.
 */
export async function place(
	work: Work,
	rows: Map<number, IdentifierRow>,
	claims: Claim[],
	upgraded: number[],
): Promise<Placement> {
	const touched = new Set(upgraded);
	for (const { a, b } of claims) for (const id of [a, b]) touched.add(componentOf(rows, id));
	const links = touched.size > 0 ? await work.tables.links.byComponent([...touched]) : [];
	const { dirty, changed } = addClaims(links, claims, rows);
	for (const component of upgraded) dirty.add(component);
	const clean = changed.filter((link) => !dirty.has(link.component));
	if (clean.length > 0) await work.tables.links.put(clean);
	return dirty.size > 0 ? settle(work, dirty, links, rows) : { rows, settled: [], moves: [], changes: [] };
}

const componentOf = (rows: Map<number, IdentifierRow>, id: number): number => rows.get(id)?.component ?? id;

function addClaims(
	links: LinkRow[],
	claims: Claim[],
	rows: Map<number, IdentifierRow>,
): { dirty: Set<number>; changed: LinkRow[] } {
	const byPair = new Map(links.map((link) => [pairKey(link.a, link.b), link]));
	const dirty = new Set<number>();
	const changed = new Set<LinkRow>();
	for (const claim of claims) {
		const known = byPair.get(pairKey(claim.a, claim.b));
		if (!known) {
			const link = newLink(claim, componentOf(rows, claim.a));
			byPair.set(pairKey(claim.a, claim.b), link);
			links.push(link);
			for (const id of [claim.a, claim.b]) dirty.add(componentOf(rows, id));
			continue;
		}
		const before = { ...known };
		widen(known, claim);
		if (known.first_seen < before.first_seen || known.verified > before.verified || known.state !== before.state)
			dirty.add(known.component);
		if (dirty.has(known.component) || known.last_seen - before.last_seen >= LAST_SEEN_STEP_MS) changed.add(known);
	}
	return { dirty, changed: [...changed] };
}

function newLink(claim: Claim, component: number): LinkRow {
	const [a, b] = claim.a < claim.b ? [claim.a, claim.b] : [claim.b, claim.a];
	return {
		component,
		a,
		b,
		source: claim.source,
		rule: claim.rule,
		first_seen: claim.first,
		last_seen: claim.last,
		verified: claim.verified ? 1 : 0,
		state: 'active',
		reason: null,
	};
}

/** A pair that a person has taken apart stays apart, whatever the events say; only a person joins it again. */
function widen(link: LinkRow, claim: Claim): void {
	link.first_seen = Math.min(link.first_seen, claim.first);
	link.last_seen = Math.max(link.last_seen, claim.last);
	link.verified = Math.max(link.verified, claim.verified ? 1 : 0);
	if (claim.rule !== 'manual') return;
	Object.assign(link, { rule: 'manual', source: claim.source, state: 'active', reason: null });
}

/** Resolves every group of dirty components that the links hang together, and writes what changed. */
export async function settle(
	work: Work,
	dirty: ReadonlySet<number>,
	links: LinkRow[],
	known: Map<number, IdentifierRow>,
): Promise<Placement> {
	const rows = new Map((await work.tables.identifiers.byComponent([...dirty])).map((row) => [row.id, row]));
	// The caller may hold newer facts (an identifier just seen by a trusted source).
	for (const row of rows.values()) row.verified = Math.max(row.verified, known.get(row.id)?.verified ?? 0);
	const before = new Map([...rows.values()].map((row) => [row.id, { ...row }]));
	const inside = links.filter((link) => rows.has(link.a) && rows.has(link.b));
	const former = new Map(inside.map((link) => [link, { ...link }]));
	resolveAll(rows, inside);
	await write(work, rows, before, inside, former);
	return {
		rows: new Map([...known, ...rows]),
		settled: [...rows.values()],
		moves: movesOf(rows, before, work.fresh),
		changes: changesOf(rows, before, inside, work),
	};
}

/** Sets component and profile of the rows, state and component of the links. */
function resolveAll(rows: Map<number, IdentifierRow>, links: LinkRow[]): void {
	const active = links.filter((link) => link.state !== 'removed');
	const nodes = [...rows.values()].map((row) => ({ ...row, known: row.known === 1, verified: row.verified === 1 }));
	const edges = active.map((link) => ({
		a: link.a,
		b: link.b,
		rule: link.rule,
		verified: link.verified === 1,
		firstSeen: link.first_seen,
	}));
	const { groups, refused } = resolve(nodes, edges);
	active.forEach((link, i) =>
		Object.assign(link, { state: refused[i] ? 'refused' : 'active', reason: refused[i] ?? null }),
	);
	for (const group of groups) for (const id of group) setProfile(rows, id, group[0] as number);
	const components = connected([...rows.keys()], links);
	for (const [id, component] of components) Object.assign(rows.get(id) as IdentifierRow, { component });
	for (const link of links) link.component = components.get(link.a) as number;
}

function setProfile(rows: Map<number, IdentifierRow>, id: number, profile: number): void {
	(rows.get(id) as IdentifierRow).profile = profile;
}

/** The smallest id each id hangs together with by any link, refused and removed ones too: evidence must be found again. */
function connected(ids: number[], links: LinkRow[]): Map<number, number> {
	const parent = new Map(ids.map((id) => [id, id]));
	const root = (id: number): number => {
		let at = id;
		while (parent.get(at) !== at) at = parent.get(at) as number;
		parent.set(id, at);
		return at;
	};
	for (const { a, b } of links) {
		const [low, high] = [root(a), root(b)].sort((x, y) => x - y) as [number, number];
		parent.set(high, low);
	}
	return new Map(ids.map((id) => [id, root(id)]));
}

async function write(
	work: Work,
	rows: Map<number, IdentifierRow>,
	before: Map<number, IdentifierRow>,
	links: LinkRow[],
	former: Map<LinkRow, LinkRow>,
): Promise<void> {
	const placed = [...rows.values()].filter((row) => {
		const old = before.get(row.id) as IdentifierRow;
		return (
			old.component !== row.component ||
			old.profile !== row.profile ||
			old.verified !== row.verified ||
			work.fresh.has(row.id)
		);
	});
	if (placed.length > 0) await work.tables.identifiers.place(placed);
	const moved = new Map<string, { from: number; to: number }>();
	for (const [link, old] of former)
		if (old.component !== link.component) moved.set(`${old.component}`, { from: old.component, to: link.component });
	if (moved.size > 0) await work.tables.links.move([...moved.values()]);
	await work.tables.links.put(links);
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

/** One entry a profile that took in others (merged) or gave some away (split). */
function changesOf(
	rows: Map<number, IdentifierRow>,
	before: Map<number, IdentifierRow>,
	links: LinkRow[],
	work: Work,
): ChangeRow[] {
	const came = new Map<number, Set<number>>();
	const went = new Map<number, Set<number>>();
	for (const row of rows.values()) {
		if (work.fresh.has(row.id)) continue;
		const old = (before.get(row.id) as IdentifierRow).profile;
		add(came, row.profile, old);
		add(went, old, row.profile);
	}
	const entry = (kind: 'merged' | 'split', profile: number, others: Set<number>): ChangeRow => ({
		kind,
		segment: null,
		profile,
		member: null,
		time: work.time,
		reason: because(kind, profile, others, rows, links),
	});
	const merged = [...came].filter(([, from]) => from.size > 1).map(([profile, from]) => entry('merged', profile, from));
	const split = [...went].filter(([, to]) => to.size > 1).map(([profile, to]) => entry('split', profile, to));
	return [...merged, ...split].sort((a, b) => a.profile - b.profile || (a.kind < b.kind ? -1 : 1));
}

function add(sets: Map<number, Set<number>>, key: number, value: number): void {
	const set = sets.get(key);
	if (set) set.add(value);
	else sets.set(key, new Set([value]));
}

/** No personal values here: the feed is read widely, `explain` shows the evidence. */
function because(
	kind: 'merged' | 'split',
	profile: number,
	others: Set<number>,
	rows: Map<number, IdentifierRow>,
	links: LinkRow[],
): string {
	const names = [...others]
		.filter((id) => id !== profile)
		.sort((a, b) => a - b)
		.map((id) => `p${id}`)
		.join(', ');
	const types = new Set<string>();
	for (const link of links) {
		const [a, b] = [rows.get(link.a), rows.get(link.b)];
		if (link.state === 'active' && a?.profile === profile && b) types.add(`${a.type} and ${b.type}`);
	}
	if (kind === 'split') return `${names} stands apart again`;
	return `${names} is the same person: ${[...types].sort().join('; ')} came together`;
}
