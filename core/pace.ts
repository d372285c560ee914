/** Long work is cut into pieces of about this long, so that short requests are not kept waiting. */
const PIECE_MS = 20;

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
