const WHOLE = /^\d+$/;

/** Order of ids: whole numbers by size and before all others, others by their characters. */
export function compareIds(a: string, b: string): number {
	const [x, y] = [WHOLE.test(a), WHOLE.test(b)];
	if (x !== y) return x ? -1 : 1;
	if (x && a.length !== b.length) return a.length - b.length;
	return a < b ? -1 : a > b ? 1 : 0;
}
