import type { CandidateIndex } from '../blocking/index';
import { MISSING } from '../pairs/comparison';
import type { Family } from '../recognise/families';
import { pairWeight, type Scorer } from '../score/scorer';

/** Scored pairs worth keeping. */
export interface Edges {
	left: Int32Array;
	right: Int32Array;
	weight: Float32Array;
	/** Pairs compared to find them. */
	compared: number;
}

const FIRST_CAPACITY = 4096;

class EdgeList {
	private left = new Int32Array(FIRST_CAPACITY);
	private right = new Int32Array(FIRST_CAPACITY);
	private weight = new Float32Array(FIRST_CAPACITY);
	private size = 0;

	add(i: number, j: number, weight: number): void {
		if (this.size === this.left.length) this.grow();
		this.left[this.size] = i;
		this.right[this.size] = j;
		this.weight[this.size++] = weight;
	}

	finish(compared: number): Edges {
		return {
			left: this.left.slice(0, this.size),
			right: this.right.slice(0, this.size),
			weight: this.weight.slice(0, this.size),
			compared,
		};
	}

	private grow(): void {
		const [left, right, weight] = [this.left, this.right, this.weight];
		this.left = new Int32Array(this.size * 2);
		this.right = new Int32Array(this.size * 2);
		this.weight = new Float32Array(this.size * 2);
		this.left.set(left);
		this.right.set(right);
		this.weight.set(weight);
	}
}

/** Columns that are cheap to compare and tell much come first. */
const COST: Readonly<Record<Family, number>> = { date: 0, digits: 1, quantity: 1, word: 2, email: 3, tokens: 4 };

/** What is needed to give a pair up as soon as it cannot reach the least weight any more. */
class Bounds {
	readonly order: number[];
	/** By column: the most that values which are not equal can weigh. */
	private readonly most: Float64Array;
	private readonly start: number;
	/** By cell: the most that it can weigh where both records have the very same value; -1 where there is none. */
	private readonly same: Float64Array;

	constructor(private readonly scorer: Scorer) {
		const { columns, units, equal } = scorer.comparison;
		const cost = (unit: number) => Math.max(...units[unit]!.map((c) => COST[columns[c]!.family]));
		this.order = units.map((_, unit) => unit).sort((a, b) => cost(a) - cost(b) || a - b);
		this.most = Float64Array.from(scorer.weights, (levels, c) =>
			levels.reduce((most, weight, level) => (level === equal[c] ? most : Math.max(most, weight)), 0),
		);
		this.start = scorer.prior + scorer.apart.reduce((sum, { bits }) => sum + bits, 0);
		this.same = sameOf(scorer);
	}

	/** Compares a pair as long as it can reach `least` bits; says whether it went to the end, with all levels written. */
	compare(i: number, j: number, least: number, levels: Uint8Array): boolean {
		const { comparison, weights } = this.scorer;
		const { cells, equal, units } = comparison;
		const { same, most } = this;
		const width = equal.length;
		let bound = this.start;
		for (let c = 0, a = i * width, b = j * width; c < width; c++, a++, b++) {
			const code = cells[a]!;
			const other = cells[b]!;
			if (code >= 0 && other >= 0) bound += code === other ? same[a]! : most[c]!;
		}
		if (bound < least) return false;
		for (const unit of this.order) {
			comparison.compareUnit(unit, i, j, levels);
			for (const c of units[unit]!) {
				const code = cells[i * width + c]!;
				if (code < 0 || cells[j * width + c]! < 0 || code === cells[j * width + c]!) continue;
				bound += (levels[c] === MISSING ? 0 : weights[c]![levels[c]!]!) - this.most[c]!;
			}
			if (bound < least) return false;
		}
		return true;
	}
}

function sameOf({ comparison, bits, weights }: Scorer): Float64Array {
	const { cells, equal } = comparison;
	const width = equal.length;
	const same = new Float64Array(cells.length);
	for (let at = 0; at < cells.length; at++) {
		const c = at % width;
		const code = cells[at]!;
		same[at] = code < 0 ? -1 : Math.max(0, weights[c]![equal[c]!]! + bits[c]![code]!);
	}
	return same;
}

/** Scores every candidate pair and keeps those of at least `least` bits. */
export function scoreCandidates(scorer: Scorer, index: CandidateIndex, size: number, least: number): Edges {
	const list = new EdgeList();
	const levels = new Uint8Array(scorer.comparison.columns.length);
	const bounds = new Bounds(scorer);
	let compared = 0;
	for (let i = 0; i < size; i++) {
		index.each(i, (j) => {
			compared++;
			if (!bounds.compare(i, j, least, levels)) return;
			const weight = pairWeight(scorer, i, levels);
			if (weight >= least) list.add(i, j, weight);
		});
	}
	return list.finish(compared);
}

/** Scores known pairs again, with a scorer that has learned more. */
export function scoreAgain(scorer: Scorer, edges: Edges, least: number): Edges {
	const list = new EdgeList();
	const levels = new Uint8Array(scorer.comparison.columns.length);
	for (let e = 0; e < edges.left.length; e++) {
		scorer.comparison.compare(edges.left[e]!, edges.right[e]!, levels);
		const weight = pairWeight(scorer, edges.left[e]!, levels);
		if (weight >= least) list.add(edges.left[e]!, edges.right[e]!, weight);
	}
	return list.finish(edges.compared);
}
