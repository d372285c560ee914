import type { InterestKind, InterestRow, PairKind } from '../ports';
import { heatOf, plus } from './heat';
import type { Mentioned, Signal } from './signals';

/** Days after which a weight counts half: what somebody likes, what is wanted now, what goes with what. */
export const HALF_LIFE_DAYS = { interest: 30, popular: 7, pair: 180 };

/** So many things of a kind are remembered of an identifier; the ones it did not come back to for longest go. */
const KEPT = 100;
/** A thing that is new to somebody goes with so many of the latest ones. */
const WINDOW = 30;

/** What was counted of a product. */
export interface ProductDelta {
	facts: Mentioned;
	popular: number | undefined;
	viewers: number | undefined;
	buyers: number | undefined;
	last: number;
}

/** Counts in memory: the interests of the identifiers at hand, and what is to be added to the counts of everybody. */
export interface Tally {
	interests: Map<number, Map<string, InterestRow>>;
	changed: Set<InterestRow>;
	dropped: Set<InterestRow>;
	/** By kind and sku: other sku -> heat. */
	pairs: Record<PairKind, Map<string, Map<string, number>>>;
	products: Map<string, ProductDelta>;
}

export interface Occurrence {
	profile: number;
	identifier: number;
	time: number;
}

/** A tally that begins with these interests. */
export function tallyOf(rows: readonly InterestRow[]): Tally {
	const tally: Tally = {
		interests: new Map(),
		changed: new Set(),
		dropped: new Set(),
		pairs: { viewed: new Map(), bought: new Map() },
		products: new Map(),
	};
	for (const row of rows) interestsOf(tally, row.identifier).set(keyOf(row.kind, row.value), row);
	return tally;
}

const keyOf = (kind: InterestKind, value: string): string => `${kind}\u0001${value}`;

function interestsOf({ interests }: Tally, identifier: number): Map<string, InterestRow> {
	let own = interests.get(identifier);
	if (!own) interests.set(identifier, (own = new Map<string, InterestRow>()));
	return own;
}

/**
 * Counts one event. What is new to its identifier is paired with the latest things of the same kind, once: who buys the
 * same every week counts like anybody else. Pure but for the tally.
 */
export function count(tally: Tally, event: Occurrence, signal: Signal): void {
	for (const category of signal.categories) interest(tally, event, 'category', category, signal.weight);
	for (const brand of signal.brands) interest(tally, event, 'brand', brand, signal.weight);
	if (signal.kind !== 'read') countProducts(tally, event, signal.kind, signal);
}

function countProducts(tally: Tally, event: Occurrence, kind: PairKind, { products, weight }: Signal): void {
	const own = interestsOf(tally, event.identifier);
	let others: InterestRow[] | undefined;
	for (const product of products) {
		const delta = deltaOf(tally, product);
		delta.last = Math.max(delta.last, event.time);
		delta.popular = sum(delta.popular, heatOf(weight, event.time, HALF_LIFE_DAYS.popular));
		if (!interest(tally, event, kind, product.sku, weight)) continue;
		const row = own.get(keyOf(kind, product.sku)) as InterestRow;
		others ??= [...own.values()].filter((other) => other.kind === kind && other !== row).sort(latestFirst);
		met(tally, row, delta, others);
		others.unshift(row);
	}
	for (const row of others?.slice(KEPT) ?? []) {
		own.delete(keyOf(row.kind, row.value));
		tally.changed.delete(row);
		tally.dropped.add(row);
	}
}

const sum = (a: number | undefined, b: number): number => (a === undefined ? b : plus(a, b));

function deltaOf({ products }: Tally, facts: Mentioned): ProductDelta {
	const known = products.get(facts.sku);
	if (known) {
		known.facts = { ...known.facts, ...facts };
		return known;
	}
	const delta = { facts, popular: undefined, viewers: undefined, buyers: undefined, last: 0 };
	products.set(facts.sku, delta);
	return delta;
}

/** Adds to an interest; true when it is a new one. */
function interest(tally: Tally, event: Occurrence, kind: InterestKind, value: string, weight: number): boolean {
	const own = interestsOf(tally, event.identifier);
	const heat = heatOf(weight, event.time, HALF_LIFE_DAYS.interest);
	const row = own.get(keyOf(kind, value));
	if (row) {
		row.heat = plus(row.heat, heat);
		row.times += 1;
		row.first = Math.min(row.first, event.time);
		row.last = Math.max(row.last, event.time);
		tally.changed.add(row);
		return false;
	}
	const { profile, identifier, time } = event;
	const made = { profile, identifier, kind, value, heat, times: 1, first: time, last: time };
	own.set(keyOf(kind, value), made);
	tally.changed.add(made);
	return true;
}

/** Somebody met a product for the first time: one more, and a pair with each of what they met lately (`others`, latest first). */
function met(tally: Tally, { kind, value, last }: InterestRow, delta: ProductDelta, others: InterestRow[]): void {
	const once = heatOf(1, last, HALF_LIFE_DAYS.pair);
	if (kind === 'bought') delta.buyers = sum(delta.buyers, once);
	else delta.viewers = sum(delta.viewers, once);
	const pairs = tally.pairs[kind as PairKind];
	for (const other of others.slice(0, WINDOW)) {
		const heat = heatOf(1, Math.max(last, other.last), HALF_LIFE_DAYS.pair);
		pair(pairs, value, other.value, heat);
		pair(pairs, other.value, value, heat);
	}
}

/** The same for every order in which rows are read. */
export const latestFirst = (a: InterestRow, b: InterestRow): number =>
	b.last - a.last || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);

function pair(pairs: Map<string, Map<string, number>>, sku: string, other: string, heat: number): void {
	let list = pairs.get(sku);
	if (!list) pairs.set(sku, (list = new Map<string, number>()));
	list.set(other, sum(list.get(other), heat));
}
