/** Disjoint sets; the smallest member is the root, so that names do not depend on the order of joins. */
export class DisjointSets {
	readonly parent: Int32Array;

	constructor(size: number) {
		this.parent = Int32Array.from({ length: size }, (_, i) => i);
	}

	find(i: number): number {
		let root = i;
		while (this.parent[root] !== root) root = this.parent[root]!;
		while (this.parent[i] !== root) [i, this.parent[i]] = [this.parent[i]!, root];
		return root;
	}

	join(a: number, b: number): void {
		const [x, y] = [this.find(a), this.find(b)];
		if (x < y) this.parent[y] = x;
		else this.parent[x] = y;
	}
}
