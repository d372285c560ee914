/** Long work is cut into pieces of about this long: a short request that comes in between waits for one of them, and for less than 25 ms even when one takes longer than was thought. */
const PIECE_MS = 10;

/**
 * How many to take next, when so many took so long; at most twice or half as many. What is timed is the work inside the
 * transaction: a slow commit does not get faster by smaller pieces, there would only be more of them.
 */
export function nextPiece(size: number, ms: number, { least, most }: { least: number; most: number }): number {
	const factor = Math.min(2, Math.max(0.5, PIECE_MS / Math.max(1, ms)));
	return Math.round(Math.min(most, Math.max(least, size * factor)));
}

/** What some work answered, and the milliseconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
	const started = performance.now();
	return { result: await work(), ms: performance.now() - started };
}
