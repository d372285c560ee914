import { lift } from '../../../core/report/lift/lift';
import { normal, quantile } from '../../../core/report/lift/normal';
import { falseAlarm, peekingWarning, sampleSize } from '../../../core/report/lift/plan';

const group = (converted: number, people: number) => ({ people, converted });

describe('normal distribution', () => {
	it.each([
		[0, 0.5],
		[1, 0.841344746068543],
		[-1.96, 0.02499789514822],
		[3, 0.99865010196837],
	])('P(X <= %d)', (x, p) => expect(normal(x)).toBeCloseTo(p, 13));

	it.each([
		[0.975, 1.959963984540054],
		[0.8, 0.841621233572914],
		[0.001, -3.090232306167814],
	])('quantile of %d', (p, x) => expect(quantile(p)).toBeCloseTo(x, 10));
});

describe('lift', () => {
	// Newcombe 1998, Statistics in Medicine 17, table II, method 10.
	it.each([
		[56, 70, 48, 80, 0.0524, 0.3339],
		[9, 10, 3, 10, 0.1705, 0.809],
		[6, 7, 2, 7, 0.0582, 0.8062],
		[5, 56, 0, 29, -0.0381, 0.1926],
		[0, 10, 0, 20, -0.1611, 0.2775],
		[0, 10, 0, 10, -0.2775, 0.2775],
		[10, 10, 0, 20, 0.6791, 1],
		[10, 10, 0, 10, 0.6075, 1],
	])('of %d/%d against %d/%d agrees with the published interval', (a, m, b, n, low, high) => {
		const found = lift(group(a, m), group(b, n));
		expect(found.low).toBeCloseTo(low, 4);
		expect(found.high).toBeCloseTo(high, 4);
		expect(found.significant).toBe(low > 0);
	});

	it('says what the treatment brought, and nothing relative to nothing', () => {
		const found = lift(group(56, 70), group(48, 80));
		expect(found.relative).toBeCloseTo(1 / 3, 12);
		expect(found.incremental.conversions).toBeCloseTo(14, 12);
		expect(found.incremental.low).toBeCloseTo(70 * found.low, 12);
		expect(lift(group(5, 56), group(0, 29))).not.toHaveProperty('relative');
	});

	it('finds harm as well', () => {
		expect(lift(group(48, 800), group(96, 800))).toMatchObject({ significant: true, relative: -0.5 });
	});

	it.each([
		[group(0, 0), group(1, 2), 'treated.people'],
		[group(1, 2), group(3, 2), 'holdout.converted'],
		[group(0.5, 2), group(1, 2), 'treated.converted'],
		[group(NaN, 2), group(1, 2), 'treated.converted'],
	])('refuses groups that cannot be', (treated, holdout, place) => {
		expect(() => lift(treated, holdout)).toThrow(place);
	});
});

describe('sample size', () => {
	it('agrees with the example in Chow, Shao, Wang 4.2: 65 % against 85 %, 70 a group', () => {
		expect(sampleSize({ baseline: 0.65, expected: 0.85 })).toEqual({ treated: 70, holdout: 70 });
	});

	it('needs more people when few are held out', () => {
		const even = sampleSize({ baseline: 0.02, expected: 0.03 });
		const tenth = sampleSize({ baseline: 0.02, expected: 0.03, holdout: 0.1 });
		expect(tenth.treated / tenth.holdout).toBeCloseTo(9, 1);
		expect(tenth.holdout).toBeLessThan(even.holdout);
		expect(tenth.treated + tenth.holdout).toBeGreaterThan(even.treated + even.holdout);
	});

	it('refuses what cannot be tested', () => {
		expect(() => sampleSize({ baseline: 0.1, expected: 0.1 })).toThrow('differ');
		expect(() => sampleSize({ baseline: 0, expected: 0.1 })).toThrow('baseline');
	});
});

describe('looking early', () => {
	// Armitage, McPherson, Rowe 1969, table 2: nominal 5 %.
	it.each([
		[1, 0.05],
		[2, 0.083],
		[3, 0.107],
		[4, 0.126],
		[5, 0.142],
		[10, 0.193],
		[20, 0.248],
		[50, 0.32],
	])('%d looks: a false alarm in %d of the tests', (looks, chance) => {
		expect(falseAlarm(looks)).toBeCloseTo(chance, 3);
	});

	it('agrees with Pocock 1977: five looks at z = 2.413 keep 5 %', () => {
		expect(falseAlarm(5, 2 * normal(2.413) - 1)).toBeCloseTo(0.05, 4);
	});

	it('warns from the second look on', () => {
		expect(peekingWarning(1)).toBeUndefined();
		expect(peekingWarning(10)).toMatch(/19 %.*not in 5 %/);
	});
});
