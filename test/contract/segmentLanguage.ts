import type { Condition } from '../../core/model/segment';

/** Viewed at least once, and more. */
export const viewed = (more: object = {}): Condition => ({
	kind: 'event',
	name: 'Viewed',
	count: { comparison: 'atLeast', value: 1 },
	...more,
});

const days = (last: number) => ({ last, unit: 'days' as const });

/** The rest of the language, each kind once or more. */
export const language: Record<string, Condition> = {
	sum: viewed({
		measure: { of: 'sum', property: 'price' },
		count: { comparison: 'atLeast', value: 9 },
		window: days(3),
	}),
	average: viewed({ measure: { of: 'average', property: 'price' }, count: { comparison: 'lessThan', value: 5 } }),
	largest: viewed({
		measure: { of: 'max', property: 'price' },
		count: { comparison: 'moreThan', value: 7 },
		window: days(2),
	}),
	distinct: viewed({ measure: { of: 'distinct', property: 'price' }, count: { comparison: 'exactly', value: 2 } }),
	between: viewed({ window: { from: '2026-05-30', to: '2026-06-02' } }),
	since: viewed({ count: { comparison: 'atLeast', value: 2 }, window: { since: 'Bought' } }),
	month: viewed({ window: { last: 1, unit: 'months' } }),
	latest: viewed({ pick: 'last', where: [{ property: 'price', comparison: 'atLeast', value: 5 }] }),
	first: viewed({ firstTime: true, window: days(2) }),
	abandoned: {
		kind: 'sequence',
		steps: [{ name: 'Viewed' }, { name: 'Bought', not: true, within: days(1) }],
		window: days(4),
	},
	funnel: { kind: 'sequence', steps: [{ name: 'Viewed' }, { name: 'Bought', within: days(2) }, { name: 'Viewed' }] },
	regular: { kind: 'regular', name: 'Viewed', atLeast: 2, of: 4, period: days(1) },
	stopped: { kind: 'stopped', name: 'Viewed', times: 1, active: days(2), quiet: days(2) },
	restarted: { kind: 'restarted', name: 'Viewed', quiet: days(2), recent: days(1) },
	frequent: { kind: 'frequency', name: 'Viewed', halfLife: days(1), atLeast: 0.8 },
	others: {
		kind: 'all',
		conditions: [
			{ kind: 'segment', segment: 'window', is: false },
			{ kind: 'segment', segment: 'sum', is: true },
		],
	},
	consent: { kind: 'consent', purpose: 'advertising', granted: true },
	known: { kind: 'identifier', type: 'user_id', is: true, verified: true },
	lot: { kind: 'random', seed: 'walk', from: 20, to: 70 },
	items: { kind: 'trait', trait: 'tags', comparison: 'isNot', value: 'a' },
	listed: { kind: 'list', list: 'guests', is: true },
	unlisted: { kind: 'all', conditions: [{ kind: 'list', list: 'guests', is: false }, viewed()] },
	inner: { kind: 'trait', trait: 'home', path: ['since'], comparison: 'withinLastDays', value: 2 },
	birthday: { kind: 'trait', trait: 'renewed', comparison: 'anniversaryWithinDays', value: 1 },
	visits: { kind: 'visits', count: { comparison: 'atLeast', value: 2 }, window: days(3) },
	evenings: viewed({ at: { from: '18:00', to: '06:00' }, window: days(3) }),
	soon: { kind: 'trait', trait: 'renewed', comparison: 'withinNextDays', value: 2 },
};
