import { MISSING, type Comparison } from '../pairs/comparison';
import type { Records } from '../records';
import { apartness, apartWeight } from './apart';
import { dependences, dependenceWeight, type Judged } from './dependence';
import { familyFactor, learnFamily, startFamily, type Family, type FamilyCase } from './family';
import type { ValueBits } from './frequency';
import { expectedShares, type ColumnParameters, type Parameters } from './parameters';
import type { PairSample } from './sample';

/** The expected shares count as this many matches: enough to hold a column with few data, too few to rule one with many. */
const PRIOR_MATCHES = 12;
/** The expected shares also count as this part of all matches: without it EM may settle on some other structure of the data, such as streets within a city. */
const PRIOR_SHARE = 0.5;
const ROUNDS = 20;
const STILL = 1e-3;
const DEPENDENCE_ROUNDS = 4;
/** Pairs below are neither matches nor families. */
const LOWEST = -12;
const DIFFERING = { most: 0.35, rare: 0.01, common: 0.05 };

/** What one training needs. */
export interface Training {
	records: Records;
	comparison: Comparison;
	candidates: PairSample;
	random: PairSample;
	/** By column: bits of each value. */
	bits: readonly ValueBits[];
	/** By column: chance that two random entities have the same value. */
	equal: readonly number[];
	start?: Parameters;
}

/** Levels of random pairs in column `c`, each counted by its chance of being no match. */
function countLevels({ sample, match }: Judged, c: number, size: number): Float64Array {
	const counts = new Float64Array(size);
	for (let p = 0; p < sample.size; p++) {
		const level = sample.levels[p * sample.width + c]!;
		if (level !== MISSING) counts[level]! += 1 - match[p]!;
	}
	return counts;
}

/** u from random pairs; never zero, since a level not seen is only rare. */
function chanceShares(counts: Float64Array, equal: number, equalChance: number): Float64Array {
	const total = counts.reduce((sum, n) => sum + n, 0);
	const u = counts.map((n) => Math.max(n, 0.3) / (total + 1));
	u[equal] = Math.max(equalChance, 1e-9);
	const rest = u.reduce((sum, share, l) => (l === equal ? sum : sum + share), 0);
	return u.map((share, l) => (l === equal ? share : (share / rest) * (1 - u[equal]!)));
}

function startParameters({ comparison, records }: Training): Parameters {
	const columns = comparison.levels.map((levels, c): ColumnParameters => {
		const m = expectedShares(levels);
		return { levels, equal: comparison.equal[c]!, m, u: m.slice() };
	});
	return { columns, dependences: [], apart: [], prior: 0.2 / Math.max(2, records.size) };
}

/** For each pair the rarity of its equal values. */
function rarity(sample: PairSample, { records, bits, comparison }: Training): Float32Array {
	const { width, size, left, levels } = sample;
	const extra = new Float32Array(size);
	for (let c = 0; c < width; c++) {
		const equal = comparison.equal[c]!;
		const { codes } = records.columns[c]!;
		for (let p = 0; p < size; p++) if (levels[p * width + c] === equal) extra[p]! += bits[c]![codes[left[p]!]!]!;
	}
	return extra;
}

/** log2(m/u) of each level; equal values bring their own rarity, so only m counts there. */
function levelWeights(columns: readonly ColumnParameters[]): Float64Array[] {
	return columns.map(({ m, u, equal }) => m.map((share, l) => Math.log2(share) - (l === equal ? 0 : Math.log2(u[l]!))));
}

/** Pairs under judgement: what does not change while training, and the probability that changes. */
interface Case extends Judged {
	extra: Float32Array;
	/** Probability of being different entities that belong together. */
	family: Float32Array;
	/** Probability of not being strangers. */
	near: Float32Array;
	factorOf(p: number, c: number): number;
	/** By column and level: how much likelier for a match than for strangers, rarity of equal values apart. */
	factors: Float64Array[];
}

function caseOf(sample: PairSample, training: Training): Case {
	const { records, bits, comparison } = training;
	const { width, levels, left, size } = sample;
	const codes = records.columns.map((column) => column.codes);
	const rare = bits.map((column) => column.map((b) => 2 ** b));
	const own: Case = {
		sample,
		extra: rarity(sample, training),
		match: new Float32Array(size),
		family: new Float32Array(size),
		near: new Float32Array(size),
		factors: [],
		factorOf(p, c) {
			const level = levels[p * width + c]!;
			const factor = own.factors[c]![level]!;
			return level === comparison.equal[c] ? factor * rare[c]![codes[c]![left[p]!]!]! : factor;
		},
	};
	return own;
}

/** log2 odds of a family against strangers. */
function familyBits({ sample: { width, levels }, factorOf }: Case, family: Family, p: number): number {
	let product = 1;
	for (let c = 0; c < width; c++)
		if (levels[p * width + c] !== MISSING) product *= familyFactor(family.shared[c]!, factorOf(p, c));
	return family.prior + Math.log2(product);
}

function familyCase({ sample, match, family, factorOf }: Case, { columns }: Records): FamilyCase {
	const { width, size, levels, weight } = sample;
	return { width, size, levels, weight, match, family, factorOf, kinds: columns.map(({ kind }) => kind) };
}

function judge(own: Case, parameters: Parameters, agrees: readonly number[]): void {
	const { sample, extra, match, family, near } = own;
	const { width, size, levels } = sample;
	const weights = levelWeights(parameters.columns);
	own.factors = weights.map((column) => column.map((weight) => 2 ** weight));
	const prior = Math.log2(parameters.prior / (1 - parameters.prior));
	for (let p = 0; p < size; p++) {
		let weight = prior + extra[p]! + dependenceWeight(parameters.dependences, agrees, levels, p * width);
		for (let c = 0, at = p * width; c < width; c++, at++)
			if (levels[at] !== MISSING) weight += weights[c]![levels[at]!]!;
		const dependence = dependenceWeight(parameters.dependences, agrees, levels, p * width);
		const odds = 2 ** (weight + apartWeight(parameters.apart, agrees, levels, p * width));
		const others =
			parameters.family === undefined || weight < LOWEST
				? 0
				: 2 ** (familyBits(own, parameters.family, p) + dependence);
		match[p] = odds === Infinity ? 1 : odds / (1 + odds + others);
		family[p] = others / (1 + odds + others);
		near[p] = match[p]! + family[p]!;
	}
}

/** A higher level must not speak less for a match than a lower one: neighbours that do are pooled (isotonic regression by pool-adjacent-violators). */
function rising({ m, u, equal }: ColumnParameters): void {
	const pools: Array<{ m: number; u: number; from: number; to: number }> = [];
	for (let l = 0; l <= equal; l++) {
		let pool = { m: m[l]!, u: u[l]!, from: l, to: l };
		for (
			let last = pools[pools.length - 1];
			last && last.m * pool.u > pool.m * last.u;
			last = pools[pools.length - 1]
		) {
			pools.pop();
			pool = { m: pool.m + last.m, u: pool.u + last.u, from: last.from, to: pool.to };
		}
		pools.push(pool);
	}
	for (const pool of pools) for (let l = pool.from; l <= pool.to; l++) m[l] = (u[l]! * pool.m) / pool.u;
}

/** Most matches that may differ in a column that identifies: real duplicates mostly agree in it, other structures of the data (streets of a city, authors of a journal) do not. */
function mostDiffering(equalChance: number): number {
	const common = Math.log2(equalChance / DIFFERING.rare) / Math.log2(DIFFERING.common / DIFFERING.rare);
	return DIFFERING.most + (1 - DIFFERING.most) * Math.min(1, Math.max(0, common));
}

function limitDiffering({ m, u, equal }: ColumnParameters): void {
	const most = mostDiffering(u[equal]!);
	if (m[0]! <= most) return;
	const scale = (1 - most) / (1 - m[0]!);
	for (let l = 1; l < m.length; l++) m[l]! *= scale;
	m[0] = most;
}

function maximise({ sample, match }: Case, columns: readonly ColumnParameters[]): number {
	const { width, size, levels, weight } = sample;
	const sums = columns.map(({ levels: own }) => expectedShares(own).map((share) => share * PRIOR_MATCHES));
	let matches = 0;
	for (let p = 0; p < size; p++) {
		const part = match[p]! * weight[p]!;
		if (part < 1e-6) continue;
		matches += part;
		for (let c = 0, at = p * width; c < width; c++, at++) if (levels[at] !== MISSING) sums[c]![levels[at]!]! += part;
	}
	columns.forEach((column, c) => {
		const expected = expectedShares(column.levels);
		const found = sums[c]!.reduce((sum, n) => sum + n, 0);
		column.m = sums[c]!.map((n, l) => (n + expected[l]! * found * PRIOR_SHARE) / (found * (1 + PRIOR_SHARE)));
		limitDiffering(column);
		rising(column);
	});
	return matches;
}

/** Learns m, u, the dependences and the prior from unlabelled pairs by expectation maximisation (Winkler 1988). u comes from random pairs. Dependences are measured from the first judgement on, before EM can take another structure of the data for matches. */
export function train(training: Training): Parameters {
	const { comparison, random, records } = training;
	const parameters = training.start ?? startParameters(training);
	const candidates = caseOf(training.candidates, training);
	const strangers = caseOf(random, training);
	const allPairs = (records.rows * (records.rows - 1)) / 2;
	for (let round = 0; round < ROUNDS; round++) {
		parameters.columns.forEach(
			(column, c) =>
				(column.u = chanceShares(countLevels(strangers, c, column.levels.length), column.equal, training.equal[c]!)),
		);
		judge(candidates, parameters, comparison.agrees);
		judge(strangers, parameters, comparison.agrees);
		if (round < DEPENDENCE_ROUNDS) {
			parameters.dependences = dependences({
				agrees: comparison.agrees,
				random: { sample: random, match: strangers.near },
				candidates: { sample: training.candidates, match: candidates.near },
				allPairs,
			});
		}
		const scale = 1 / Math.max(1e-9, training.candidates.share) / Math.max(1, allPairs);
		if (round === 0 && parameters.family === undefined)
			parameters.family = startFamily(
				familyCase(candidates, records),
				comparison.agrees.map((level) => level - 1),
				Math.log2(parameters.prior),
			);
		else if (parameters.family)
			parameters.family = learnFamily(parameters.family, familyCase(candidates, records), scale);
		parameters.apart = apartness(
			candidates,
			comparison.agrees,
			records.columns.map(({ kind }) => kind),
		);
		const matches = maximise(candidates, parameters.columns);
		const prior = Math.max(0.5, matches / Math.max(1e-9, training.candidates.share)) / Math.max(1, allPairs);
		const moved = Math.abs(Math.log(prior / parameters.prior));
		parameters.prior = Math.min(0.5, prior);
		if (moved < STILL) break;
	}
	return parameters;
}
