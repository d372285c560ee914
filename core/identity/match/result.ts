import { pairWeight, probabilityOf, type Scorer } from './score/scorer';
import { mergeProfiles, profileOf, profileWeight } from './cluster/profile';
import type { Matching } from './match';

/** Who each row of the table is. */
export interface Assignment {
	/** By row: number of its cluster; rows of one entity share it. */
	clusterOfRow: Int32Array;
	/** By row: probability that it is in the right cluster; for a single row, that it has no other in the file. */
	probabilityOfRow: Float64Array;
	clusters: number;
}

/** Members beyond this many add nothing to what a cluster shows. */
const MOST_MEMBERS = 12;

function bestOutside({ edges, records }: Matching, cluster: Int32Array): Float64Array {
	const best = new Float64Array(records.size).fill(-Infinity);
	for (let e = 0; e < edges.left.length; e++) {
		const [i, j, weight] = [edges.left[e]!, edges.right[e]!, edges.weight[e]!];
		if (cluster[i] === cluster[j]) continue;
		best[i] = Math.max(best[i]!, weight);
		best[j] = Math.max(best[j]!, weight);
	}
	return best;
}

function membership(scorer: Scorer, members: readonly number[]): Float64Array {
	return Float64Array.from(members, (i) => {
		const others = members
			.filter((other) => other !== i)
			.slice(0, MOST_MEMBERS)
			.map((other) => profileOf(scorer, other));
		const rest = others.reduce((whole, other) => mergeProfiles(scorer, whole, other));
		return probabilityOf(Math.max(0, profileWeight(scorer, profileOf(scorer, i), rest)));
	});
}

function clusterOfRecords({ clusters, records }: Matching): Int32Array {
	const cluster = Int32Array.from({ length: records.size }, (_, i) => i);
	for (const members of clusters) for (const i of members) cluster[i] = members[0]!;
	return cluster;
}

/** Rows with the same contents are one record; alone they are one entity only when their contents say enough (two rows `Smith, London` do not). */
function copiesAgree({ scorer, threshold }: Matching, i: number): number {
	const levels = new Uint8Array(scorer.comparison.columns.length);
	scorer.comparison.compare(i, i, levels);
	return pairWeight(scorer, i, levels) - threshold;
}

function probabilities(matching: Matching, cluster: Int32Array): Float64Array {
	const outside = bestOutside(matching, cluster);
	const probability = Float64Array.from(outside, (weight) => 1 - probabilityOf(Math.min(0, weight)));
	for (const members of matching.clusters)
		membership(matching.scorer, members).forEach((p, k) => (probability[members[k]!] = p));
	return probability;
}

/** Spells the clusters of records out to the rows of the table. */
export function assignRows(matching: Matching): Assignment {
	const { records } = matching;
	const cluster = clusterOfRecords(matching);
	const ofRecord = probabilities(matching, cluster);
	const together = new Set(matching.clusters.flat());
	let next = records.size;
	const own = new Map<number, number>();
	const clusterOfRow = new Int32Array(records.rows);
	const probabilityOfRow = new Float64Array(records.rows);
	records.recordOfRow.forEach((i, row) => {
		let weight = own.get(i);
		if (weight === undefined && records.copies[i]! > 1 && !together.has(i))
			own.set(i, (weight = copiesAgree(matching, i)));
		const apart = weight !== undefined && weight <= 0;
		clusterOfRow[row] = apart ? next++ : cluster[i]!;
		probabilityOfRow[row] = weight === undefined ? ofRecord[i]! : probabilityOf(Math.abs(weight));
	});
	return { clusterOfRow, probabilityOfRow, clusters: new Set(clusterOfRow).size };
}
