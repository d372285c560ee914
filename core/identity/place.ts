import type { ChangeRow, IdentifierRow, LinkRow, Move, Tables } from '../ports';
import { newLink, pairKey, widen, type Claim } from './claims';
import { settle } from './settle';
import type { RuleBook } from './rules/book';

/** What became of the identifiers: where each is now, what must follow, and what to tell. */
export interface Placement {
	/** All identifiers of the components that were looked at, as they are now. */
	rows: Map<number, IdentifierRow>;
	/** Of those, the ones in components that were resolved anew. */
	settled: IdentifierRow[];
	/** Those that turned out to be shared just now. */
	shared: IdentifierRow[];
	moves: Move[];
	changes: ChangeRow[];
}

export interface Work {
	tables: Tables;
	book: RuleBook;
	time: number;
	/** Ids that hold nothing yet: they need no move and count for no merge. */
	fresh: ReadonlySet<number>;
}

/**
 * Adds claims to the evidence and resolves the components they touch again.
 * `again` are components to resolve anew whatever the claims say: an identifier in them became verified, for one.
 */
export async function place(
	work: Work,
	rows: Map<number, IdentifierRow>,
	claims: Claim[],
	again: Iterable<number>,
): Promise<Placement> {
	const dirty = new Set(again);
	const touched = new Set(dirty);
	for (const { a, b } of claims) for (const id of [a, b]) touched.add(componentOf(rows, id));
	const links = touched.size > 0 ? await work.tables.links.byComponent([...touched]) : [];
	const altered = addClaims(links, claims, rows, dirty);
	const kept = [...altered].filter((link) => !dirty.has(link.component));
	if (kept.length > 0) await work.tables.links.put(kept);
	if (dirty.size === 0) return { rows, settled: [], shared: [], moves: [], changes: [] };
	return settle(work, dirty, links, altered, rows);
}

const componentOf = (rows: Map<number, IdentifierRow>, id: number): number => rows.get(id)?.component ?? id;

/** The end of a claim that joins nobody: a blocked or shared value. */
export const deadEnd = (
	{ a, b }: { a: number; b: number },
	rows: Map<number, IdentifierRow>,
): IdentifierRow | undefined => [a, b].map((id) => rows.get(id)).find((row) => row !== undefined && row.standing !== 0);

/** Evidence with a shared value is kept with the other end: so the shared value itself hangs together with nobody. */
function home({ a, b }: Claim, rows: Map<number, IdentifierRow>): number {
	const live = [Math.min(a, b), Math.max(a, b)].find((id) => rows.get(id)?.standing === 0);
	return componentOf(rows, live ?? Math.min(a, b));
}

/** Adds claims to the links; answers those that are not stored as they stand now. */
function addClaims(
	links: LinkRow[],
	claims: Claim[],
	rows: Map<number, IdentifierRow>,
	dirty: Set<number>,
): Set<LinkRow> {
	const byPair = new Map(links.map((link) => [pairKey(link.a, link.b), link]));
	const altered = new Set<LinkRow>();
	for (const claim of claims) {
		const dead = deadEnd(claim, rows);
		const known = byPair.get(pairKey(claim.a, claim.b));
		if (known) {
			const effect = widen(known, claim);
			// Not even a person's word joins through a shared value.
			if (dead && known.state === 'active') Object.assign(known, { state: 'refused', reason: sharedReason(dead) });
			if (effect === 'matters' && !dead) for (const id of [claim.a, claim.b]) dirty.add(componentOf(rows, id));
			if (effect !== 'nothing') altered.add(known);
			continue;
		}
		const link = newLink(claim, home(claim, rows));
		byPair.set(pairKey(claim.a, claim.b), link);
		links.push(link);
		altered.add(link);
		if (dead) Object.assign(link, { state: 'refused', reason: sharedReason(dead) });
		else for (const id of [claim.a, claim.b]) dirty.add(componentOf(rows, id));
	}
	return altered;
}

export const sharedReason = ({ type, standing }: IdentifierRow): string =>
	standing === 1 ? `the ${type} stands for nobody` : `the ${type} is shared by too many people`;
