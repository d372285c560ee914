import type { Product, Recommendation, RecommendQuery, Recommendations } from '../model/recommend';
import type { InterestRow, ProductRow, Tables } from '../ports';
import { passes, rankNeighbours, seedsOf, type Ranked } from './rank';
import { latestFirst } from './tally';

const DAY_MS = 86_400_000;
const DEFAULT_LIMIT = 10;
const BOUGHT_WITHIN_DAYS = 30;
/** So many favourite categories are asked for what is popular there. */
const FAVOURITES = 3;

/**
 * What to show somebody, best first: what goes with what is on the page and with what they met; then what they looked at
 * lately; then what is wanted most in the categories they like; then what is wanted most of all.
 */
export async function recommend(
	tables: Tables,
	interests: InterestRow[],
	query: RecommendQuery,
	now: number,
): Promise<Recommendations> {
	const { skus = [], limit = DEFAULT_LIMIT, popular = true } = query;
	const bought = boughtLately(interests, query, now);
	const never = new Set([...skus, ...(query.exclude ?? []), ...bought]);
	const seeds = seedsOf(interests, skus);
	const { ranked, products } = await rankNeighbours(tables, seeds, (sku) => !never.has(sku));
	const chosen = new Map<string, { product: ProductRow; ranked: Ranked }>();
	const choose = (product: ProductRow | undefined, one: Ranked): void => {
		if (!product || chosen.size >= limit || chosen.has(one.sku) || never.has(one.sku)) return;
		if (passes(product, query)) chosen.set(one.sku, { product, ranked: one });
	};
	for (const one of ranked) choose(products.get(one.sku), one);
	if (popular && chosen.size < limit) await fallBack(tables, interests, query, choose);
	const items = [...chosen.values()].map(({ product, ranked: one }) => told(product, one, products));
	return { items, from: [...new Set(seeds.map(({ sku }) => sku))] };
}

function boughtLately(interests: InterestRow[], { boughtWithinDays }: RecommendQuery, now: number): string[] {
	const since = now - (boughtWithinDays ?? BOUGHT_WITHIN_DAYS) * DAY_MS;
	return interests.filter(({ kind, last }) => kind === 'bought' && last > since).map(({ value }) => value);
}

/** Scores of fallbacks stand below those of neighbours and in their own order. */
async function fallBack(
	tables: Tables,
	interests: InterestRow[],
	query: RecommendQuery,
	choose: (product: ProductRow | undefined, one: Ranked) => void,
): Promise<void> {
	const { limit = DEFAULT_LIMIT, inStock = true, categories, exclude = [], skus = [] } = query;
	let place = 0;
	const offer = (product: ProductRow, reason: Ranked['reason']) =>
		choose(product, { sku: product.sku, score: -(place += 1), reason });
	const viewed = interests
		.filter(({ kind }) => kind === 'viewed')
		.sort(latestFirst)
		.slice(0, limit);
	const rows = new Map(
		(await tables.recommend.products(viewed.map(({ value }) => value))).map((row) => [row.sku, row]),
	);
	for (const { value } of viewed) {
		const row = rows.get(value);
		if (row) offer(row, 'viewedLately');
	}
	const enough = limit + exclude.length + skus.length + interests.length;
	const favourites = categories ?? favouritesOf(interests);
	if (favourites.length > 0)
		for (const row of await tables.recommend.popular({ categories: favourites, inStock, limit: enough }))
			offer(row, 'popularInCategory');
	if (categories === undefined)
		for (const row of await tables.recommend.popular({ inStock, limit: enough })) offer(row, 'popular');
}

/** The categories somebody likes best. */
export function favouritesOf(interests: InterestRow[]): string[] {
	const liked = interests.filter(({ kind }) => kind === 'category');
	return [...new Set(liked.sort((a, b) => b.heat - a.heat || latestFirst(a, b)).map(({ value }) => value))].slice(
		0,
		FAVOURITES,
	);
}

const FACTS = ['name', 'category', 'brand', 'price', 'currency', 'url', 'image', 'stock'] as const;

/** A product without what nobody said of it. */
export function productOf(row: ProductRow): Product {
	const known = FACTS.filter((fact) => row[fact] !== null).map((fact) => [fact, row[fact]]);
	return { sku: row.sku, ...(Object.fromEntries(known) as Omit<Product, 'sku'>) };
}

function told(product: ProductRow, one: Ranked, products: Map<string, ProductRow>): Recommendation {
	const { score, reason, because } = one;
	const other = because === undefined ? '' : (products.get(because)?.name ?? because);
	const sentences: Record<Ranked['reason'], string> = {
		boughtTogether: `Bought together with “${other}”`,
		viewedTogether: `Looked at together with “${other}”`,
		viewedLately: 'Looked at lately',
		popularInCategory: `Popular in “${product.category ?? ''}” this week`,
		popular: 'Popular this week',
	};
	return {
		...productOf(product),
		score: Number(score.toPrecision(6)),
		reason,
		...(because === undefined ? {} : { because }),
		sentence: sentences[reason],
	};
}
