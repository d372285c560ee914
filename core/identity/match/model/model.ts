import { tokenInfo } from '../compare/information';
import type { Matching } from '../match';
import type { ColumnForm } from '../normalise';
import type { Partners } from '../pairs/partners';
import type { Whole } from '../recognise/compose';
import type { Column } from '../records';
import type { Dependence } from '../train/dependence';
import type { ValueBits } from '../train/frequency';

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
	values: BitTable;
	words?: BitTable;
}

/** A trained model: plain JSON, enough to score records that were not there when it was trained. */
export interface Model {
	version: 1;
	priorBits: number;
	/** Bits from which a pair counts as a match. */
	threshold: number;
	columns: ColumnModel[];
	partners: Partners[];
	dependences: Dependence[];
	wholes: Whole[];
}

/** The bits that most entries have need no listing. */
function tableOf(names: readonly string[], bits: ArrayLike<number>, present: (k: number) => boolean): BitTable {
	const counts = new Map<number, number>();
	for (let k = 0; k < names.length; k++) if (present(k)) counts.set(bits[k]!, (counts.get(bits[k]!) ?? 0) + 1);
	const [other] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0]);
	const listed: Record<string, number> = {};
	for (let k = 0; k < names.length; k++) if (present(k) && bits[k] !== other) listed[names[k]!] = bits[k]!;
	return { listed, other };
}

function columnModel(column: Column, weights: Float64Array, bits: ValueBits): ColumnModel {
	const { name, kind, dates, filled, lexicon, count } = column;
	const model: ColumnModel = {
		name,
		kind,
		dates,
		filled,
		weights: [...weights],
		values: tableOf(lexicon.values, bits, (v) => count[v]! > 0),
	};
	if (column.family === 'tokens') model.words = tableOf(lexicon.tokens, tokenInfo(column), () => true);
	return model;
}

/** The model that a matching was made with. */
export function modelOf({ scorer, records, threshold }: Matching): Model {
	return {
		version: 1,
		priorBits: scorer.prior,
		threshold,
		columns: records.columns.map((column, c) => columnModel(column, scorer.weights[c]!, scorer.bits[c]!)),
		partners: [...scorer.comparison.partners],
		dependences: [...scorer.dependences],
		wholes: records.wholes,
	};
}
