import { InputError } from '../../model/errors';
import { density, quantile } from './normal';

export interface TestPlan {
	/** Rate of conversion without the treatment, and the one to tell from it. */
	baseline: number;
	expected: number;
	/** Share of all people that are held out; 0.5 when left out. */
	holdout?: number;
	/** Chance of finding the difference if it is there; 0.8 when left out. */
	power?: number;
	/** Confidence; 0.95 when left out. */
	level?: number;
}

/** More looks than this answer as this many. */
export const MOST_LOOKS = 100;

/**
 * How many people a hold-out test needs, two-sided. Chow, Shao, Wang: Sample Size Calculations in Clinical Research,
 * 4.2.1 (two proportions, unequal groups). Throws InputError LIFT_INPUT.
 */
export function sampleSize(plan: TestPlan): { treated: number; holdout: number } {
	const { baseline, expected, holdout = 0.5, power = 0.8, level = 0.95 } = plan;
	for (const [name, rate] of Object.entries({ baseline, expected, holdout, power, level })) {
		if (!(rate > 0 && rate < 1)) wrong(`${name} must lie between 0 and 1`);
	}
	if (baseline === expected) wrong('expected must differ from baseline');
	const ratio = (1 - holdout) / holdout;
	const spread = (expected * (1 - expected)) / ratio + baseline * (1 - baseline);
	const held = spread * ((quantile((1 + level) / 2) + quantile(power)) / (expected - baseline)) ** 2;
	return { treated: Math.ceil(held * ratio), holdout: Math.ceil(held) };
}

/**
 * Chance that a treatment that does nothing looks significant in at least one of so many equally spaced looks, when each
 * is taken as if it were the only one. The recursion of Armitage, McPherson, Rowe: Repeated Significance Tests on
 * Accumulating Data, J. of the Royal Statistical Society A 132 (1969).
 */
export function falseAlarm(looks: number, level = 0.95): number {
	if (!Number.isInteger(looks) || looks < 1) wrong('looks must be a whole number of at least 1');
	if (!(level > 0 && level < 1)) wrong('level must lie between 0 and 1');
	const bound = quantile((1 + level) / 2);
	let still = grid(bound, (s) => density(s));
	for (let look = 2; look <= Math.min(looks, MOST_LOOKS); look++) {
		const before = still;
		still = grid(bound * Math.sqrt(look), (s) =>
			before.reduce((sum, point) => sum + point.mass * density(s - point.at), 0),
		);
	}
	return 1 - still.reduce((sum, { mass }) => sum + mass, 0);
}

/** A warning to show beside a result that was looked at several times; undefined when one look is all there was. */
export function peekingWarning(looks: number, level = 0.95): string | undefined {
	if (looks <= 1) return undefined;
	const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
	return (
		`This test was looked at ${looks} times. Whoever stops at the first significant look is wrong in up to ` +
		`${percent(falseAlarm(looks, level))} of the tests in which nothing happened, not in ${percent(1 - level)}. ` +
		'Decide when the number of people planned beforehand is reached.'
	);
}

/** The mass of a density over [-edge, edge] by Simpson's rule, in steps of at most 0.1. */
function grid(edge: number, at: (s: number) => number): Array<{ at: number; mass: number }> {
	const half = Math.ceil(edge / 0.1);
	const step = edge / half;
	return Array.from({ length: 2 * half + 1 }, (_, i) => {
		const weight = i === 0 || i === 2 * half ? 1 : i % 2 === 1 ? 4 : 2;
		const s = (i - half) * step;
		return { at: s, mass: (weight * step * at(s)) / 3 };
	});
}

function wrong(what: string): never {
	throw new InputError(`Test plan: ${what}.`, 'Correct it and ask again.', 'LIFT_INPUT');
}
