import type { CandidateIndex } from '../blocking/index';
import type { Comparison } from '../pairs/comparison';
import { seededRandom } from '../random';
import type { Records } from '../records';

/** Compared pairs: the levels of pair `p` are `levels[p * width] ..`. */
export interface PairSample {
	width: number;
	size: number;
	left: Int32Array;
	right: Int32Array;
	levels: Uint8Array;
	/** How many pairs each stands for: copies of a folded record are matches too. */
	weight: Float32Array;
	/** Share of all candidates that were taken. */
	share: number;
}

const SEED = 77_003;
const MOST_COPY_PAIRS = 3;

function build(
	pairs: ReadonlyArray<readonly [number, number, number]>,
	share: number,
	comparison: Comparison,
): PairSample {
	const width = comparison.columns.length;
	const sample: PairSample = {
		width,
		share,
		size: pairs.length,
		left: Int32Array.from(pairs, ([i]) => i),
		right: Int32Array.from(pairs, ([, j]) => j),
		weight: Float32Array.from(pairs, ([, , weight]) => weight),
		levels: new Uint8Array(pairs.length * width),
	};
	pairs.forEach(([i, j], p) => comparison.compare(i, j, sample.levels.subarray(p * width, (p + 1) * width)));
	return sample;
}

/** Candidate pairs of evenly drawn records, about `most` in all. */
export function sampleCandidates(
	records: Records,
	index: CandidateIndex,
	comparison: Comparison,
	most: number,
): PairSample {
	const random = seededRandom(SEED);
	const order = Int32Array.from({ length: records.size }, (_, i) => i);
	const pairs: Array<[number, number, number]> = [];
	let taken = 0;
	for (; taken < order.length && pairs.length < most; taken++) {
		const pick = taken + Math.floor(random() * (order.length - taken));
		[order[taken], order[pick]] = [order[pick]!, order[taken]!];
		const i = order[taken]!;
		const copies = records.copies[i]!;
		if (copies > 1) pairs.push([i, i, Math.min(MOST_COPY_PAIRS, (copies * (copies - 1)) / 2)]);
		index.each(i, (j) => pairs.push([i, j, 1]));
	}
	return build(pairs, taken / Math.max(1, order.length), comparison);
}

/** Random pairs of different entities among `members` (a record each): how non-matches compare; all pairs when there are at most `most`. */
export function sampleRandomPairs(members: Int32Array, comparison: Comparison, most: number): PairSample {
	const random = seededRandom(SEED + 1);
	const pairs: Array<[number, number, number]> = [];
	const all = (members.length * (members.length - 1)) / 2;
	if (all <= most) {
		for (let a = 0; a < members.length; a++)
			for (let b = a + 1; b < members.length; b++) pairs.push([members[a]!, members[b]!, 1]);
	} else {
		while (pairs.length < most) {
			const a = Math.floor(random() * members.length);
			const b = Math.floor(random() * members.length);
			if (a !== b) pairs.push([members[a]!, members[b]!, 1]);
		}
	}
	return build(pairs, Math.min(1, pairs.length / Math.max(1, all)), comparison);
}
