import type { Condition, EventCondition, PropertyFilter } from '../../../core/model/segment';

/** A segment and the same question in SQL over the tables of shop.ts; `now` is the moment it is asked for. */
export interface Question {
	title: string;
	condition: Condition;
	timeZone?: string;
	sql: string;
}

const days = (last: number) => ({ last, unit: 'days' as const });
const months = (last: number) => ({ last, unit: 'months' as const });
const ordered = (more: Partial<EventCondition> = {}): EventCondition => ({
	kind: 'event',
	name: 'Order Completed',
	count: { comparison: 'atLeast', value: 1 },
	...more,
});
const atLeast = (value: number) => ({ comparison: 'atLeast' as const, value });
const moreThan = (value: number) => ({ comparison: 'moreThan' as const, value });
const revenue = (of: 'sum' | 'average' | 'min' | 'max') => ({ of, property: 'revenue' });
/** One of the products of an order. */
const product = (code: string): PropertyFilter => ({
	property: 'products',
	path: ['product_id'],
	comparison: 'is',
	value: code,
});
const past = 'FROM completed WHERE day <= now';
const each = 'GROUP BY who HAVING';

export const WINDOWS: Question[] = [
	{
		title: 'bought in the last 30 days',
		condition: ordered({ window: days(30) }),
		sql: `SELECT DISTINCT who ${past} AND day > now - INTERVAL 30 DAY`,
	},
	{
		title: 'bought at least 3 times in 90 days',
		condition: ordered({ window: days(90), count: atLeast(3) }),
		sql: `SELECT who ${past} AND day > now - INTERVAL 90 DAY ${each} count(*) >= 3`,
	},
	{
		title: 'did not buy in the last 60 days',
		condition: ordered({ window: days(60), count: { comparison: 'exactly', value: 0 } }),
		sql: `SELECT who FROM everyone EXCEPT SELECT who ${past} AND day > now - INTERVAL 60 DAY`,
	},
	{
		title: 'spent more than 1,000 between two dates',
		condition: ordered({
			measure: revenue('sum'),
			count: moreThan(1_000),
			window: { from: '2011-03-01', to: '2011-06-01' },
		}),
		sql: `SELECT who ${past} AND day >= TIMESTAMP '2011-03-01' AND day < TIMESTAMP '2011-06-01' ${each} sum(revenue) > 1000`,
	},
	{
		title: 'bought in the British half of the day of the clock change, given with its offset',
		condition: ordered({ window: { from: '2011-03-27T12:00:00+01:00', to: '2011-03-28T00:00:00+01:00' } }),
		sql: `SELECT DISTINCT who ${past} AND day >= TIMESTAMP '2011-03-27 11:00' AND day < TIMESTAMP '2011-03-27 23:00'`,
	},
	{
		title: 'bought in the last month of the British calendar',
		condition: ordered({ window: months(1) }),
		timeZone: 'Europe/London',
		sql: `SELECT DISTINCT who ${past} AND day > fromBritish(british(now) - INTERVAL 1 MONTH)`,
	},
	{
		title: 'bought at least 4 times in the last 7 months of the British calendar',
		condition: ordered({ window: months(7), count: atLeast(4) }),
		timeZone: 'Europe/London',
		sql: `SELECT who ${past} AND day > fromBritish(british(now) - INTERVAL 7 MONTH) ${each} count(*) >= 4`,
	},
	{
		title: 'bought again since the last cancellation',
		condition: ordered({ window: { since: 'Order Cancelled' } }),
		sql: `SELECT DISTINCT who FROM completed JOIN (SELECT who, max(day) AS last FROM cancelled WHERE day <= now GROUP BY who)
			USING (who) WHERE day <= now AND day > last`,
	},
];

export const MEASURES: Question[] = [
	{
		title: 'an average order above 400 in half a year',
		condition: ordered({ measure: revenue('average'), count: moreThan(400), window: days(182) }),
		sql: `SELECT who ${past} AND day > now - INTERVAL 182 DAY ${each} sum(revenue) / count(*) > 400`,
	},
	{
		title: 'no order below 150 ever',
		condition: ordered({ measure: revenue('min'), count: atLeast(150) }),
		sql: `SELECT who ${past} ${each} min(revenue) >= 150`,
	},
	{
		title: 'a largest order of at most 100',
		condition: ordered({ measure: revenue('max'), count: { comparison: 'atMost', value: 100 } }),
		sql: `SELECT who ${past} ${each} max(revenue) <= 100`,
	},
	{
		title: 'orders of at least 30 different numbers of lines',
		condition: ordered({ measure: { of: 'distinct', property: 'lines' }, count: atLeast(30) }),
		sql: `SELECT who ${past} ${each} count(DISTINCT lines) >= 30`,
	},
	{
		title: 'lives in two countries',
		condition: ordered({ measure: { of: 'distinct', property: 'country' }, count: atLeast(2) }),
		sql: `SELECT who ${past} ${each} count(DISTINCT country) >= 2`,
	},
	{
		title: 'bought big twice from abroad',
		condition: ordered({
			count: atLeast(2),
			where: [
				{ property: 'country', comparison: 'isNot', value: 'United Kingdom' },
				{ property: 'revenue', comparison: 'greaterThan', value: 500 },
			],
		}),
		sql: `SELECT who ${past} AND country <> 'United Kingdom' AND revenue > 500 ${each} count(*) >= 2`,
	},
	{
		title: 'gave back more than 200',
		condition: {
			...ordered(),
			name: 'Order Cancelled',
			measure: revenue('sum'),
			count: { comparison: 'lessThan', value: -200 },
		},
		sql: `SELECT who FROM cancelled WHERE day <= now ${each} sum(revenue) < -200`,
	},
	{
		title: 'is near at heart: each order counts half as much after 30 days',
		condition: { kind: 'frequency', name: 'Order Completed', halfLife: days(30), atLeast: 1.5 },
		sql: `SELECT who FROM completed WHERE day <= date_trunc('hour', now) GROUP BY who
			HAVING sum(pow(0.5, date_diff('second', day, date_trunc('hour', now)) / (30 * 86400.0))) >= 1.5`,
	},
];

export const HABITS: Question[] = [
	{
		title: 'bought for the first time in the last 30 days',
		condition: ordered({ firstTime: true, window: days(30) }),
		sql: `SELECT who ${past} ${each} min(day) > now - INTERVAL 30 DAY`,
	},
	{
		title: 'the first order was above 500',
		condition: ordered({ pick: 'first', where: [{ property: 'revenue', comparison: 'greaterThan', value: 500 }] }),
		sql: `SELECT DISTINCT who ${past} AND (who, day) IN (SELECT (who, min(day)) ${past} GROUP BY who) AND revenue > 500`,
	},
	{
		title: 'the last order of the last 120 days was below 100',
		condition: ordered({
			pick: 'last',
			window: days(120),
			where: [{ property: 'revenue', comparison: 'lessThan', value: 100 }],
		}),
		sql: `SELECT DISTINCT who FROM (SELECT *, max(day) OVER (PARTITION BY who) AS last ${past} AND day > now - INTERVAL 120 DAY)
			WHERE day = last AND revenue < 100`,
	},
	{
		title: 'stopped: two orders in 90 days, then none for 60',
		condition: { kind: 'stopped', name: 'Order Completed', times: 2, active: days(90), quiet: days(60) },
		sql: `SELECT who ${past} AND day > now - INTERVAL 150 DAY ${each} max(day) <= now - INTERVAL 60 DAY AND count(*) >= 2`,
	},
	{
		title: 'came back within 21 days after a pause of 90',
		condition: { kind: 'restarted', name: 'Order Completed', quiet: days(90), recent: days(21) },
		sql: `SELECT DISTINCT who FROM (SELECT who, day, lag(day) OVER (PARTITION BY who ORDER BY day) AS before FROM
			(SELECT DISTINCT who, day ${past})) WHERE day > now - INTERVAL 21 DAY AND day - before >= INTERVAL 90 DAY`,
	},
	{
		title: 'retention: new in January, and back in the third month after',
		condition: {
			kind: 'all',
			conditions: [
				ordered({ firstTime: true, window: { from: '2011-01-01', to: '2011-02-01' } }),
				ordered({ window: { from: '2011-04-01', to: '2011-05-01' } }),
			],
		},
		sql: `SELECT who ${past} ${each} date_trunc('month', min(day)) = TIMESTAMP '2011-01-01'
			AND bool_or(date_diff('month', TIMESTAMP '2011-01-01', day) = 3)`,
	},
	{
		title: 'regular: in 4 of the last 6 months of the British calendar',
		condition: { kind: 'regular', name: 'Order Completed', atLeast: 4, of: 6, period: months(1) },
		timeZone: 'Europe/London',
		sql: `SELECT who FROM completed JOIN (SELECT n, fromBritish(british(now) - to_months(n + 1)) AS lower,
			CASE n WHEN 0 THEN now ELSE fromBritish(british(now) - to_months(n)) END AS upper FROM range(6) t(n)) p
			ON day > lower AND day <= upper GROUP BY who HAVING count(DISTINCT n) >= 4`,
	},
	{
		title: 'in 8 of the last 12 fortnights',
		condition: { kind: 'regular', name: 'Order Completed', atLeast: 8, of: 12, period: { last: 2, unit: 'weeks' } },
		sql: `SELECT who ${past} AND day > now - INTERVAL 168 DAY ${each}
			count(DISTINCT date_diff('second', day, now) // (14 * 86400)) >= 8`,
	},
];

/** Self-joins, however many orders somebody has: nothing is shared with how the engine looks for an order of steps. */
export const ORDERS_OF_STEPS: Question[] = [
	{
		title: 'funnel: ordered and cancelled within a week',
		condition: {
			kind: 'sequence',
			steps: [{ name: 'Order Completed' }, { name: 'Order Cancelled', within: days(7) }],
		},
		sql: `SELECT DISTINCT a.who FROM completed a JOIN cancelled b ON b.who = a.who AND b.day > a.day
			AND b.day <= a.day + INTERVAL 7 DAY WHERE b.day <= now`,
	},
	{
		title: 'ordered twice within 30 days without cancelling in between',
		condition: {
			kind: 'sequence',
			steps: [
				{ name: 'Order Completed' },
				{ name: 'Order Cancelled', not: true },
				{ name: 'Order Completed', within: days(30) },
			],
		},
		sql: `SELECT DISTINCT a.who FROM completed a JOIN completed b ON b.who = a.who AND b.day > a.day
			AND b.day <= a.day + INTERVAL 30 DAY WHERE b.day <= now
			AND NOT EXISTS (FROM cancelled x WHERE x.who = a.who AND x.day > a.day AND x.day < b.day)`,
	},
	{
		title: 'three orders, each at least as near as 20 days to the one before, in the last 100 days',
		condition: {
			kind: 'sequence',
			steps: [
				{ name: 'Order Completed' },
				{ name: 'Order Completed', within: days(20) },
				{ name: 'Order Completed', within: days(20) },
			],
			window: days(100),
		},
		sql: `SELECT DISTINCT a.who FROM completed a JOIN completed b ON b.who = a.who AND b.day > a.day
			AND b.day <= a.day + INTERVAL 20 DAY JOIN completed c ON c.who = a.who AND c.day > b.day
			AND c.day <= b.day + INTERVAL 20 DAY WHERE a.day > now - INTERVAL 100 DAY AND c.day <= now`,
	},
	{
		title: 'gap: a big order in the last 200 days, and none for 45 days after it',
		condition: {
			kind: 'sequence',
			steps: [
				{ name: 'Order Completed', where: [{ property: 'revenue', comparison: 'atLeast', value: 800 }] },
				{ name: 'Order Completed', not: true, within: days(45) },
			],
			window: days(200),
		},
		sql: `SELECT DISTINCT a.who FROM completed a WHERE a.day > now - INTERVAL 200 DAY AND a.day <= now - INTERVAL 45 DAY
			AND revenue >= 800 AND NOT EXISTS (FROM completed x WHERE x.who = a.who AND x.day > a.day AND x.day <= a.day + INTERVAL 45 DAY)`,
	},
	{
		title: 'funnel: bought a lantern, and the white heart within 30 days',
		condition: {
			kind: 'sequence',
			steps: [
				{ name: 'Order Completed', where: [product('71053')] },
				{ name: 'Order Completed', where: [product('85123A')], within: days(30) },
			],
		},
		sql: `SELECT DISTINCT a.who FROM completed a JOIN completed b ON b.who = a.who AND b.day > a.day
			AND b.day <= a.day + INTERVAL 30 DAY WHERE b.day <= now AND list_contains(a.products, '71053') AND list_contains(b.products, '85123A')`,
	},
	{
		title: 'bought the white heart, and then something, but not the red one in between',
		condition: {
			kind: 'sequence',
			steps: [
				{ name: 'Order Completed', where: [product('85123A')] },
				{ name: 'Order Completed', where: [product('21733')], not: true },
				{ name: 'Order Completed', where: [{ ...product('85123A'), comparison: 'isNot' }] },
			],
		},
		sql: `SELECT DISTINCT a.who FROM completed a JOIN completed b ON b.who = a.who AND b.day > a.day
			WHERE b.day <= now AND list_contains(a.products, '85123A') AND NOT list_contains(b.products, '85123A')
			AND NOT EXISTS (FROM completed x WHERE x.who = a.who AND x.day > a.day AND x.day < b.day AND list_contains(x.products, '21733'))`,
	},
	{
		title: 'gave something back, or bought big, and is not from the United Kingdom',
		condition: {
			kind: 'all',
			conditions: [
				{
					kind: 'any',
					conditions: [
						{ ...ordered(), name: 'Order Cancelled' },
						ordered({ where: [{ property: 'revenue', comparison: 'atLeast', value: 2_000 }] }),
					],
				},
				{ kind: 'not', conditions: [{ kind: 'trait', trait: 'country', comparison: 'is', value: 'United Kingdom' }] },
			],
		},
		sql: `(SELECT who FROM cancelled WHERE day <= now UNION SELECT who ${past} AND revenue >= 2000)
			EXCEPT SELECT who FROM home WHERE country = 'United Kingdom'`,
	},
];
