import { dayOf } from './days';
import type { PastEvent } from './kind';
import { numberIn } from './values';
import type { Buyer } from './model/bgNbd';
import type { Spender } from './model/gammaGamma';

export type Customer = Buyer & Spender;

/** The models count time in weeks, as the papers do; the result does not depend on it. */
const WEEK = 7;

/**
 * What the models know of a customer. Purchases of one day (UTC) are one, as in the published examples; `mean` is the
 * average value of the repeat purchases, the first one left out. Undefined before the first purchase.
 */
export function customerOf(
	events: readonly PastEvent[],
	amount: string | undefined,
	now: number,
): Customer | undefined {
	const days = new Map<number, number>();
	for (const { time, properties } of events) {
		const value = amount === undefined ? 0 : (numberIn(properties, amount) ?? 0);
		days.set(dayOf(time), (days.get(dayOf(time)) ?? 0) + value);
	}
	// Events come oldest first, so days do.
	const [first, ...repeats] = [...days.keys()];
	if (first === undefined) return undefined;
	const spent = repeats.reduce((sum, day) => sum + (days.get(day) as number), 0);
	return {
		x: repeats.length,
		last: ((repeats.at(-1) ?? first) - first) / WEEK,
		age: (dayOf(now) - first) / WEEK,
		mean: repeats.length === 0 ? 0 : spent / repeats.length,
	};
}

/** At most so many customers are fitted on. */
const MOST = 20_000;
const HALF = 0x80000000;

/** A number spread evenly over 32 bits: the finaliser of MurmurHash3. */
function spread(id: number): number {
	let h = id >>> 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}

/** Keeps customers drawn by their number: the same people give the same sample in any order, and memory stays bounded. */
export function sample(most = MOST): { add(profile: number, customer: Customer): void; all(): Customer[] } {
	let kept: Array<{ lot: number; customer: Customer }> = [];
	let below = 2 * HALF;
	return {
		add: (profile, customer) => {
			const lot = spread(profile);
			if (lot >= below) return;
			kept.push({ lot, customer });
			while (kept.length > most) {
				below /= 2;
				kept = kept.filter((one) => one.lot < below);
			}
		},
		all: () => kept.map((one) => one.customer),
	};
}
