import type { Scorer } from '../score/scorer';
import type { Edges } from './edges';
import { growthWeight, type Growth } from './growth';
import { isBefore, ProposalHeap, type Proposal } from './heap';
import { mergeProfiles, profileOf, profileWeight, type Profile } from './profile';
import { DisjointSets } from './union';

/** Edges of each component, as runs of edge numbers. Only pairs above the threshold hold a component together; the others say what speaks against it. So a component stays small, and a store can keep it up to date. */
function componentsOf(edges: Edges, size: number, threshold: number): number[][] {
	const sets = new DisjointSets(size);
	for (let e = 0; e < edges.left.length; e++)
		if (edges.weight[e]! > threshold) sets.join(edges.left[e]!, edges.right[e]!);
	const runs = new Map<number, number[]>();
	for (let e = 0; e < edges.left.length; e++) {
		const root = sets.find(edges.left[e]!);
		if (sets.find(edges.right[e]!) !== root) continue;
		const run = runs.get(root);
		if (run) run.push(e);
		else runs.set(root, [e]);
	}
	return [...runs.values()];
}

/** Pairs below this many bits are not looked at again when a profile grows: they hardly ever come above the threshold. */
export const HOPELESS = -6;

/** The state of joining one component: live profiles by number, and the best weight known to each neighbour. */
class Joining {
	private readonly profiles = new Map<number, Profile>();
	private readonly near = new Map<number, Map<number, number>>();
	private readonly heap = new ProposalHeap();
	private next: number;
	private at = 0;

	constructor(
		private readonly scorer: Scorer,
		private readonly growth: Growth,
		private readonly threshold: number,
		size: number,
	) {
		this.next = size;
	}

	/** `pairs` come heaviest first. */
	run(pairs: readonly Proposal[]): number[][] {
		for (const { a, b, weight } of pairs) {
			this.neighbours(a).set(b, weight);
			this.neighbours(b).set(a, weight);
		}
		for (let top = this.take(pairs); top; top = this.take(pairs)) {
			if (!this.near.has(top.a) || !this.near.has(top.b)) continue;
			const weight = top.exact ? top.weight : this.weigh(top.a, top.b);
			if (weight >= top.weight || weight >= this.upcoming(pairs)) this.join(top.a, top.b);
			else if (weight > this.threshold) this.heap.push({ weight, a: top.a, b: top.b, exact: true });
		}
		return [...this.profiles.values()].map(({ members }) => members).filter((members) => members.length > 1);
	}

	/** The best of the given pairs not looked at yet and of the proposals made since; given pairs need no heap, being sorted. */
	private take(pairs: readonly Proposal[]): Proposal | undefined {
		const given = pairs[this.at];
		if (given === undefined || given.weight <= this.threshold) return this.heap.pop();
		if (this.heap.best !== undefined && isBefore(this.heap.best, given)) return this.heap.pop();
		this.at++;
		return given;
	}

	/** Weight of what `take` would give. */
	private upcoming(pairs: readonly Proposal[]): number {
		return Math.max(this.threshold, pairs[this.at]?.weight ?? -Infinity, this.heap.best?.weight ?? -Infinity);
	}

	/** Single records have a profile only while somebody asks: most never need one. */
	private profile(a: number): Profile {
		return this.profiles.get(a) ?? profileOf(this.scorer, a);
	}

	private neighbours(a: number): Map<number, number> {
		let map = this.near.get(a);
		if (map === undefined) this.near.set(a, (map = new Map<number, number>()));
		return map;
	}

	private weigh(a: number, b: number): number {
		const [p, q] = [this.profile(a), this.profile(b)];
		return profileWeight(this.scorer, p, q) + growthWeight(this.growth, p.members.length, q.members.length);
	}

	/** Both sets of neighbours, each with the better of its weights: a guess that is checked when its turn comes. */
	private around(a: number, b: number): Map<number, number> {
		const around = new Map(this.near.get(a));
		for (const [other, weight] of this.near.get(b)!)
			around.set(other, Math.max(weight, around.get(other) ?? -Infinity));
		around.delete(a);
		around.delete(b);
		return around;
	}

	private join(a: number, b: number): void {
		const around = this.around(a, b);
		const joined = mergeProfiles(this.scorer, this.profile(a), this.profile(b));
		const own = this.next++;
		for (const old of [a, b]) {
			this.profiles.delete(old);
			this.near.delete(old);
		}
		this.profiles.set(own, joined);
		this.near.set(own, around);
		for (const [other, weight] of around) this.propose(other, own, a, b, weight);
	}

	private propose(other: number, own: number, a: number, b: number, known: number): void {
		const theirs = this.near.get(other)!;
		theirs.delete(a);
		theirs.delete(b);
		const open = known <= this.threshold && known > HOPELESS;
		const weight = open ? this.weigh(other, own) : known;
		theirs.set(own, weight);
		if (open) this.near.get(own)!.set(other, weight);
		if (weight > this.threshold) this.heap.push({ weight, a: other, b: own, exact: open });
	}
}

/** Joins records, then profiles, best proposal first; a profile must speak for the joining as a whole, so one bad link cannot chain two people. Returns the clusters of two or more. */
export function agglomerate(scorer: Scorer, edges: Edges, size: number, growth: Growth, threshold: number): number[][] {
	return componentsOf(edges, size, threshold).flatMap((run) => {
		const pairs = run.map((e): Proposal => ({
			a: edges.left[e]!,
			b: edges.right[e]!,
			weight: edges.weight[e]!,
			exact: true,
		}));
		return new Joining(scorer, growth, threshold, size).run(pairs.sort((p, q) => (isBefore(p, q) ? -1 : 1)));
	});
}
