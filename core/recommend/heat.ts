const DAY_MS = 86_400_000;

/** Nothing was ever counted. */
export const COLD = -1_000_000;

/**
 * A sum of weights that halve every so many days, kept as one number that never has to be touched as time passes: the
 * logarithm (base 2) of the sum as it would be at 1970 (forward decay: Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009).
 * Sums of any order of arrival are equal but for rounding, what was added can be taken away again, and two sums compare
 * as they are.
 */
export const heatOf = (weight: number, time: number, halfLifeDays: number): number =>
	Math.log2(weight) + time / (halfLifeDays * DAY_MS);

/** Two sums together. */
export function plus(a: number, b: number): number {
	const [top, low] = a > b ? [a, b] : [b, a];
	return top + Math.log2(1 + 2 ** (low - top));
}

/** What is left when a part is taken away; COLD when that was all of it. */
export function minus(whole: number, part: number): number {
	const left = 1 - 2 ** (part - whole);
	return left <= 1e-6 ? COLD : whole + Math.log2(left);
}

/** The sum as it stands now. */
export const warmth = (heat: number, now: number, halfLifeDays: number): number =>
	2 ** (heat - now / (halfLifeDays * DAY_MS));
