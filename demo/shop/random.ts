/** A seeded source of chance: the same seed gives the same numbers on every machine (mulberry32). */
export interface Random {
	/** 0 <= x < 1 */
	next(): number;
	/** A whole number from `low` to `high`, both included. */
	int(low: number, high: number): number;
	pick<T>(list: readonly T[]): T;
	chance(probability: number): boolean;
	/** A count from 0 on, with this mean, most often small. */
	count(mean: number): number;
}

export function makeRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	return {
		next,
		int,
		pick: (list) => list[int(0, list.length - 1)] as (typeof list)[number],
		chance: (probability) => next() < probability,
		count: (mean) => Math.floor(Math.log(1 - next()) / Math.log(mean / (1 + mean))),
	};
}
