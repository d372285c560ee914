import { sql } from 'kysely';
import type { EventCondition, PropertyFilter, Window } from '../../model/segment';
import { compare, compareSql, sayComparison } from '../compare';
import { facets } from '../facets';
import type { Operator, Person, SqlContext } from '../operator';
import type { SqlFragment } from '../sql';

const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 };
const COUNT = {
	atLeast: { say: 'at least', sql: '>=' },
	atMost: { say: 'at most', sql: '<=' },
	exactly: { say: 'exactly', sql: '=' },
} as const;

const length = (window: Window): number => window.last * UNIT_MS[window.unit];

/** Did an event so often, ever or in a window that ends now; the window's beginning is excluded, now is included. */
export const event: Operator<EventCondition> = {
	kind: 'event',
	toSql: (condition, context) => {
		const { comparison, value } = condition.count;
		const chosen = sql`FROM event e WHERE ${chosenEvents(condition, context)}`;
		if (comparison === 'atLeast' && value === 1) return sql`EXISTS (SELECT 1 ${chosen})`;
		return sql`(SELECT count(*) ${chosen}) ${sql.raw(COUNT[comparison].sql)} ${value}`;
	},
	matches: (condition, person, { now }) => {
		const count = counted(condition, person, now);
		const { comparison, value } = condition.count;
		return comparison === 'atLeast' ? count >= value : comparison === 'atMost' ? count <= value : count === value;
	},
	say: (condition) => {
		const { comparison, value } = condition.count;
		const often =
			comparison !== 'atLeast' && value === 0
				? `did not do ${sayEvent(condition)}`
				: `did ${sayEvent(condition)} ${COUNT[comparison].say} ${times(value)}`;
		return `${often}${condition.window ? ` in the last ${condition.window.last} ${condition.window.unit}` : ''}`;
	},
	facts: (condition, person, { now }) => `${times(counted(condition, person, now))}`,
	children: () => [],
	events: (condition) => [condition.name],
	flips: (condition) => [
		// An event dated ahead of our clock starts to count when its time comes.
		{ events: [condition.name], offsetMs: 0 },
		...(condition.window ? [{ events: [condition.name], offsetMs: length(condition.window) }] : []),
	],
	examples: [
		{
			title: 'at least twice in the last 30 days, the edge excluded, the future not yet',
			now: '2026-06-30T00:00:00Z',
			condition: {
				kind: 'event',
				name: 'Order Completed',
				count: { comparison: 'atLeast', value: 2 },
				window: { last: 30, unit: 'days' },
			},
			people: [
				{
					is: true,
					events: [
						{ name: 'Order Completed', time: '2026-06-01T00:00:00Z' },
						{ name: 'Order Completed', time: '2026-06-30T00:00:00Z' },
					],
				},
				{
					is: false,
					events: [
						{ name: 'Order Completed', time: '2026-05-31T00:00:00Z' },
						{ name: 'Order Completed', time: '2026-06-30T00:00:00Z' },
					],
				},
				{
					is: false,
					events: [
						{ name: 'Order Completed', time: '2026-06-29T00:00:00Z' },
						{ name: 'Order Completed', time: '2026-06-30T00:00:01Z' },
					],
				},
				{
					is: false,
					events: [
						{ name: 'order completed', time: '2026-06-29T00:00:00Z' },
						{ name: 'Order Completed', time: '2026-06-29T00:00:00Z' },
					],
				},
			],
		},
		{
			title: 'never did',
			now: '2026-06-30T00:00:00Z',
			condition: { kind: 'event', name: 'Unsubscribed', count: { comparison: 'exactly', value: 0 } },
			people: [
				{ is: true },
				{ is: true, events: [{ name: 'Subscribed', time: '2026-06-01T00:00:00Z' }] },
				{ is: false, events: [{ name: 'Unsubscribed', time: '2020-01-01T00:00:00Z' }] },
			],
		},
		{
			title: 'property filters: all must hold; numbers as text count; missing fulfils "is not"',
			now: '2026-06-30T00:00:00Z',
			condition: {
				kind: 'event',
				name: 'Order Completed',
				count: { comparison: 'atLeast', value: 1 },
				where: [
					{ property: 'revenue', comparison: 'atLeast', value: 100 },
					{ property: 'chan.nel "x"', comparison: 'isNot', value: 'shop' },
				],
			},
			people: [
				{ is: true, events: [{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { revenue: 100 } }] },
				{
					is: true,
					events: [
						{
							name: 'Order Completed',
							time: '2026-06-01T00:00:00Z',
							properties: { revenue: '250.5', 'chan.nel "x"': 'web' },
						},
					],
				},
				{
					is: false,
					events: [
						{
							name: 'Order Completed',
							time: '2026-06-01T00:00:00Z',
							properties: { revenue: 100, 'chan.nel "x"': 'shop' },
						},
					],
				},
				{
					is: false,
					events: [{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { revenue: '1e3' } }],
				},
				{
					is: false,
					events: [{ name: 'Order Completed', time: '2026-06-01T00:00:00Z', properties: { revenue: { amount: 100 } } }],
				},
			],
		},
		{
			title: 'text of numbers and booleans as JSON writes them; lists and null are no text',
			now: '2026-06-30T00:00:00Z',
			condition: {
				kind: 'event',
				name: 'Rated',
				count: { comparison: 'atLeast', value: 1 },
				where: [{ property: 'v', comparison: 'isOneOf', value: ['1.5', 'true', 'é'] }],
			},
			people: [
				{ is: true, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: 1.5 } }] },
				{ is: true, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: true } }] },
				{ is: true, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: 'é' } }] },
				{ is: false, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: ['true'] } }] },
				{ is: false, events: [{ name: 'Rated', time: '2026-06-01T00:00:00Z', properties: { v: null } }] },
			],
		},
		{
			title: 'a property that is missing or null does not exist',
			now: '2026-06-30T00:00:00Z',
			condition: {
				kind: 'event',
				name: 'Viewed',
				count: { comparison: 'atMost', value: 1 },
				where: [{ property: 'ref', comparison: 'notExists' }],
			},
			people: [
				{ is: true, events: [{ name: 'Viewed', time: '2026-06-01T00:00:00Z' }] },
				{
					is: false,
					events: [
						{ name: 'Viewed', time: '2026-06-01T00:00:00Z' },
						{ name: 'Viewed', time: '2026-06-02T00:00:00Z', properties: { ref: null } },
					],
				},
				{
					is: true,
					events: [
						{ name: 'Viewed', time: '2026-06-01T00:00:00Z', properties: { ref: 'x' } },
						{ name: 'Viewed', time: '2026-06-02T00:00:00Z' },
					],
				},
			],
		},
	],
};

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

function sayEvent({ name, where = [] }: EventCondition): string {
	const shown = name.startsWith('$') ? `a ${name.slice(1)} view` : `“${name}”`;
	return where.length === 0
		? shown
		: `${shown} (where ${where.map((f) => `${f.property} ${sayComparison(f.comparison, f.value)}`).join(' and ')})`;
}

function chosenEvents({ name, window, where = [] }: EventCondition, context: SqlContext): SqlFragment {
	const browser = context.of === 'browsers' ? sql`AND e.browser = s.id` : sql``;
	const start = window ? sql`AND e.time > ${context.at(length(window))}` : sql``;
	const filters = where.map((filter) => sql`AND ${filterSql(filter, context)}`);
	return sql`e.profile = s.profile AND e.name = (SELECT id FROM event_name WHERE name = ${name}) ${browser} ${start} AND e.time <= ${context.at(0)} ${sql.join(filters, sql` `)}`;
}

function filterSql({ property, comparison, value = null }: PropertyFilter, context: SqlContext): SqlFragment {
	const { dialect } = context;
	const json = sql`e.properties`;
	const text = dialect.jsonText(json, property);
	if (comparison === 'exists') return sql`${text} IS NOT NULL`;
	if (comparison === 'notExists') return sql`${text} IS NULL`;
	return compareSql(comparison, { text, num: dialect.jsonNumber(json, property), ms: sql`NULL` }, value, context);
}

function counted({ name, window, where = [] }: EventCondition, person: Person, now: number): number {
	const start = window ? now - length(window) : -Infinity;
	return person.events.filter(
		(e) =>
			e.name === name && e.time > start && e.time <= now && where.every((filter) => holds(filter, e.properties, now)),
	).length;
}

function holds(
	{ property, comparison, value = null }: PropertyFilter,
	properties: Person['events'][number]['properties'],
	now: number,
): boolean {
	const seen = facets(Object.hasOwn(properties, property) ? properties[property] : undefined);
	if (comparison === 'exists') return seen.text !== null;
	if (comparison === 'notExists') return seen.text === null;
	return compare(comparison, seen, value, now);
}
