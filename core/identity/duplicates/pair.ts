import type { MatchRecordRow, PairRow, Tables } from '../../ports';
import { LINK_WEIGHT, rank, type MatchModel, type MatchRecord } from '../match';
import { keysOf, parseRecord } from './keys';
import { lookUp, shelve } from './shelf';
import { bitsOf, type State } from './state';

/** Puts records under their keys and compares each with those found there. Answers the number of pairs compared. */
export async function pairUp(
	tables: Tables,
	rows: readonly MatchRecordRow[],
	model: MatchModel,
	state: State,
): Promise<number> {
	if (rows.length === 0) return 0;
	const fresh = new Map(rows.map((row) => [row.unit, { record: parseRecord(row), row }]));
	const keys = new Map([...fresh].map(([unit, { record }]) => [unit, keysOf(model, record)]));
	await shelve(tables, keys);
	await tables.duplicates.putRecords(rows.map((row) => ({ ...row, model: state.model })));
	const near = await candidates(tables, keys);
	const others = [...new Set([...near.values()].flatMap((units) => [...units]))].filter((unit) => !fresh.has(unit));
	const records = new Map([...fresh].map(([unit, { record }]) => [unit, record]));
	if (others.length > 0)
		for (const row of await tables.duplicates.records(others)) records.set(row.unit, parseRecord(row));
	const { pairs, compared } = comparePairs(near, records, model, least(state));
	if (pairs.length > 0) await tables.duplicates.putPairs(await undecided(tables, pairs));
	return compared;
}

/** Pairs below this are forgotten: nobody is asked about them and no chain of links runs over them. */
const least = ({ reviewAbove }: State): number => Math.min(LINK_WEIGHT, bitsOf(reviewAbove));

/** For each unit those that share a key with it; a pair of two new ones is found once. */
async function candidates(tables: Tables, keys: Map<number, number[]>): Promise<Map<number, Set<number>>> {
	const all = [...new Set([...keys.values()].flat())];
	const under = await lookUp(tables, all);
	return new Map(
		[...keys].map(([unit, own]) => {
			const near = new Set(own.flatMap((key) => under.get(key) ?? []));
			for (const other of near) if (other === unit || (keys.has(other) && other > unit)) near.delete(other);
			return [unit, near];
		}),
	);
}

function comparePairs(
	near: Map<number, Set<number>>,
	records: Map<number, MatchRecord>,
	model: MatchModel,
	from: number,
): { pairs: PairRow[]; compared: number } {
	const pairs: PairRow[] = [];
	let compared = 0;
	for (const [unit, units] of near) {
		const others = [...units].filter((other) => records.has(other));
		if (others.length === 0) continue;
		compared += others.length;
		const ranked = rank(
			model,
			records.get(unit) as MatchRecord,
			others.map((other) => records.get(other) as MatchRecord),
		);
		for (const { at, weight: bits } of ranked) {
			const [other, weight] = [others[at] as number, Math.ceil(bits * 1000)];
			const [a, b] = [Math.min(unit, other), Math.max(unit, other)];
			if (weight > from) pairs.push({ a, b, weight, state: 'weak', reason: null, by: null, time: null });
		}
	}
	return { pairs, compared };
}

/** What a person decided is not asked again: such pairs keep their state and take the new weight. */
async function undecided(tables: Tables, pairs: PairRow[]): Promise<PairRow[]> {
	const stored = await tables.duplicates.pairsOf([...new Set(pairs.map((pair) => pair.a))]);
	const decided = new Map(
		stored.filter((pair) => isDecided(pair)).map((pair) => [`${pair.a}.${pair.b}`, pair] as const),
	);
	return pairs.map((pair) => ({ ...pair, ...decided.get(`${pair.a}.${pair.b}`), weight: pair.weight }));
}

/** Whether a person has said what a pair is. */
export const isDecided = ({ state }: PairRow): boolean => state === 'confirmed' || state === 'rejected';
