/** A sum of logarithms as one of a product, as far as that can be held: a logarithm costs more than everything else. */
export class LogSum {
	private sum = 0;
	private product = 1;
	add(factor: number): void {
		this.product *= factor;
		if (this.product > 1e150 || this.product < 1e-150) this.flush();
	}
	total(): number {
		this.flush();
		return this.sum;
	}
	private flush(): void {
		this.sum += Math.log(this.product);
		this.product = 1;
	}
}

/** Customers by their number of repeat purchases: what depends on that alone is computed once for all of them. */
export function byPurchases<T extends { x: number }>(customers: readonly T[]): Map<number, T[]> {
	const groups = new Map<number, T[]>();
	for (const customer of customers) {
		const group = groups.get(customer.x);
		if (group) group.push(customer);
		else groups.set(customer.x, [customer]);
	}
	return groups;
}
