import { MISSING, type Comparison } from '../pairs/comparison';
import { apartWeight } from '../train/apart';
import { dependenceWeight, type Dependence } from '../train/dependence';
import { familyFactor, type Family } from '../train/family';
import type { ValueBits } from '../train/frequency';
import type { Parameters } from '../train/parameters';

/** Everything a score is made of. Weights are bits: log2 of how much likelier a level is for a match than for two strangers. */
export interface Scorer {
	comparison: Comparison;
	/** By column and level; for equal values the rarity of the value comes on top. */
	weights: readonly Float64Array[];
	bits: readonly ValueBits[];
	dependences: readonly Dependence[];
	/** Columns that differ together in records of one entity. */
	apart: readonly Dependence[];
	/** Different entities that belong together. */
	family?: Family;
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
		apart: parameters.apart,
		family: parameters.family,
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
	const dependence = dependenceWeight(scorer.dependences, agrees, levels);
	let weight = scorer.prior + dependence + apartWeight(scorer.apart, agrees, levels);
	for (let c = 0; c < columns.length; c++) {
		own[c] = columnWeight(scorer, c, levels[c]!, columns[c]!.codes[i]!);
		weight += own[c]!;
	}
	return weight < LOWEST ? weight : weight + familyWeight(scorer, own, dependence);
}

const LOWEST = -12;
const own = new Float64Array(256);

/** What is taken off because a family would look the same: never positive. `bits` are the weights of the columns. */
export function familyWeight({ family }: Scorer, bits: Float64Array, dependence: number): number {
	if (family === undefined) return 0;
	let product = 2 ** (family.prior + dependence);
	for (let c = 0; c < family.shared.length; c++)
		if (bits[c] !== 0) product *= familyFactor(family.shared[c]!, 2 ** bits[c]!);
	return -Math.log2(1 + product);
}

/** Probability of log2 odds. */
export function probabilityOf(weight: number): number {
	return 1 / (1 + 2 ** -weight);
}
