import { decorrelatedJitterGenerator, ExponentialBackoff } from 'cockatiel';

const BACKOFF = new ExponentialBackoff({
	initialDelay: 500,
	maxDelay: 60_000,
	generator: decorrelatedJitterGenerator,
});

/** How long to wait after so many tries (from 1), with jitter. */
export function backoffMs(tries: number): number {
	let backoff = BACKOFF.next();
	for (let at = 1; at < tries; at++) backoff = backoff.next(undefined);
	return Math.round(backoff.duration);
}
