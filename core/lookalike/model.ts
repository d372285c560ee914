import type { FeatureRow } from '../ports';

/** How often each feature was met among members and others. */
export interface Counts {
	members: number;
	others: number;
	features: Map<string, { members: number; others: number }>;
}

/** A feature's weight, and the share of members and others that have it. */
export interface Weight {
	feature: string;
	weight: number;
	seedShare: number;
	restShare: number;
}

export interface Model {
	/** What everybody begins with. */
	base: number;
	weights: Weight[];
	of: Map<string, number>;
}

/** A feature that fewer people have than this tells about them, not about a group; it is neither used nor shown. */
export const FEWEST = 20;
/** So many features that tell most are used. */
const MOST = 500;
/** So many features are counted at most; what comes later is left out, as in any sketch. */
const MOST_COUNTED = 50_000;
const SMOOTHING = 1;

export const emptyCounts = (): Counts => ({ members: 0, others: 0, features: new Map() });

/** The feature's name; numbers stand for the power of two they lie in. */
export function featureOf({ kind, value, num }: FeatureRow): string {
	if (num === null || value === 'true' || value === 'false') return `${kind}: ${value}`;
	if (num === 0) return `${kind}: 0`;
	const step = Math.floor(Math.log2(Math.abs(num)));
	const [low, high] = [2 ** step, 2 ** (step + 1)];
	return num > 0 ? `${kind}: ${low} to ${high}` : `${kind}: -${high} to -${low}`;
}

/** Counts one person. */
export function learn(counts: Counts, features: Iterable<string>, isMember: boolean): void {
	const side = isMember ? 'members' : 'others';
	counts[side] += 1;
	for (const feature of features) {
		let found = counts.features.get(feature);
		if (!found) {
			if (counts.features.size >= MOST_COUNTED) continue;
			counts.features.set(feature, (found = { members: 0, others: 0 }));
		}
		found[side] += 1;
	}
}

/**
 * Naive Bayes with Bernoulli features (McCallum and Nigam 1998), add-one smoothed: the logarithm (base 2) of how much more
 * often members have a feature, less what not having it would say. Sums of counts: any order gives the same weights.
 */
export function fit(counts: Counts): Model {
	const { members, others } = counts;
	const scored = [...counts.features].flatMap(([feature, met]) => {
		if (met.members + met.others < FEWEST) return [];
		const seedShare = (met.members + SMOOTHING) / (members + 2 * SMOOTHING);
		const restShare = (met.others + SMOOTHING) / (others + 2 * SMOOTHING);
		const absent = Math.log2((1 - seedShare) / (1 - restShare));
		const weight = Math.log2(seedShare / restShare) - absent;
		// What it tells on average: rare features with large weights tell little.
		const tells = Math.abs(weight) * Math.sqrt(((seedShare + restShare) / 2) * (1 - (seedShare + restShare) / 2));
		return [{ feature, weight, seedShare, restShare, absent, tells }];
	});
	scored.sort((a, b) => b.tells - a.tells || (a.feature < b.feature ? -1 : 1));
	const used = scored.slice(0, MOST);
	return {
		base: used.reduce((sum, { absent }) => sum + absent, 0),
		weights: used.map(({ feature, weight, seedShare, restShare }) => ({ feature, weight, seedShare, restShare })),
		of: new Map(used.map(({ feature, weight }) => [feature, weight])),
	};
}

/** The score of somebody who has these features; larger is more like the members. */
export function scoreOf({ base, of }: Model, features: Iterable<string>): number {
	let score = base;
	for (const feature of features) score += of.get(feature) ?? 0;
	return score;
}
