import { InputError } from '../../model/errors';
import { quantile } from './normal';

/** One side of a hold-out test. */
export interface Group {
	people: number;
	/** How many of them did what the test is about. */
	converted: number;
}

/** What the treatment moved; rates and differences are fractions (0.02 = 2 points). */
export interface Lift {
	treated: Group & { rate: number };
	holdout: Group & { rate: number };
	/** Rate of the treated less that of the hold-out, with its interval. */
	difference: number;
	low: number;
	high: number;
	/** Difference over the rate of the hold-out; undefined when nobody of it converted. */
	relative?: number;
	/** Conversions of the treated that would not have been without the treatment, with their interval. */
	incremental: { conversions: number; low: number; high: number };
	/** Confidence of the intervals. */
	level: number;
	/** The interval leaves 0 out. Holds for one look at the end of a test (see `falseAlarm`). */
	significant: boolean;
}

/**
 * Hold-out against treated. The interval is Newcombe's hybrid score interval (method 10 in: Interval estimation for the
 * difference between independent proportions, Statistics in Medicine 17, 1998), which stays right for small groups and
 * rates near 0. Throws InputError LIFT_INPUT.
 */
export function lift(treated: Group, holdout: Group, level = 0.95): Lift {
	check(treated, 'treated');
	check(holdout, 'holdout');
	if (!(level > 0 && level < 1)) wrong('level must lie between 0 and 1');
	const z = quantile((1 + level) / 2);
	const [a, b] = [score(treated, z), score(holdout, z)];
	const difference = a.rate - b.rate;
	const low = difference - Math.hypot(a.rate - a.low, b.high - b.rate);
	const high = difference + Math.hypot(a.high - a.rate, b.rate - b.low);
	return {
		treated: { ...treated, rate: a.rate },
		holdout: { ...holdout, rate: b.rate },
		difference,
		low,
		high,
		...(b.rate > 0 ? { relative: difference / b.rate } : {}),
		incremental: { conversions: difference * treated.people, low: low * treated.people, high: high * treated.people },
		level,
		significant: low > 0 || high < 0,
	};
}

/** Wilson's score interval of one rate. */
function score({ people: n, converted }: Group, z: number): { rate: number; low: number; high: number } {
	const rate = converted / n;
	const middle = 2 * converted + z * z;
	const reach = z * Math.sqrt(z * z + 4 * converted * (1 - rate));
	return { rate, low: (middle - reach) / (2 * (n + z * z)), high: (middle + reach) / (2 * (n + z * z)) };
}

function check({ people, converted }: Group, name: string): void {
	if (!Number.isInteger(people) || people < 1) wrong(`${name}.people must be a whole number of at least 1`);
	if (!Number.isInteger(converted) || converted < 0 || converted > people)
		wrong(`${name}.converted must be a whole number from 0 to ${name}.people`);
}

function wrong(what: string): never {
	throw new InputError(`Lift: ${what}.`, 'Correct it and ask again.', 'LIFT_INPUT');
}
