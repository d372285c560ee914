/** By number of records: log2 of the share of entities, of those with two or more, that have so many. */
export type Growth = Float64Array;

const LARGEST = 64;
/** Entities imagined at every size, so that a size not seen yet stays possible. */
const IMAGINED = 1;

/** Learns from draft clusters how large entities get: where nobody has a third record, a third one needs better evidence. */
export function growthOf(clusters: ReadonlyArray<readonly unknown[]>): Growth {
	const reach = new Float64Array(LARGEST + 1).fill(IMAGINED);
	for (const { length } of clusters) for (let size = 2; size <= Math.min(LARGEST, length); size++) reach[size]!++;
	if (clusters.length === 0) return reach.fill(0);
	return reach.map((n, size) => (size <= 2 ? 0 : Math.log2(n / reach[2]!)));
}

/** Bits that joining `a` and `b` records costs: the chance that an entity goes on to grow so large. */
export function growthWeight(growth: Growth, a: number, b: number): number {
	return growth[Math.min(LARGEST, a + b)]! - growth[Math.min(LARGEST, Math.max(a, b))]!;
}
