import type { Tables } from '../../ports';
import { cluster, LINK_WEIGHT, type MatchModel } from '../match';
import { MOST_TOGETHER, type Scene } from './gather';
import { parseRecord } from './keys';

/** Which units are one person by their records; `crowded` are those too many hang together with. */
export interface Together {
	/** By unit: a number that units of one cluster share. */
	clusterOf: Map<number, number>;
	crowded: Set<number>;
}

/** Judges every group of units that links connect: each record against the whole profile of the others. */
export async function together(tables: Tables, scene: Scene, model: MatchModel): Promise<Together> {
	const groups = connected(scene);
	const small = groups.filter((group) => group.length <= MOST_TOGETHER);
	const rows = small.length > 0 ? await tables.duplicates.records(small.flat()) : [];
	const records = new Map(rows.map((row) => [row.unit, parseRecord(row)]));
	const clusterOf = new Map<number, number>();
	for (const group of small) {
		const there = group.filter((unit) => records.has(unit));
		const found = cluster(
			model,
			there.map((unit) => records.get(unit) ?? {}),
		);
		for (const members of found)
			for (const at of members) clusterOf.set(there[at] as number, there[members[0] as number] as number);
	}
	return { clusterOf, crowded: new Set(groups.filter((group) => group.length > MOST_TOGETHER).flat()) };
}

function connected({ pairs, units }: Scene): number[][] {
	const near = new Map<number, number[]>();
	for (const { a, b, weight } of pairs) {
		if (weight <= LINK_WEIGHT || !units.has(a) || !units.has(b)) continue;
		near.set(a, [...(near.get(a) ?? []), b]);
		near.set(b, [...(near.get(b) ?? []), a]);
	}
	const seen = new Set<number>();
	return [...near.keys()].flatMap((start) => {
		if (seen.has(start)) return [];
		const group = [start];
		seen.add(start);
		for (const unit of group)
			for (const other of near.get(unit) ?? [])
				if (!seen.has(other)) {
					seen.add(other);
					group.push(other);
				}
		return [group.sort((a, b) => a - b)];
	});
}
