import { agglomerate, HOPELESS } from '../cluster/agglomerate';
import type { Edges } from '../cluster/edges';
import { strongest } from '../cluster/strongest';
import { LINKS } from '../match';
import { pairWeight } from '../score/scorer';
import type { MatchModel } from './model';
import { keysOf, setUp, type MatchRecord, type Setup } from './score';

/** Every two records that share a key. */
function sharingKeys(model: MatchModel, setup: Setup): Array<[number, number]> {
	const blocks = new Map<string, number[]>();
	const pairs: Array<[number, number]> = [];
	const seen = new Int32Array(setup.records.size).fill(-1);
	keysOf(model, setup).forEach((keys, j) => {
		for (const key of keys) {
			const block = blocks.get(key) ?? [];
			if (block.length === 0) blocks.set(key, block);
			for (const i of block) {
				if (seen[i] === j) continue;
				seen[i] = j;
				pairs.push([i, j]);
			}
			block.push(j);
		}
	});
	return pairs.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
}

function edgesOf(scorer: Setup['scorer'], pairs: ReadonlyArray<readonly [number, number]>): Edges {
	const levels = new Uint8Array(scorer.comparison.columns.length);
	return {
		left: Int32Array.from(pairs, ([i]) => i),
		right: Int32Array.from(pairs, ([, j]) => j),
		weight: Float32Array.from(pairs, ([i, j]) => {
			scorer.comparison.compare(i, j, levels);
			return pairWeight(scorer, i, levels);
		}),
		compared: pairs.length,
	};
}

/** The places of each record; records with equal contents that say too little to be one entity stand alone. */
function placesOf({ records, scorer }: Setup, threshold: number, joined: ReadonlySet<number>): number[][][] {
	const places = Array.from({ length: records.size }, (): number[] => []);
	records.recordOfRow.forEach((i, row) => places[i]!.push(row));
	const levels = new Uint8Array(scorer.comparison.columns.length);
	return places.map((rows, i) => {
		if (rows.length === 1 || joined.has(i)) return [rows];
		scorer.comparison.compare(i, i, levels);
		return pairWeight(scorer, i, levels) > threshold ? [rows] : rows.map((row) => [row]);
	});
}

/** Clusters records with a trained model: each against the whole profile of the others. Returns lists of places. */
export function clusterWith(model: MatchModel, given: readonly MatchRecord[]): number[][] {
	if (given.length === 0) return [];
	const setup = setUp(model, given);
	const { size } = setup.records;
	const edges = strongest(edgesOf(setup.scorer, sharingKeys(model, setup)), size, LINKS.last, HOPELESS);
	const clusters = agglomerate(setup.scorer, edges, size, Float64Array.from(model.growth), model.threshold);
	const joined = new Set(clusters.flat());
	const places = placesOf(setup, model.threshold, joined);
	const together = clusters.map((members) => members.flatMap((i) => places[i]!.flat()).sort((a, b) => a - b));
	const single = places.flatMap((lists, i) => (joined.has(i) ? [] : lists));
	return [...together, ...single].sort((a, b) => a[0]! - b[0]!);
}
