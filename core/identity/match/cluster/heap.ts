/** A joining to consider. */
export interface Proposal {
	weight: number;
	a: number;
	b: number;
	/** False when the weight is a guess from before one side grew. */
	exact: boolean;
}

/** Heavier first, then smaller numbers: one order for every run. */
export function isBefore(p: Proposal, q: Proposal): boolean {
	if (p.weight !== q.weight) return p.weight > q.weight;
	return p.a !== q.a ? p.a < q.a : p.b < q.b;
}

/** A binary heap of proposals, best first. */
export class ProposalHeap {
	private readonly items: Proposal[] = [];

	get best(): Proposal | undefined {
		return this.items[0];
	}

	push(proposal: Proposal): void {
		const { items } = this;
		let at = items.length;
		items.push(proposal);
		while (at > 0) {
			const up = (at - 1) >> 1;
			if (!isBefore(proposal, items[up]!)) break;
			items[at] = items[up]!;
			at = up;
		}
		items[at] = proposal;
	}

	pop(): Proposal | undefined {
		const { items } = this;
		const top = items[0];
		const last = items.pop();
		if (last === undefined || items.length === 0) return top;
		let at = 0;
		for (;;) {
			let next = 2 * at + 1;
			if (next >= items.length) break;
			if (next + 1 < items.length && isBefore(items[next + 1]!, items[next]!)) next++;
			if (!isBefore(items[next]!, last)) break;
			items[at] = items[next]!;
			at = next;
		}
		items[at] = last;
		return top;
	}
}
