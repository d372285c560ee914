import { MISSING, type Comparison } from '../pairs/comparison';
import { dependenceWeight, type Dependence } from '../train/dependence';
import type { ValueBits } from '../train/frequency';
import type { Parameters } from '../train/parameters';

/** Everything a score is made of. Weights are bits: log2 of how much likelier a level is for a match than for two strangers. */
export interface Scorer {
	comparison: Comparison;
	/** By column and level; for equal values the rarity of the value comes on top. */
	weights: readonly Float64Array[];
	bits: readonly ValueBits[];
	dependences: readonly Dependence[];
	/** log2 odds that two random records match. */
	prior: number;
}

/** Builds the scorer of trained parameters. */
export function scorerOf(comparison: Comparison, parameters: Parameters, bits: readonly ValueBits[]): Scorer {
	const weights = parameters.columns.map(({ m, u, equal }) =>
		m.map((share, l) => Math.log2(share) - (l === equal ? 0 : Math.log2(u[l]!))),
	);
	return {
		comparison,
		weights,
		bits,
		dependences: parameters.dependences,
		prior: Math.log2(parameters.prior / (1 - parameters.prior)),
	};
}

/** Weight of column `c` at `level`; `a` and `b` are the two values. */
export function columnWeight(scorer: Scorer, c: number, level: number, a: number): number {
	if (level === MISSING) return 0;
	const weight = scorer.weights[c]![level]!;
	return level === scorer.comparison.equal[c] ? weight + scorer.bits[c]![a]! : weight;
}

/** log2 odds that records `i` and `j`, whose levels are given, are the same entity. */
export function pairWeight(scorer: Scorer, i: number, levels: Uint8Array): number {
	const { columns, agrees } = scorer.comparison;
	let weight = scorer.prior + dependenceWeight(scorer.dependences, agrees, levels);
	for (let c = 0; c < columns.length; c++) weight += columnWeight(scorer, c, levels[c]!, columns[c]!.codes[i]!);
	return weight;
}

/** Probability of log2 odds. */
export function probabilityOf(weight: number): number {
	return 1 / (1 + 2 ** -weight);
}
