import type { Condition } from '../../index';

/** How many segments there are. */
const SEGMENTS = 100;

/** A hundred conditions over twenty event names: ten of each kind. */
export function hundred(): Record<string, Condition> {
	const days = (last: number) => ({ last, unit: 'days' as const });
	const all: Record<string, Condition> = {};
	for (let i = 1; i <= SEGMENTS / 10; i++) {
		const name = `Event ${i}`;
		const other = `Event ${i + 10}`;
		all[`count-${i}`] = { kind: 'event', name, count: { comparison: 'atLeast', value: 2 }, window: days(30) };
		all[`sum-${i}`] = {
			kind: 'event',
			name,
			measure: { of: 'sum', property: 'price' },
			count: { comparison: 'atLeast', value: 150 },
			window: days(i),
		};
		all[`never-${i}`] = { kind: 'event', name, count: { comparison: 'exactly', value: 0 }, window: days(i) };
		all[`where-${i}`] = {
			kind: 'event',
			name,
			where: [{ property: 'category', comparison: 'is', value: `c${i}` }],
			count: { comparison: 'atLeast', value: 1 },
		};
		all[`sequence-${i}`] = { kind: 'sequence', steps: [{ name }, { name: other, within: days(1) }], window: days(7) };
		all[`stopped-${i}`] = { kind: 'stopped', name, times: 2, quiet: days(i) };
		all[`regular-${i}`] = { kind: 'regular', name, atLeast: 2, of: 4, period: days(1) };
		all[`trait-${i}`] = {
			kind: 'all',
			conditions: [
				{ kind: 'trait', trait: 'plan', comparison: 'is', value: 'pro' },
				{ kind: 'event', name, count: { comparison: 'atLeast', value: 1 } },
			],
		};
		all[`known-${i}`] = {
			kind: 'all',
			conditions: [
				{ kind: 'identifier', type: 'email', is: true },
				{ kind: 'random', seed: name, from: 0, to: 50 },
			],
		};
		all[`within-${i}`] = {
			kind: 'all',
			conditions: [
				{ kind: 'segment', segment: `count-${i}`, is: true },
				{ kind: 'segment', segment: `never-${i}`, is: false },
			],
		};
	}
	return all;
}
