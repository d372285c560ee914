import { MISSING } from '../pairs/comparison';
import type { Kind } from '../recognise/kinds';
import type { Dependence, Judged } from './dependence';

/** Columns that change together when somebody moves. */
const WHERE: ReadonlySet<Kind> = new Set<Kind>(['address', 'streetNumber', 'postcode', 'city']);
/** Imagined matches, of which some have moved: as this part of all matches, and at least so many. */
const IMAGINED = { share: 0.25, least: 12, apart: 0.03, one: 0.1 };
const LEAST_BITS = 0.25;

function count({ sample, match }: Judged, agrees: readonly number[], x: number, y: number): Dependence {
	const { width, size, levels, weight } = sample;
	let [n, nx, ny, both] = [0, 0, 0, 0];
	for (let p = 0; p < size; p++) {
		const part = match[p]! * weight[p]!;
		const [a, b] = [levels[p * width + x]!, levels[p * width + y]!];
		if (part < 1e-3 || a === MISSING || b === MISSING) continue;
		n += part;
		if (a < agrees[x]!) nx += part;
		if (b < agrees[y]!) ny += part;
		if (a < agrees[x]! && b < agrees[y]!) both += part;
	}
	const imagined = IMAGINED.least + IMAGINED.share * n;
	const all = n + imagined;
	const one = (seen: number) => (seen + imagined * IMAGINED.one) / all;
	return { x, y, bits: Math.log2((both + imagined * IMAGINED.apart) / all / (one(nx) * one(ny))) };
}

/** Columns that differ together in records of one entity: who has moved has another street, town and postcode, which is one change and not three. A forest of the strongest. */
export function apartness(judged: Judged, agrees: readonly number[], kinds: readonly Kind[]): Dependence[] {
	const where = kinds.flatMap((kind, c) => (WHERE.has(kind) ? [c] : []));
	const found = where
		.flatMap((x, k) => where.slice(k + 1).map((y) => count(judged, agrees, x, y)))
		.filter(({ bits }) => bits >= LEAST_BITS);
	return forest(found, kinds.length);
}

/** The strongest that join no columns joined already (Kruskal 1956). */
export function forest(found: readonly Dependence[], width: number): Dependence[] {
	const tree = Array.from({ length: width }, (_, c) => c);
	const sorted = [...found].sort((a, b) => b.bits - a.bits || a.x - b.x || a.y - b.y);
	return sorted.filter(({ x, y }) => {
		const [from, to] = [tree[x]!, tree[y]!];
		if (from === to) return false;
		tree.forEach((root, c) => {
			if (root === from) tree[c] = to;
		});
		return true;
	});
}

/** Bits given back where columns differ together. */
export function apartWeight(
	apart: readonly Dependence[],
	agrees: readonly number[],
	levels: Uint8Array,
	at = 0,
): number {
	let sum = 0;
	for (const { x, y, bits } of apart) if (levels[at + x]! < agrees[x]! && levels[at + y]! < agrees[y]!) sum += bits;
	return sum;
}
