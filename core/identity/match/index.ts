import { clusterWith } from './model/cluster';
import { modelOf, type MatchModel } from './model/model';
import { keysOf, rankWith, setUp, type MatchRecord, type Ranked } from './model/score';
import { evidenceOf } from './explain';
import { matchRecords } from './match';
import { prepareRecords } from './records';
import { tableOf, type Table } from './table';

export type { MatchModel, MatchRecord, Ranked, Table };

/** How training may be told more. */
export interface TrainOptions {
	/** Columns to compare; without it all that any record has. */
	columns?: readonly string[];
	/** Records that the store will hold: keys are chosen so that a look-up stays small at that size. Default 1,000,000. */
	size?: number;
}

/** What one field says about two records. `weight` is in bits: one more doubles the odds, one below zero halves them. */
export interface FieldComparison {
	field: string;
	/** The degree of agreement: `equal`, `typo`, `differs` … */
	level: string;
	weight: number;
	a: string;
	b: string;
}

/** What two records say about being the same entity. The fields, `prior` and `dependence` add up to `weight`. */
export interface RecordComparison {
	/** log2 odds of being the same entity: above 0 it is likelier than not. */
	weight: number;
	probability: number;
	/** What is known before looking: how rare matches are. */
	prior: number;
	/** For fields that agree or differ together by nature (postcode and city, a move), and for what a family would share too. */
	dependence: number;
	/** The fields that both records fill, strongest first. */
	fields: FieldComparison[];
}

/** Two records whose `weight` is above this are linked; `cluster` needs no more than the records a chain of links connects. */
export const LINK_WEIGHT = 0;

const STORE_SIZE = 1_000_000;

function isTable(source: Table | readonly MatchRecord[]): source is Table {
	return !Array.isArray(source);
}

/**
 * Learns from records alone, without labels. The model is plain JSON: keep it, and score later records with it.
 *
 * @example const model = train([{ name: 'Ann Lee', email: 'ann@x.org' }, …]);
 */
export function train(source: Table | readonly MatchRecord[], options: TrainOptions = {}): MatchModel {
	const table = isTable(source) ? source : tableOf(source, options.columns);
	return modelOf(matchRecords(prepareRecords(table)), Math.max(table.rows, options.size ?? STORE_SIZE));
}

/** Compares two records field by field. The order of the two does not matter. */
export function compare(model: MatchModel, a: MatchRecord, b: MatchRecord): RecordComparison {
	const { records, scorer } = setUp(model, [a, b]);
	const [i, j] = [records.recordOfRow[0]!, records.recordOfRow[1]!];
	const { bits, probability, priorBits, dependenceBits, fields } = evidenceOf({ scorer }, i, j);
	return {
		weight: bits,
		probability,
		prior: priorBits,
		dependence: dependenceBits,
		fields: fields.map(({ column, agreement, bits: weight, a, b }) => ({
			field: column,
			level: agreement,
			weight,
			a,
			b,
		})),
	};
}

/** Compares one record with its candidates in one go, best first: much faster than `compare` one by one. */
export function rank(model: MatchModel, record: MatchRecord, candidates: readonly MatchRecord[]): Ranked[] {
	return rankWith(model, record, candidates);
}

/**
 * The keys by which a record is found again: two records that share none are not compared. Keep them in an indexed
 * table; the candidates of a new record are the records under its keys. They depend on the record and the model only.
 */
export function blockingKeys(model: MatchModel, record: MatchRecord): string[] {
	return keysOf(model, setUp(model, [record]))[0]!;
}

/**
 * Who is who among a few records: each against the whole profile of the others. Returns lists of places in `records`,
 * the same whatever their order. Records that no chain of links connects do not change each other's clusters, so a store
 * that adds a record needs to cluster again only the records linked to it.
 */
export function cluster(model: MatchModel, records: readonly MatchRecord[]): number[][] {
	return clusterWith(model, records);
}
