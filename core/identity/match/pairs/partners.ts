import type { Column } from '../records';

/** Two columns whose values get into each other's place: given and family name, two address lines, two phones. */
export interface Partners {
	x: number;
	y: number;
	/** Chance that a value of one column equals a random value of the other. */
	collide: number;
}

/** Share of values that two columns must have in common before a swap is worth looking for. */
const OVERLAP = 0.02;

function overlap(a: Column, b: Column): number {
	let sum = 0;
	for (let v = 0; v < a.count.length; v++) sum += Math.min(a.count[v]! / a.filled, b.count[v]! / b.filled);
	return sum;
}

function collision(a: Column, b: Column): number {
	let sum = 0;
	for (let v = 0; v < a.count.length; v++) sum += (a.count[v]! / a.filled) * (b.count[v]! / b.filled);
	return sum;
}

/** Finds the partner columns by their common values, the largest overlap first, each column in one pair at most. */
export function findPartners(columns: readonly Column[]): Partners[] {
	const pairs: Array<{ x: number; y: number; share: number }> = [];
	columns.forEach((a, x) =>
		columns.forEach((b, y) => {
			if (y <= x || a.family !== b.family || a.kind === 'category' || b.kind === 'category') return;
			const share = overlap(a, b);
			if (share >= OVERLAP) pairs.push({ x, y, share });
		}),
	);
	pairs.sort((p, q) => q.share - p.share || p.x - q.x || p.y - q.y);
	const used = new Set<number>();
	const partners: Partners[] = [];
	for (const { x, y } of pairs) {
		if (used.has(x) || used.has(y)) continue;
		used.add(x).add(y);
		partners.push({ x, y, collide: collision(columns[x]!, columns[y]!) });
	}
	return partners;
}
