/** F1 over all true pairs of `truth` and `found`, both by record. */
export function pairF1(truth: readonly string[], found: readonly (string | number)[]): number {
	const both = truth.map((label, i) => `${label}\u0000${found[i]}`);
	const hit = pairsOf(both);
	const all = pairsOf(truth) + pairsOf(found);
	return all === 0 ? 0 : (2 * hit) / all;
}

function pairsOf(keys: readonly (string | number)[]): number {
	const sizes = new Map<string | number, number>();
	for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
	return [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
}
