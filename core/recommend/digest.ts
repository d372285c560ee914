import type { JsonObject } from '../model/json';
import type { NeighbourRow, PairKind, ProductRow, SignalRow, Tables } from '../ports';
import { COLD, minus, plus } from './heat';
import type { Mentioned } from './signals';
import { signalOf } from './signals';
import { count, tallyOf, type ProductDelta, type Tally } from './tally';

/** So many neighbours of a product are kept. */
const NEIGHBOURS = 128;
const KINDS: PairKind[] = ['viewed', 'bought'];

/** Counts the oldest events that wait, inside one transaction; answers how many there were. */
export async function digest(tables: Tables, limit: number): Promise<number> {
	const waiting = await tables.recommend.waiting(limit);
	if (waiting.length === 0) return 0;
	const tally = tallyOf(await tables.recommend.interests([...new Set(waiting.map((row) => row.profile))]));
	await countEvents(tables, tally, waiting);
	await putInterests(tables, tally);
	await addToProducts(tables, tally.products, plus);
	await addToNeighbours(tables, tally, plus);
	await tables.recommend.dequeue(waiting.map((row) => row.id));
	return waiting.length;
}

/** Counts events in order of arrival. */
export async function countEvents(tables: Tables, tally: Tally, of: SignalRow[]): Promise<void> {
	const events = await tables.events.byId(of.map(({ profile, id }) => ({ profile, id })));
	for (const { profile, identifier, time, event, properties } of events.sort((a, b) => a.id - b.id)) {
		const signal = signalOf(event, JSON.parse(properties) as JsonObject);
		if (signal) count(tally, { profile, identifier, time }, signal);
	}
}

/** Writes what changed of the interests. */
export async function putInterests(tables: Tables, { changed, dropped }: Tally): Promise<void> {
	if (changed.size > 0) await tables.recommend.putInterests([...changed]);
	if (dropped.size > 0) await tables.recommend.removeInterests([...dropped]);
}

type Merge = (whole: number, part: number) => number;

/** Adds to the counts of products, or with `minus` takes away; unknown ones are made from what the events said. */
export async function addToProducts(tables: Tables, deltas: Map<string, ProductDelta>, merge: Merge): Promise<void> {
	if (deltas.size === 0) return;
	const known = new Map((await tables.recommend.products([...deltas.keys()])).map((row) => [row.sku, row]));
	const rows = [...deltas].flatMap(([sku, delta]) => {
		const row = known.get(sku) ?? (merge === minus ? undefined : emptyProduct(sku));
		if (!row) return [];
		const merged = (whole: number, part: number | undefined) => (part === undefined ? whole : merge(whole, part));
		const counts = {
			popular: merged(row.popular, delta.popular),
			viewers: merged(row.viewers, delta.viewers),
			buyers: merged(row.buyers, delta.buyers),
			last: merge === minus ? row.last : Math.max(row.last, delta.last),
		};
		return [{ ...row, ...(merge === minus || row.imported === 1 ? {} : factsOf(delta.facts)), ...counts }];
	});
	await tables.recommend.putProducts(rows);
}

/** What an event says of a product, as columns. */
function factsOf({ sku: _sku, ...facts }: Mentioned): Partial<ProductRow> {
	return facts;
}

/** A product nobody has said anything of. */
export const emptyProduct = (sku: string): ProductRow => ({
	sku,
	name: null,
	category: null,
	brand: null,
	price: null,
	currency: null,
	url: null,
	image: null,
	stock: null,
	imported: 0,
	popular: COLD,
	viewers: COLD,
	buyers: COLD,
	last: 0,
});

/** Adds to what goes with what, or with `minus` takes away. */
export async function addToNeighbours(tables: Tables, { pairs }: Tally, merge: Merge): Promise<void> {
	const of = KINDS.flatMap((kind) => [...pairs[kind].keys()].map((sku) => ({ kind, sku })));
	if (of.length === 0) return;
	const stored = await tables.recommend.neighbours(of);
	const lists = new Map(stored.map(({ kind, sku, list }) => [`${kind}\u0001${sku}`, list]));
	await tables.recommend.putNeighbours(
		of.map(({ kind, sku }): NeighbourRow => {
			const list = new Map(readNeighbours(lists.get(`${kind}\u0001${sku}`)));
			for (const [other, heat] of pairs[kind].get(sku) ?? []) {
				const former = list.get(other) ?? (merge === minus ? undefined : COLD);
				if (former !== undefined) list.set(other, merge(former, heat));
			}
			return { kind, sku, list: writeNeighbours(list) };
		}),
	);
}

/** A stored list; empty for none. */
export const readNeighbours = (list: string | undefined): Array<[string, number]> =>
	list === undefined ? [] : (JSON.parse(list) as Array<[string, number]>);

const DECIMALS = 1e7;

function writeNeighbours(list: Map<string, number>): string {
	const kept = [...list].filter(([, heat]) => heat > COLD / 2).sort(hottestFirst);
	return JSON.stringify(kept.slice(0, NEIGHBOURS).map(([sku, heat]) => [sku, Math.round(heat * DECIMALS) / DECIMALS]));
}

const hottestFirst = (a: [string, number], b: [string, number]): number =>
	b[1] - a[1] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
