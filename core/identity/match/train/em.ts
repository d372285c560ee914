import { MISSING, type Comparison } from '../pairs/comparison';
import type { Records } from '../records';
import type { ValueBits } from './frequency';
import { expectedShares, type ColumnParameters, type Parameters } from './parameters';
import type { PairSample } from './sample';

/** The expected shares count as this many matches: enough to hold a column with few data, too few to rule one with many. */
const PRIOR_MATCHES = 12;
/** The expected shares also count as this part of all matches: without it EM may settle on some other structure of the data, such as streets within a city. */
const PRIOR_SHARE = Number(process.env.PS ?? 0.2);
const ROUNDS = Number(process.env.ROUNDS ?? 20);
const STILL = 1e-3;

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
	/** Matches among the random pairs as a share, to be taken out of u; 0 when the pairs are of different entities. */
	polluted: boolean;
	start?: Parameters;
}

function countLevels(sample: PairSample, c: number, size: number): Float64Array {
	const counts = new Float64Array(size);
	for (let p = 0; p < sample.size; p++) {
		const level = sample.levels[p * sample.width + c]!;
		if (level !== MISSING) counts[level]! += sample.weight[p]!;
	}
	return counts;
}

/** u from random pairs, less the matches that hide among them; never zero, since a level not seen is only rare. */
function chanceShares(counts: Float64Array, m: Float64Array, equal: number, equalChance: number, matches: number): Float64Array {
	const total = counts.reduce((sum, n) => sum + n, 0);
	const u = counts.map((n, l) => Math.max(n - matches * total * m[l]!, 0.3) / (total + 1));
	u[equal] = Math.max(equalChance, 1e-9);
	const rest = u.reduce((sum, share, l) => (l === equal ? sum : sum + share), 0);
	return u.map((share, l) => (l === equal ? share : (share / rest) * (1 - u[equal]!)));
}

function startParameters({ comparison, records }: Training): Parameters {
	const columns = comparison.levels.map((levels, c): ColumnParameters => {
		const m = expectedShares(levels);
		return { levels, equal: comparison.equal[c]!, m, u: m.slice() };
	});
	return { columns, prior: 0.2 / Math.max(2, records.size) };
}

/** For each pair the bits that its equal values add beyond the level. */
function rarity({ candidates, records, bits, comparison }: Training): Float32Array {
	const { width, size, left, levels } = candidates;
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

function expect({ candidates }: Training, parameters: Parameters, extra: Float32Array, out: Float32Array): void {
	const { width, size, levels } = candidates;
	const weights = levelWeights(parameters.columns);
	const prior = Math.log2(parameters.prior / (1 - parameters.prior));
	for (let p = 0; p < size; p++) {
		let weight = prior + extra[p]!;
		for (let c = 0, at = p * width; c < width; c++, at++) if (levels[at] !== MISSING) weight += weights[c]![levels[at]!]!;
		out[p] = 1 / (1 + 2 ** -weight);
	}
}

/** A higher level must not speak less for a match than a lower one: neighbours that do are pooled (isotonic regression by pool-adjacent-violators). */
function rising({ m, u, equal }: ColumnParameters): void {
	const pools: Array<{ m: number; u: number; from: number; to: number }> = [];
	for (let l = 0; l <= equal; l++) {
		let pool = { m: m[l]!, u: u[l]!, from: l, to: l };
		for (let last = pools[pools.length - 1]; last && last.m * pool.u > pool.m * last.u; last = pools[pools.length - 1]) {
			pools.pop();
			pool = { m: pool.m + last.m, u: pool.u + last.u, from: last.from, to: pool.to };
		}
		pools.push(pool);
	}
	for (const pool of pools) for (let l = pool.from; l <= pool.to; l++) m[l] = (u[l]! * pool.m) / pool.u;
}

function maximise({ candidates }: Training, columns: readonly ColumnParameters[], match: Float32Array): number {
	const { width, size, levels, weight } = candidates;
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
		rising(column);
	});
	return matches;
}

/** Learns m, u and the prior from unlabelled pairs by expectation maximisation (Winkler 1988); u comes from random pairs and stays. */
export function train(training: Training): Parameters {
	const { candidates, comparison, random, records } = training;
	const parameters = training.start ?? startParameters(training);
	const counts = comparison.levels.map((levels, c) => countLevels(random, c, levels.length));
	const extra = rarity(training);
	const match = new Float32Array(candidates.size);
	const allPairs = (records.rows * (records.rows - 1)) / 2;
	for (let round = 0; round < ROUNDS; round++) {
		parameters.columns.forEach((column, c) => (column.u = chanceShares(counts[c]!, column.m, column.equal, training.equal[c]!, training.polluted ? parameters.prior : 0)));
		expect(training, parameters, extra, match);
		const matches = maximise(training, parameters.columns, match);
		const prior = Math.max(0.5, matches / Math.max(1e-9, candidates.share)) / Math.max(1, allPairs);
		const moved = Math.abs(Math.log(prior / parameters.prior));
		parameters.prior = Math.min(0.5, prior);
		if (moved < STILL) break;
	}
	return parameters;
}
