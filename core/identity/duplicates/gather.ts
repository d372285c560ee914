import type { IdentifierRow, LinkRow, PairRow, Tables } from '../../ports';
import { LINK_WEIGHT } from '../match';
import { unitsOf, type Unit } from './units';

/** Records that hang together by links; beyond this many nothing is linked, a person decides. */
export const MOST_TOGETHER = 300;
/** Chains are followed no further than this. */
const MOST_REACHED = 2_000;

/** Everything around some units that their matches depend on. */
export interface Scene {
	/** Units that chains of links connect with those asked for. */
	reached: Set<number>;
	pairs: PairRow[];
	units: Map<number, Unit>;
	unitOf: Map<number, Unit>;
	rows: Map<number, IdentifierRow>;
	links: LinkRow[];
}

/** Follows pairs from some units, as far as chains of links go. */
export async function reach(tables: Tables, seeds: Iterable<number>): Promise<Pick<Scene, 'reached' | 'pairs'>> {
	const reached = new Set(seeds);
	const most = reached.size + MOST_REACHED;
	const pairs = new Map<string, PairRow>();
	for (let front = [...reached]; front.length > 0 && reached.size < most;) {
		const found = await tables.duplicates.pairsOf(front);
		front = [];
		for (const pair of found) {
			pairs.set(`${pair.a}.${pair.b}`, pair);
			if (pair.weight <= LINK_WEIGHT) continue;
			for (const unit of [pair.a, pair.b]) {
				if (reached.has(unit)) continue;
				reached.add(unit);
				front.push(unit);
			}
		}
	}
	return { reached, pairs: [...pairs.values()] };
}

/** Loads who and what these units are now. */
export async function gather(tables: Tables, { reached, pairs }: Pick<Scene, 'reached' | 'pairs'>): Promise<Scene> {
	const named = [...new Set([...reached, ...pairs.flatMap((pair) => [pair.a, pair.b])])];
	const own = await tables.identifiers.byId(named);
	const components = [...new Set(own.map((row) => row.component))];
	const rows = new Map((await tables.identifiers.byComponent(components)).map((row) => [row.id, row]));
	const links = await tables.links.byComponent(components);
	const units = new Map(unitsOf([...rows.values()], links).map((unit) => [unit.id, unit]));
	const unitOf = new Map([...units.values()].flatMap((unit) => unit.identifiers.map((row) => [row.id, unit] as const)));
	return { reached, pairs, units, unitOf, rows, links };
}

/** A pair of units in one canonical form. */
export const pairOf = (a: number, b: number): string => (a < b ? `${a}.${b}` : `${b}.${a}`);

/** Pairs of profiles that somebody keeps apart. */
export function keptApart({ links, unitOf }: Pick<Scene, 'links' | 'unitOf'>): Set<string> {
	const apart = new Set<string>();
	for (const { a, b, state } of links) {
		const [x, y] = [unitOf.get(a)?.profile, unitOf.get(b)?.profile];
		if (state === 'forbidden' && x !== undefined && y !== undefined) apart.add(pairOf(x, y));
	}
	return apart;
}

/** Pairs of units between which somebody took evidence away or forbade it. */
export function decidedApart({ links, unitOf }: Pick<Scene, 'links' | 'unitOf'>): Set<string> {
	const apart = new Set<string>();
	for (const { a, b, state } of links) {
		if (state !== 'removed' && state !== 'forbidden') continue;
		const [x, y] = [unitOf.get(a), unitOf.get(b)];
		if (x && y && x !== y) apart.add(pairOf(x.id, y.id));
	}
	return apart;
}
