const BITS = 11;
const BUCKETS = 1 << BITS;
const PASSES = 3;

/** Sorts `items` by their 32-bit `keys`, stable (least significant digit first), in place by way of a copy. */
export function sortByKey(keys: Uint32Array, items: Int32Array): { keys: Uint32Array; items: Int32Array } {
	let from: { keys: Uint32Array; items: Int32Array } = { keys, items };
	let to: typeof from = { keys: new Uint32Array(keys.length), items: new Int32Array(items.length) };
	for (let pass = 0; pass < PASSES; pass++) {
		const shift = pass * BITS;
		const at = new Int32Array(BUCKETS + 1);
		for (const key of from.keys) at[((key >>> shift) & (BUCKETS - 1)) + 1]!++;
		for (let b = 1; b <= BUCKETS; b++) at[b]! += at[b - 1]!;
		for (let i = 0; i < from.keys.length; i++) {
			const key = from.keys[i]!;
			const place = at[(key >>> shift) & (BUCKETS - 1)]!++;
			to.keys[place] = key;
			to.items[place] = from.items[i]!;
		}
		[from, to] = [to, from];
	}
	return from;
}
