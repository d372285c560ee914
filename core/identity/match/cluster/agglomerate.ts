import type { Scorer } from '../score/scorer';
import type { Edges } from './edges';
import { growthWeight, type Growth } from './growth';
import { ProposalHeap } from './heap';
import { profileOf, profileWeight, type Profile } from './profile';
import { DisjointSets } from './union';

/** Edges of each component, as runs of edge numbers. */
function componentsOf(edges: Edges, size: number): number[][] {
	const sets = new DisjointSets(size);
	for (let e = 0; e < edges.left.length; e++) sets.join(edges.left[e]!, edges.right[e]!);
	const runs = new Map<number, number[]>();
	for (let e = 0; e < edges.left.length; e++) {
		const root = sets.find(edges.left[e]!);
		const run = runs.get(root);
		if (run) run.push(e);
		else runs.set(root, [e]);
	}
	return [...runs.values()];
}

/** The state of joining one component: live profiles by number, and who is next to whom. */
class Joining {
	private readonly profiles = new Map<number, Profile>();
	private readonly near = new Map<number, Set<number>>();
	private readonly heap = new ProposalHeap();
	private next: number;

	constructor(private readonly scorer: Scorer, private readonly growth: Growth, private readonly threshold: number, size: number) {
		this.next = size;
	}

	connect(a: number, b: number, weight: number): void {
		this.neighbours(a).add(b);
		this.neighbours(b).add(a);
		if (weight > this.threshold) this.heap.push({ weight, a, b });
	}

	run(): number[][] {
		for (let top = this.heap.pop(); top; top = this.heap.pop()) {
			if (this.near.has(top.a) && this.near.has(top.b)) this.join(top.a, top.b);
		}
		return [...this.profiles.values()].map(({ members }) => members).filter((members) => members.length > 1);
	}

	private neighbours(a: number): Set<number> {
		let set = this.near.get(a);
		if (set === undefined) {
			this.near.set(a, (set = new Set()));
			this.profiles.set(a, profileOf(this.scorer, [a]));
		}
		return set;
	}

	private join(a: number, b: number): void {
		const joined = profileOf(this.scorer, [...this.profiles.get(a)!.members, ...this.profiles.get(b)!.members]);
		const around = new Set([...this.near.get(a)!, ...this.near.get(b)!]);
		around.delete(a);
		around.delete(b);
		for (const old of [a, b]) {
			this.profiles.delete(old);
			this.near.delete(old);
		}
		const own = this.next++;
		this.profiles.set(own, joined);
		this.near.set(own, around);
		for (const other of around) {
			const theirs = this.near.get(other)!;
			theirs.delete(a);
			theirs.delete(b);
			theirs.add(own);
			const profile = this.profiles.get(other)!;
			const weight = profileWeight(this.scorer, joined, profile) + growthWeight(this.growth, joined.members.length, profile.members.length);
			if (weight > this.threshold) this.heap.push({ weight, a: other, b: own });
		}
	}
}

/** Joins records, then profiles, best proposal first; a profile must speak for the joining as a whole, so one bad link cannot chain two people. Returns the clusters of two or more. */
export function agglomerate(scorer: Scorer, edges: Edges, size: number, growth: Growth, threshold: number): number[][] {
	return componentsOf(edges, size).flatMap((run) => {
		const joining = new Joining(scorer, growth, threshold, size);
		for (const e of run) joining.connect(edges.left[e]!, edges.right[e]!, edges.weight[e]!);
		return joining.run();
	});
}
