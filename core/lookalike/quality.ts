import type { LookalikePoint, LookalikeResult } from '../model/lookalike';

/** Reach at which the curve is told: shares of the others. */
const POINTS = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1];
/** Lift is told for the best tenth. */
const LIFT_SHARE = 0.1;

const descending = (scores: Float64Array): Float64Array => Float64Array.from(scores).sort().reverse();

/** How many of the sorted (descending) scores reach a score. */
function reaching(sorted: Float64Array, score: number): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] as number) >= score) low = middle + 1;
		else high = middle;
	}
	return low;
}

/**
 * How well members that were kept aside stand out from the others: the area under the ROC curve (ties count half), the lift
 * of the best tenth, and similarity by reach.
 */
export function qualityOf(
	kept: Float64Array,
	others: Float64Array,
): { quality: LookalikeResult['quality']; curve: LookalikePoint[] } {
	const [members, rest] = [descending(kept), descending(others)];
	let auc = 0;
	for (const score of members) {
		const atLeast = reaching(rest, score);
		const above = reaching(rest, score + Math.max(1e-9, Math.abs(score) * 1e-12));
		auc += (rest.length - atLeast + (atLeast - above) / 2) / rest.length;
	}
	const curve = POINTS.map((share) => point(members, rest, share));
	const best = point(members, rest, LIFT_SHARE);
	return { quality: { auc: rounded(auc / members.length), lift: best.lift, keptAside: members.length }, curve };
}

function point(members: Float64Array, rest: Float64Array, share: number): LookalikePoint {
	const place = Math.max(1, Math.round(rest.length * share));
	const score = rest[place - 1] as number;
	const reach = reaching(rest, score);
	const similarity = reaching(members, score) / members.length;
	return {
		reach,
		score: rounded(score),
		similarity: rounded(100 * similarity),
		lift: rounded(similarity / (reach / rest.length)),
	};
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
