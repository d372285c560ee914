import { baseKeys } from '../blocking/keys';
import { planStore, type NamedScheme } from '../blocking/plan';
import { tokenInfo, wordBitsOf } from '../compare/information';
import type { Matching } from '../match';
import type { ColumnForm } from '../normalise';
import type { Partners } from '../pairs/partners';
import type { Whole } from '../recognise/compose';
import { townWords } from '../recognise/towns';
import type { Column } from '../records';
import type { Dependence } from '../train/dependence';
import type { Family } from '../train/family';
import { bitsByWords, type ValueBits } from '../train/frequency';

/** Bits by value or word; what is not listed has `other`. */
export interface BitTable {
	listed: Record<string, number>;
	other: number;
}

/** What training found out about one column. */
export interface ColumnModel extends ColumnForm {
	/** log2(m/u) by level. */
	weights: number[];
	filled: number;
	/** Bits of equal values. In texts of several words these are the ones that their words do not explain. */
	values: BitTable;
	words?: BitTable;
}

/** A trained model: plain JSON, enough to score records that were not there when it was trained. */
export interface MatchModel {
	version: 2;
	priorBits: number;
	/** Bits from which a pair counts as a match. */
	threshold: number;
	columns: ColumnModel[];
	partners: Partners[];
	dependences: Dependence[];
	apart: Dependence[];
	family?: Family;
	wholes: Whole[];
	/** Words that in a name only say where it is. */
	towns: string[];
	/** By number of records of an entity: bits that growing so large costs. */
	growth: number[];
	/** How records are found again: two that share no key of any scheme are not compared. */
	schemes: NamedScheme[];
}

/** Lists the entries that are not as expected. */
function tableOf(
	names: readonly string[],
	bits: ArrayLike<number>,
	{ other, expected, present }: { other: number; expected: (k: number) => number; present: (k: number) => boolean },
): BitTable {
	const listed: Record<string, number> = {};
	for (let k = 0; k < names.length; k++) if (present(k) && bits[k] !== expected(k)) listed[names[k]!] = bits[k]!;
	return { listed, other };
}

/** A value never seen, where no value was seen once either, is rarer than one in all. */
const UNSEEN = 1;

/** Values seen once have the bits of a value never seen, unless their words say more. */
function valueTable(column: Column, bits: ValueBits): BitTable {
	const { lexicon, count } = column;
	const present = (v: number) => count[v]! > 0;
	const once = bits.filter((_, v) => count[v] === 1);
	const other = once.reduce((least, b) => Math.min(least, b), Math.fround(Math.log2(column.filled + 1) + UNSEEN));
	const byWords = bitsByWords(column);
	return tableOf(lexicon.values, bits, {
		other,
		present,
		expected: (v) => Math.fround(Math.max(other, byWords(v, 1))),
	});
}

function wordTable(column: Column): BitTable {
	const info = tokenInfo(column);
	const other = Math.fround(wordBitsOf(1, column.filled));
	// Rarer than once is a word that stands in other columns only.
	return tableOf(column.lexicon.tokens, info, { other, present: (k) => info[k]! <= other, expected: () => other });
}

function columnModel(column: Column, weights: Float64Array, bits: ValueBits): ColumnModel {
	const { name, kind, dates, filled } = column;
	const model: ColumnModel = { name, kind, dates, filled, weights: [...weights], values: valueTable(column, bits) };
	if (column.family === 'tokens') model.words = wordTable(column);
	return model;
}

/** Candidate pairs that a record of a store may cost. */
const STORE_PAIRS = 20;

/** The model that a matching was made with; `size` is the number of records that the store will hold. */
export function modelOf({ scorer, records, threshold, growth }: Matching, size: number): MatchModel {
	return {
		version: 2,
		priorBits: scorer.prior,
		threshold,
		columns: records.columns.map((column, c) => columnModel(column, scorer.weights[c]!, scorer.bits[c]!)),
		partners: [...scorer.comparison.partners],
		dependences: [...scorer.dependences],
		apart: [...scorer.apart],
		...(scorer.family ? { family: scorer.family } : {}),
		wholes: records.wholes,
		towns: townWords(records.columns),
		growth: [...growth],
		schemes: planStore(baseKeys(records), records, size, STORE_PAIRS),
	};
}
