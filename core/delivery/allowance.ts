import { createHash } from 'node:crypto';
import { CdpError } from '../model/errors';
import type { JsonObject } from '../model/json';
import type { Clock, Store } from '../ports';
import type { Transport } from './converse';
import type { Destination, Verdict } from './destination';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Part of the platform's allowance that is used: its clock and ours count a minute differently. */
const SHARE = 0.97;
/** A request waits at most so long for its turn; then the push ends and goes on next time. */
const PATIENCE_MS = 10_000;
/** After so many failures in a row nobody asks for a while, and each time longer. */
const BREAKER = { failures: 5, firstMs: 15_000, mostMs: 10 * MINUTE_MS };

export interface Allowance {
	/** Resolves when the next request may go. Throws `CdpError` ALLOWANCE when that is too far away. */
	turn(): Promise<void>;
	/** Learns from an answer: a pause the platform asks for, failures in a row. */
	learn(verdicts: readonly Verdict[]): Promise<void>;
}

/**
 * What a platform allows a credential, shared by all workflows and workers through the store: requests go evenly spaced, the day
 * is counted, a pause or a broken platform stops all of them.
 */
export function allowanceOf(parts: {
	store: Store;
	clock: Clock;
	transport: Transport;
	destination: Destination;
	config: JsonObject;
}): Allowance {
	const { store, clock, transport, destination, config } = parts;
	const { perMinute, perDay } = destination.limits;
	const holder = holderOf(destination, config);
	const intervalMs = perMinute === undefined ? 0 : Math.ceil(MINUTE_MS / (perMinute * SHARE));
	return {
		turn: async () => {
			const now = clock.now();
			const day = Math.floor(now / DAY_MS);
			const patienceMs = Math.max(PATIENCE_MS, 3 * intervalMs);
			const slot = { holder, now, intervalMs, patienceMs, day };
			const taken = await store.write((tables) => tables.outbox.reserve(slot));
			if (!taken || (perDay !== undefined && taken.used > perDay)) throw usedUp(destination);
			if (taken.at > now) await transport.sleep(taken.at - now);
		},
		learn: async (verdicts) => {
			const asked = Math.max(0, ...verdicts.map((one) => (one.outcome === 'retry' ? (one.afterMs ?? 0) : 0)));
			const isFailure = verdicts.length > 0 && verdicts.every((one) => one.outcome === 'retry' && !one.stop);
			await store.write(async (tables) => {
				const failures = await tables.outbox.failures(holder, isFailure ? 1 : 0);
				const broken = failures < BREAKER.failures ? 0 : Math.min(BREAKER.mostMs, BREAKER.firstMs * 2 ** (failures - BREAKER.failures)); // prettier-ignore
				const pauseMs = Math.max(asked, broken);
				if (pauseMs > 0) await tables.outbox.pause(holder, clock.now() + pauseMs);
			});
		},
	};
}

/** The credential as a hash; destinations of one vendor that share a credential share its allowance. */
function holderOf({ slug, credential, fields }: Destination, config: JsonObject): string {
	const secrets = fields.filter(({ type, in: place }) => type === 'secret' || place === 'credential');
	const values = secrets.map(({ key }) => [key, config[key] ?? null]).sort();
	const own = credential ? [] : [config['url'] ?? config['path'] ?? null];
	return createHash('sha256')
		.update(JSON.stringify([credential?.name ?? slug, values, own]))
		.digest('hex');
}

function usedUp({ name }: Destination): CdpError {
	return new CdpError(`${name} takes no more requests for now: its allowance is used up, or it failed too often.`, {
		code: 'ALLOWANCE',
		fault: 'remote',
		retry: true,
		next: 'Push again later; what waits is kept.',
	});
}
