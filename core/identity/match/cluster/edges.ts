import type { CandidateIndex } from '../blocking/index';
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

/** Scores every candidate pair and keeps those of at least `least` bits. */
export function scoreCandidates(scorer: Scorer, index: CandidateIndex, size: number, least: number): Edges {
	const list = new EdgeList();
	const levels = new Uint8Array(scorer.comparison.columns.length);
	let compared = 0;
	for (let i = 0; i < size; i++) {
		index.each(i, (j) => {
			compared++;
			scorer.comparison.compare(i, j, levels);
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
