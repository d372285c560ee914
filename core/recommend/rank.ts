import { groupBy } from 'lodash';
import type { RecommendQuery, RecommendReason } from '../model/recommend';
import type { InterestRow, PairKind, ProductRow, Tables } from '../ports';
import { readNeighbours } from './digest';
import { warmth } from './heat';
import { HALF_LIFE_DAYS, latestFirst } from './tally';

/** Something the person met, or that is on the page: what goes with it is looked for. */
interface Seed {
	sku: string;
	kind: PairKind;
	weight: number;
}

/** A product with what speaks for it. */
export interface Ranked {
	sku: string;
	score: number;
	reason: RecommendReason;
	because?: string;
}

/** So many seeds are asked for neighbours. */
const SEEDS = 48;
/** Of the candidates so many are looked at closely. */
const CANDIDATES = 300;
/** Each earlier thing counts so much of the one after it. */
const FADE = 0.97;
/** On the page counts more than anything in the past. */
const ON_PAGE = 3;
/** What is bought together says more than what is looked at together. */
const KIND_WEIGHT: Record<PairKind, number> = { bought: 1, viewed: 0.6 };
/** Pairs that were met once or twice are mostly chance. */
const SHRINK = 1;
/** How far a candidate's own size is divided out: one half is the cosine, less favours what many want (asymmetric cosine, Aiolli 2013). */
const OWN_SIZE = 0.4;

/** The things to begin with, heaviest first: what is on the page, then what was met, latest first. */
export function seedsOf(interests: InterestRow[], skus: string[]): Seed[] {
	const onPage = [...skus].reverse().flatMap((sku, at) => {
		const weight = ON_PAGE * FADE ** at;
		return [
			{ sku, kind: 'bought' as const, weight },
			{ sku, kind: 'viewed' as const, weight },
		];
	});
	const met = groupBy(
		interests.filter(({ kind }) => kind === 'viewed' || kind === 'bought').sort(latestFirst),
		(row) => row.kind,
	);
	const past = (['bought', 'viewed'] as const).flatMap((kind) => {
		const distinct = [...new Set((met[kind] ?? []).map((row) => row.value))].filter((sku) => !skus.includes(sku));
		return distinct.map((sku, at) => ({ sku, kind, weight: FADE ** at }));
	});
	return [...onPage, ...past.sort((a, b) => b.weight - a.weight)].slice(0, SEEDS);
}

interface Candidate {
	sku: string;
	/** Of each seed: how many met both, as it stands now. */
	with: Array<{ seed: Seed; heat: number }>;
	rough: number;
}

/**
 * Item-to-item neighbours of the seeds (Deshpande and Karypis, ACM TOIS 2004) by asymmetric cosine, shrunk where pairs
 * are few; the sums are those that fade, so likeness is that of late.
 */
export async function rankNeighbours(
	tables: Tables,
	seeds: Seed[],
	isWanted: (sku: string) => boolean,
): Promise<{ ranked: Ranked[]; products: Map<string, ProductRow> }> {
	if (seeds.length === 0) return { ranked: [], products: new Map() };
	const lists = await tables.recommend.neighbours(seeds.map(({ kind, sku }) => ({ kind, sku })));
	const stored = new Map(lists.map(({ kind, sku, list }) => [`${kind}\u0001${sku}`, list]));
	const candidates = new Map<string, Candidate>();
	for (const seed of seeds) {
		const list = readNeighbours(stored.get(`${seed.kind}\u0001${seed.sku}`));
		for (const [sku, heat] of list) if (isWanted(sku)) add(candidates, seed, sku, heat, list[0]?.[1] ?? heat);
	}
	const best = [...candidates.values()].sort((a, b) => b.rough - a.rough || order(a, b)).slice(0, CANDIDATES);
	const skus = [...new Set([...best.map(({ sku }) => sku), ...seeds.map(({ sku }) => sku)])];
	const products = new Map((await tables.recommend.products(skus)).map((row) => [row.sku, row]));
	const ranked = best.map((candidate) => scored(candidate, products)).sort((a, b) => b.score - a.score || order(a, b));
	return { ranked, products };
}

const order = (a: { sku: string }, b: { sku: string }): number => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0);

/** Roughly: how near to the nearest neighbour of the seed; enough to leave the tail out. */
function add(candidates: Map<string, Candidate>, seed: Seed, sku: string, heat: number, top: number): void {
	const found = candidates.get(sku) ?? { sku, with: [], rough: 0 };
	candidates.set(sku, found);
	found.with.push({ seed, heat });
	found.rough += seed.weight * KIND_WEIGHT[seed.kind] * 2 ** (heat - top);
}

function scored({ sku, with: met }: Candidate, products: Map<string, ProductRow>): Ranked {
	let score = 0;
	let strongest = { value: -1, seed: undefined as Seed | undefined };
	for (const { seed, heat } of met) {
		const value = seed.weight * KIND_WEIGHT[seed.kind] * cosine(seed, sku, heat, products);
		score += value;
		if (value > strongest.value) strongest = { value, seed };
	}
	const { kind = 'viewed', sku: because = '' } = strongest.seed ?? {};
	return { sku, score, reason: kind === 'bought' ? 'boughtTogether' : 'viewedTogether', because };
}

function cosine(seed: Seed, sku: string, heat: number, products: Map<string, ProductRow>): number {
	const size = ({ viewers, buyers }: ProductRow): number => (seed.kind === 'bought' ? buyers : viewers);
	const [a, b] = [products.get(seed.sku), products.get(sku)];
	if (!a || !b) return 0;
	// As many as it was when the seed was last met: a shop whose data are old is no shop without data.
	const both = warmth(heat, a.last, HALF_LIFE_DAYS.pair);
	return 2 ** (heat - size(a) * (1 - OWN_SIZE) - size(b) * OWN_SIZE) * (both / (both + SHRINK));
}

/** Whether the filters let a product through. */
export function passes({ category, stock }: ProductRow, { categories, inStock = true }: RecommendQuery): boolean {
	if (inStock && stock !== null && stock <= 0) return false;
	return categories === undefined || (category !== null && categories.includes(category));
}
