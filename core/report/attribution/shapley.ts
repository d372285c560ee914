import type { Touch } from './path';

/**
 * Shapley value of every channel of a path in the game where a set of channels is worth the conversions of all paths
 * that touch no others. By additivity that is: each conversion in equal parts to the different channels of its path,
 * in whatever order and however often they were met (Zhao, Mahboobi, Bagheri: Shapley Value Methods for Attribution
 * Modeling in Online Advertising, arXiv 1804.05327). So it needs no look at the 2^n sets.
 */
export function shapleyShares(touches: readonly Touch[]): Map<string, number> {
	const channels = new Set(touches.map(({ channel }) => channel));
	return new Map([...channels].map((channel) => [channel, 1 / channels.size]));
}
