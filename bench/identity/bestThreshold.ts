import { DisjointSets } from '../../core/identity/match/cluster/union';
import type { PeerResult } from './duckdbPeer';
import { pairF1 } from './pairScore';

const STEPS = 60;

/** The best F1 that any threshold gives the peer: the truth chooses for it, which nobody can in earnest. */
export function bestF1({ pairs, rows }: PeerResult, truth: readonly string[]): number {
	const sets = new DisjointSets(rows);
	let best = 0;
	const step = Math.max(1, Math.floor(pairs.length / STEPS));
	pairs.forEach(({ a, b, score }, k) => {
		sets.join(a, b);
		// Pairs of one score come together.
		if (k % step !== 0 && pairs[k + 1]?.score === score) return;
		if (k % step === 0 || k + 1 === pairs.length)
			best = Math.max(
				best,
				pairF1(
					truth,
					truth.map((_, i) => sets.find(i)),
				),
			);
	});
	return best;
}
