import fc from 'fast-check';
import { COMPARISONS, type Condition, type PropertyFilter, type Window } from '../../core/model/segment';

const names = fc.constantFrom('A', 'B', 'C', 'Never');
const units = fc.constantFrom('hours' as const, 'days' as const, 'weeks' as const);
const fixed = fc.record({ last: fc.constantFrom(1, 2, 3, 0.5, 30), unit: units });
const duration = fc.oneof(
	fixed,
	fc.record({ last: fc.integer({ min: 1, max: 3 }), unit: fc.constantFrom('months' as const, 'years' as const) }),
);
const dates = fc.constantFrom(
	'2026-03-28',
	'2026-03-29T01:30:00Z',
	'2026-03-29T03:00:00+02:00',
	'2026-04-01',
	'2026-02-28T23:59:59.999Z',
);
const window: fc.Arbitrary<Window | undefined> = fc.oneof(
	fc.constant(undefined),
	duration,
	fc.record({ since: names }),
	fc.record({ from: dates }),
	fc.record({ to: dates }),
	fc.record({ from: dates, to: dates }),
);
/** Values of every kind: text, number, text like a number, boolean. */
const scalar = fc.constantFrom<string | number | boolean>(
	'x',
	'X',
	'ß%_',
	'5',
	5,
	-1.5,
	0,
	true,
	'',
	'pro',
	'1e3',
	'😀',
);
const comparedTo = (comparison: string): fc.Arbitrary<unknown> => {
	if (comparison === 'exists' || comparison === 'notExists') return fc.constant(undefined);
	if (comparison === 'isOneOf') return fc.array(scalar, { minLength: 1, maxLength: 3 });
	if (comparison.endsWith('Days')) return fc.constantFrom(0, 1, 2.5, 30, 366);
	if (comparison === 'before' || comparison === 'after') return dates;
	if (['greaterThan', 'atLeast', 'lessThan', 'atMost'].includes(comparison)) return fc.constantFrom(-1.5, 0, 5, 1000);
	return scalar.filter((value) => value !== '');
};
const compared = (not: (comparison: string) => boolean) =>
	fc
		.constantFrom(...COMPARISONS.filter((one) => !not(one)))
		.chain((comparison) =>
			comparedTo(comparison).map((value) => ({ comparison, ...(value === undefined ? {} : { value }) })),
		);
const isDate = (comparison: string) => comparison.endsWith('Days') || comparison === 'before' || comparison === 'after';
const where = fc.option(
	fc.array(
		fc
			.record({
				property: fc.constantFrom('p', 'q', 'list', 'odd.$"[0]'),
				path: fc.option(fc.constantFrom(['in'], ['in', 'deep']), { nil: undefined }),
				how: compared(isDate),
			})
			.map(({ property, path, how }) => ({ property, ...(path ? { path } : {}), ...how }) as PropertyFilter),
		{ minLength: 1, maxLength: 2 },
	),
	{ nil: undefined },
);
const filter = fc
	.record({ name: names, where })
	.map(({ name, where: filters }) => ({ name, ...(filters ? { where: filters } : {}) }));
const is = fc.boolean();

const event = fc
	.record({
		filter,
		measure: fc.option(
			fc.record({
				of: fc.constantFrom('sum' as const, 'average' as const, 'min' as const, 'max' as const, 'distinct' as const),
				property: fc.constantFrom('p', 'q', 'list'),
			}),
			{ nil: undefined },
		),
		comparison: fc.constantFrom(
			'atLeast' as const,
			'atMost' as const,
			'exactly' as const,
			'moreThan' as const,
			'lessThan' as const,
		),
		value: fc.integer({ min: 0, max: 6 }),
		window,
		only: fc.constantFrom({}, {}, { pick: 'first' as const }, { pick: 'last' as const }, { firstTime: true }),
	})
	.map(({ filter: chosen, measure, comparison, value, window: time, only }) => ({
		kind: 'event' as const,
		...chosen,
		...(measure ? { measure } : {}),
		count: { comparison, value },
		...(time ? { window: time } : {}),
		...only,
	}));
const step = fc
	.record({ filter, within: fc.option(fixed, { nil: undefined }), not: fc.boolean() })
	.map(({ filter: chosen, within, not }) => ({ ...chosen, ...(within ? { within } : {}), ...(not ? { not } : {}) }));
const sequence = fc
	.record({
		first: filter,
		rest: fc.array(step, { minLength: 1, maxLength: 3 }),
		window: fc.option(fixed, { nil: undefined }),
	})
	.map(({ first, rest, window: time }) => ({
		kind: 'sequence' as const,
		steps: [first, ...rest],
		...(time ? { window: time } : {}),
	}));
const regular = fc
	.record({ filter, of: fc.integer({ min: 1, max: 6 }), atLeast: fc.integer({ min: 1, max: 3 }), period: duration })
	.map(({ filter: chosen, of, atLeast, period }) => ({
		kind: 'regular' as const,
		...chosen,
		of,
		atLeast: Math.min(of, atLeast),
		period,
	}));
const stopped = fc
	.record({ filter, times: fc.integer({ min: 1, max: 3 }), active: fc.option(fixed, { nil: undefined }), quiet: fixed })
	.map(({ filter: chosen, times, active, quiet }) => ({
		kind: 'stopped' as const,
		...chosen,
		times,
		...(active ? { active } : {}),
		quiet,
	}));
const restarted = fc
	.record({ filter, quiet: fixed, recent: fixed })
	.map(({ filter: f, ...rest }) => ({ kind: 'restarted' as const, ...f, ...rest }));
const visits = fc
	.record({
		comparison: fc.constantFrom('atLeast' as const, 'exactly' as const, 'lessThan' as const),
		value: fc.integer({ min: 0, max: 4 }),
		window,
	})
	.map(({ window: time, ...count }) => ({ kind: 'visits' as const, count, ...(time ? { window: time } : {}) }));
const frequency = fc
	.record({ filter, halfLife: fixed, atLeast: fc.constantFrom(0.1, 0.5, 1, 2.5) })
	.map(({ filter: f, ...rest }) => ({ kind: 'frequency' as const, ...f, ...rest }));
const trait = fc
	.record({
		trait: fc.constantFrom('plan', 'when', 'tags', 'home', 'n', 'bought', 'nobody'),
		path: fc.option(fc.constantFrom(['city'], ['since'], ['list']), { nil: undefined }),
		how: compared(() => false),
	})
	.map(({ trait: name, path, how }) => ({ kind: 'trait' as const, trait: name, ...(path ? { path } : {}), ...how }));

const leaf = fc.oneof(
	{ arbitrary: event, weight: 4 },
	{ arbitrary: trait, weight: 3 },
	{ arbitrary: sequence, weight: 2 },
	regular,
	stopped,
	restarted,
	frequency,
	visits,
	fc.record({ kind: fc.constant('segment' as const), segment: fc.constantFrom('first', 'second'), is }),
	fc.record({ kind: fc.constant('list' as const), list: fc.constantFrom('guests', 'nobodies'), is }),
	fc.record({ kind: fc.constant('consent' as const), purpose: fc.constantFrom('ads', 'mail'), granted: is }),
	fc.record({
		kind: fc.constant('identifier' as const),
		type: fc.constantFrom('user_id', 'email', 'anonymous_id'),
		is,
		verified: is,
	}),
	fc.record({
		kind: fc.constant('random' as const),
		seed: fc.constantFrom('a', 'b'),
		from: fc.constantFrom(0, 30),
		to: fc.constantFrom(50, 100),
	}),
) as fc.Arbitrary<Condition>;

/** Any condition of the language, groups in groups included. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
	any: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		{ arbitrary: leaf, weight: 5 },
		{
			arbitrary: fc.record({
				kind: fc.constantFrom('all' as const, 'any' as const, 'not' as const),
				conditions: fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
			}),
			weight: 2,
		},
	),
})).any;

/** Times of a history: few enough to be equal often, on days of clock changes, edges of windows, and ahead of now. */
const hours = fc.constantFrom(0, 1, 12, 24, 48, 72, 100, 24 * 7, 24 * 14, 24 * 30, 24 * 31, 24 * 45, 24 * 365, -1, -20);
const odd = fc.constantFrom<unknown>(
	'x',
	'X',
	'5',
	5,
	-1.5,
	0,
	1e21,
	true,
	null,
	'',
	'ß%_',
	[],
	['x', 5],
	{ in: 'x' },
	[{ in: 5 }, { in: ['x', { deep: '5' }] }],
	{ in: { deep: [true, -1.5] } },
);
export const anyEvent = fc.record({
	name: fc.constantFrom('A', 'B', 'C'),
	hours,
	properties: fc.dictionary(fc.constantFrom('p', 'q', 'list', 'odd.$"[0]'), odd, { maxKeys: 3 }),
});
export const anyPerson = fc.record({
	events: fc.array(anyEvent, { maxLength: 10 }),
	traits: fc.dictionary(
		fc.constantFrom('plan', 'when', 'tags', 'home', 'n'),
		fc.constantFrom<unknown>(
			'pro',
			'x',
			'X',
			5,
			'5',
			0,
			true,
			null,
			'2026-03-29',
			'2026-04-02T00:00:00+02:00',
			'1992-02-29',
			['x', 'pro'],
			[],
			{ city: 'x', since: '2026-03-28', list: [5, 'x'] },
		),
		{ maxKeys: 4 },
	),
	consents: fc.dictionary(fc.constantFrom('ads', 'mail'), fc.boolean(), { maxKeys: 2 }),
	email: fc.boolean(),
	device: fc.boolean(),
	listed: fc.boolean(),
});
export type AnyPerson = typeof anyPerson extends fc.Arbitrary<infer P> ? P : never;
