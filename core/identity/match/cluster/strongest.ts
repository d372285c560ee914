import type { Edges } from './edges';

function above(all: Edges, least: number): Edges {
	return pick(all, (e) => all.weight[e]! > least);
}

/** Edge numbers by record, heaviest first; equal weights by edge number, which follows the order of records. */
function byRecord({ left, right, weight }: Edges, size: number): { start: Int32Array; edges: Int32Array } {
	const start = new Int32Array(size + 1);
	for (let e = 0; e < left.length; e++) {
		start[left[e]! + 1]!++;
		start[right[e]! + 1]!++;
	}
	for (let i = 0; i < size; i++) start[i + 1]! += start[i]!;
	const next = start.slice(0, size);
	const edges = new Int32Array(left.length * 2);
	const order = Int32Array.from(left, (_, e) => e).sort((a, b) => weight[b]! - weight[a]! || a - b);
	for (const e of order) {
		edges[next[left[e]!]!++] = e;
		edges[next[right[e]!]!++] = e;
	}
	return { start, edges };
}

function pick(all: Edges, keep: (e: number) => boolean): Edges {
	const take = <T extends Int32Array | Float32Array>(list: T): T => list.filter((_, e) => keep(e)) as T;
	return { left: take(all.left), right: take(all.right), weight: take(all.weight), compared: all.compared };
}

/** Edges above `least` bits that are among the `most` heaviest of one of their records: a bound on the work of joining that keeps every record's best links. */
export function strongest(given: Edges, size: number, most: number, least: number): Edges {
	const all = above(given, least);
	const { start, edges } = byRecord(all, size);
	const kept = new Uint8Array(all.left.length);
	for (let i = 0; i < size; i++) {
		const to = Math.min(start[i + 1]!, start[i]! + most);
		for (let k = start[i]!; k < to; k++) kept[edges[k]!] = 1;
	}
	return pick(all, (e) => kept[e] === 1);
}
