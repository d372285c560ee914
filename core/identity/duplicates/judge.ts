import type { LinkRow, PairRow, Tables } from '../../ports';
import { follow } from '../../profiles/follow';
import { pairKey, type Claim } from '../claims';
import type { MatchModel } from '../match';
import { place } from '../place';
import type { RuleBook } from '../rules/book';
import { decidedApart, gather, keptApart, pairOf, reach, type Scene } from './gather';
import { parseRecord } from './keys';
import { isDecided } from './pair';
import { sentence } from './reason';
import { bitsOf, type State } from './state';
import { together } from './together';
import { isMatch, strongest } from './units';

/** What judging works with. */
export interface Court {
	tables: Tables;
	book: RuleBook;
	model: MatchModel;
	state: State;
	time: number;
}

/** What became of the pairs looked at, as far as it is news. */
export interface Verdict {
	linked: number;
	unlinked: number;
	review: number;
	refused: number;
}

/** Why a pair that is probable enough is not linked, or its claim. */
interface Wish {
	pair: PairRow;
	claim?: Claim;
	reason?: string | null;
	apart?: boolean;
}

const NEWS: Verdict = { linked: 0, unlinked: 0, review: 0, refused: 0 };

/**
 * Brings evidence and review list up to date for units and all that links connect with them. The result follows from
 * records, evidence and decisions alone, so it does not matter who came first. `quick`: there were no links before.
 */
export async function judge(court: Court, seeds: Iterable<number>, quick: boolean): Promise<Verdict> {
	const { tables } = court;
	const found = await reach(tables, seeds);
	if (quick && found.pairs.length === 0) return NEWS;
	const scene = await gather(tables, found);
	const wishes = await wishesOf(court, scene);
	const stored = matchesAround(scene);
	const wanted = new Map(wishes.flatMap((wish) => (wish.claim ? [[pairKey(wish.claim.a, wish.claim.b), wish]] : [])));
	const gone = stored.filter((link) => !wanted.has(pairKey(link.a, link.b)));
	const known = new Set(scene.links.map((link) => pairKey(link.a, link.b)));
	const claims = wishes.flatMap((wish) =>
		wish.claim && !known.has(pairKey(wish.claim.a, wish.claim.b)) ? [wish.claim] : [],
	);
	if (gone.length > 0 || claims.length > 0) await enact(court, scene, claims, gone);
	return record(court, scene, wishes, gone);
}

/** Links of the matcher that one of the reached units takes part in. */
const matchesAround = ({ links, unitOf, reached }: Scene): LinkRow[] =>
	links.filter((link) => isMatch(link) && [link.a, link.b].some((id) => reached.has(unitOf.get(id)?.id ?? -1)));

async function wishesOf(court: Court, scene: Scene): Promise<Wish[]> {
	const { tables, book, model, state } = court;
	const { clusterOf, crowded } = await together(tables, scene, model);
	const apart = decidedApart(scene);
	const enough = bitsOf(state.linkAbove);
	const wishes: Wish[] = [];
	for (const pair of scene.pairs) {
		const [left, right] = [scene.units.get(pair.a), scene.units.get(pair.b)];
		if (!left || !right || isDecided(pair)) continue;
		const cluster = clusterOf.get(pair.a);
		const [a, b] = [strongest(left, book), strongest(right, book)];
		if (apart.has(pairOf(pair.a, pair.b))) wishes.push({ pair, apart: true });
		else if (pair.weight < enough) wishes.push({ pair });
		else if (crowded.has(pair.a)) wishes.push({ pair, reason: 'too many records look alike' });
		else if (cluster === undefined || cluster !== clusterOf.get(pair.b))
			wishes.push({ pair, reason: 'does not go together with others that match better' });
		else if (!left.verified || !right.verified || !a || !b)
			wishes.push({ pair, reason: 'one of the two is known from a browser only' });
		else wishes.push({ pair, claim: claimOf(a, b) });
	}
	await explain(court, scene, wishes);
	return wishes;
}

/** Times of a match are those of what it joins, never of the run that found it. */
function claimOf(a: { id: number; first_seen: number }, b: { id: number; first_seen: number }): Claim {
	const time = Math.max(a.first_seen, b.first_seen);
	return { a: a.id, b: b.id, source: 'match', rule: 'match', first: time, last: time, verified: true };
}

/** New claims say what agrees. */
async function explain({ tables, model }: Court, { links }: Scene, wishes: Wish[]): Promise<void> {
	const known = new Set(links.map((link) => pairKey(link.a, link.b)));
	const fresh = wishes.filter((wish) => wish.claim && !known.has(pairKey(wish.claim.a, wish.claim.b)));
	if (fresh.length === 0) return;
	const rows = await tables.duplicates.records(fresh.flatMap(({ pair }) => [pair.a, pair.b]));
	const records = new Map(rows.map((row) => [row.unit, parseRecord(row)]));
	for (const { pair, claim } of fresh)
		Object.assign(claim as Claim, {
			reason: sentence(model, records.get(pair.a) ?? {}, records.get(pair.b) ?? {}, pair.weight),
		});
}

/** Adds and takes away evidence and lets everything follow, as any other evidence does. */
async function enact(court: Court, scene: Scene, claims: Claim[], gone: LinkRow[]): Promise<void> {
	const { tables, book, time } = court;
	if (gone.length > 0) await tables.links.remove(gone);
	const rows = new Map(
		claims
			.flatMap((claim) => [claim.a, claim.b])
			.flatMap((id) => {
				const row = scene.rows.get(id);
				return row ? [[id, row] as const] : [];
			}),
	);
	const again = gone.flatMap((link) => [link.a, link.b].flatMap((id) => scene.rows.get(id)?.component ?? []));
	const placement = await place({ tables, book, time, fresh: new Set() }, rows, claims, again);
	await follow(tables, placement, book);
}

/** Writes what became of each pair, and counts what is new. */
async function record(court: Court, before: Scene, wishes: Wish[], gone: LinkRow[]): Promise<Verdict> {
	const { tables, state } = court;
	const verdict = { ...NEWS, unlinked: gone.length };
	if (wishes.length === 0) return verdict;
	const scene = await gather(tables, before);
	const links = new Map(scene.links.map((link) => [pairKey(link.a, link.b), link]));
	const least = bitsOf(state.reviewAbove);
	const standing = new Docket(scene, least);
	const altered: PairRow[] = [];
	for (const wish of wishes.sort(
		(x, y) => y.pair.weight - x.pair.weight || x.pair.a - y.pair.a || x.pair.b - y.pair.b,
	)) {
		const { pair, claim } = wish;
		const now = { ...pair, ...standing.of(wish, claim && links.get(pairKey(claim.a, claim.b))) };
		if (now.state === pair.state && now.reason === pair.reason) continue;
		altered.push(now);
		if (now.state === 'linked') verdict.linked += 1;
		if (now.state === 'open' && pair.state !== 'open') verdict.review += 1;
		if (now.state === 'open' && claim) verdict.refused += 1;
	}
	if (altered.length > 0) await tables.duplicates.putPairs(altered);
	return verdict;
}

/** What becomes of pairs, the most probable first: of several pairs between the same two profiles one is asked about. */
class Docket {
	private readonly apart: Set<string>;
	private readonly asked = new Set<string>();

	constructor(
		private readonly scene: Scene,
		private readonly least: number,
	) {
		this.apart = keptApart(scene);
	}

	of({ pair, claim, reason = null, apart }: Wish, link: LinkRow | undefined): Pick<PairRow, 'state' | 'reason'> {
		const [x = 0, y = 0] = [pair.a, pair.b].map((unit) => this.scene.unitOf.get(unit)?.profile);
		const both = pairOf(x, y);
		if (x === y) return { state: link?.state === 'active' ? 'linked' : 'joined', reason: null };
		if (apart || this.apart.has(both)) return { state: 'apart', reason: null };
		if (pair.weight < this.least || this.asked.has(both)) return { state: 'weak', reason: null };
		this.asked.add(both);
		return { state: 'open', reason: claim ? (link?.reason ?? 'a rule') : reason };
	}
}
