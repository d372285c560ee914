/** One contact of somebody with a channel, before a conversion or before giving up. */
export interface Touch {
	/** Campaign, source or medium; the unit that credit is given to. */
	channel: string;
	/** Milliseconds between this contact and the conversion; only time decay asks. */
	before?: number;
}

/** A way somebody took, or many people took alike. */
export interface Path {
	/** Oldest first; empty when no contact is known. */
	touches: readonly Touch[];
	/** How often the way ended in a conversion. */
	conversions: number;
	/** What these conversions were worth together, in one currency; refunds may make it negative. */
	value: number;
	/** How often it ended without one. */
	lost: number;
}

/** Sums `amount` into the entry of `key`. */
export function add(sums: Map<string, number>, key: string, amount: number): void {
	sums.set(key, (sums.get(key) ?? 0) + amount);
}
