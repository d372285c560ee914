import { agglomerate } from '../cluster/agglomerate';
import type { Edges } from '../cluster/edges';
import { growthOf } from '../cluster/growth';
import { explainPair, type PairExplanation } from '../explain';
import { matchRecords } from '../match';
import { codeColumns, normaliseColumn } from '../normalise';
import { comparisonOf } from '../pairs/comparison';
import { fillWholes } from '../recognise/compose';
import { familyOf } from '../recognise/families';
import { prepareRecords, type Column } from '../records';
import { pairWeight, probabilityOf, type Scorer } from '../score/scorer';
import { tableOf } from '../table';
import { modelOf, type BitTable, type Model } from './model';

/** A record as the outside has it: column name to value. */
export type FlatRecord = Readonly<Record<string, unknown>>;

/** A candidate that was compared. `at` is its place in the list given. */
export interface Match {
	at: number;
	probability: number;
	bits: number;
}

/** Learns from records alone, without labels. */
export function trainModel(records: readonly FlatRecord[], columns?: readonly string[]): Model {
	return modelOf(matchRecords(prepareRecords(tableOf(records, columns))));
}

const lookUp =
	({ listed, other }: BitTable) =>
	(name: string): number =>
		listed[name] ?? other;

/** Sets a model's scorer up for a handful of records, numbered as given. */
export function scorerFor(model: Model, records: readonly FlatRecord[]): Scorer {
	const table = tableOf(
		records,
		model.columns.map(({ name }) => name),
	);
	const normalised = table.columns.map((column, c) => normaliseColumn(column, model.columns[c]!));
	fillWholes(normalised, model.wholes);
	const columns = codeColumns(normalised).map(({ lexicon, codes }, c): Column => {
		const { name, kind, dates, filled, words } = model.columns[c]!;
		const known = words === undefined ? {} : { wordBits: lookUp(words) };
		return {
			name,
			kind,
			dates,
			family: familyOf(kind),
			filled,
			lexicon,
			codes,
			count: new Int32Array(lexicon.values.length).fill(1),
			...known,
		};
	});
	return {
		comparison: comparisonOf(columns, model.partners),
		weights: model.columns.map(({ weights }) => Float64Array.from(weights)),
		bits: columns.map(({ lexicon }, c) => Float32Array.from(lexicon.values, lookUp(model.columns[c]!.values))),
		dependences: model.dependences,
		prior: model.priorBits,
	};
}

/** Why two records are, or are not, the same entity. */
export function scorePair(model: Model, a: FlatRecord, b: FlatRecord): PairExplanation {
	return explainPair({ scorer: scorerFor(model, [a, b]) }, 0, 1);
}

/** Compares a new record with candidates, best first. */
export function matchRecord(model: Model, record: FlatRecord, candidates: readonly FlatRecord[]): Match[] {
	const scorer = scorerFor(model, [record, ...candidates]);
	const levels = new Uint8Array(model.columns.length);
	const matches = candidates.map((_, at): Match => {
		scorer.comparison.compare(0, at + 1, levels);
		const bits = pairWeight(scorer, 0, levels);
		return { at, bits, probability: probabilityOf(bits) };
	});
	return matches.sort((p, q) => q.bits - p.bits || p.at - q.at);
}

/** Clusters a handful of records with a trained model: each against the whole profile of the others. Returns lists of places. */
export function clusterRecords(model: Model, records: readonly FlatRecord[]): number[][] {
	const scorer = scorerFor(model, records);
	const pairs = records.flatMap((_, i) => records.slice(i + 1).map((_, k) => [i, i + 1 + k] as const));
	const levels = new Uint8Array(model.columns.length);
	const edges: Edges = {
		left: Int32Array.from(pairs, ([i]) => i),
		right: Int32Array.from(pairs, ([, j]) => j),
		weight: Float32Array.from(pairs, ([i, j]) => {
			scorer.comparison.compare(i, j, levels);
			return pairWeight(scorer, i, levels);
		}),
		compared: pairs.length,
	};
	const joined = agglomerate(scorer, edges, records.length, growthOf([]), model.threshold).map((members) =>
		[...members].sort((a, b) => a - b),
	);
	const inCluster = new Set(joined.flat());
	return [...joined, ...records.flatMap((_, i) => (inCluster.has(i) ? [] : [[i]]))].sort((a, b) => a[0]! - b[0]!);
}
