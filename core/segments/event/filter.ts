import { sql } from 'kysely';
import type { EventFilter, PropertyFilter } from '../../model/segment';
import type { Json } from '../../model/json';
import { compare, compareSql, negated, sayComparison } from '../compare';
import { facets } from '../facets';
import type { Person, SqlContext } from '../operator';
import { eventName } from '../window';
import type { SqlFragment } from '../sql';

type Event = Person['events'][number];

/** The subject's events of a name that pass the filters, as a condition on the row `alias` of `event`; times are the caller's. */
export function chosen({ name, where = [] }: EventFilter, context: SqlContext, alias = 'e'): SqlFragment {
	const row = sql.raw(alias);
	const browser = context.of === 'browsers' ? sql`AND ${row}.browser = s.id` : sql``;
	const filters = where.map(
		(filter) => sql`AND ${filterSql(filter, context, sql`${row}.${sql.raw(filter.of ?? 'properties')}`)}`,
	);
	return sql`${row}.profile = s.profile AND ${row}.name = ${eventName(name)} ${browser} ${sql.join(filters, sql` `)}`;
}

function filterSql(filter: PropertyFilter, context: SqlContext, json: SqlFragment): SqlFragment {
	const { property, comparison, value = null } = filter;
	const { dialect } = context;
	if (filter.path) return innerSql(filter, context, json);
	const text = dialect.jsonText(json, property);
	if (comparison === 'exists') return sql`${text} IS NOT NULL`;
	if (comparison === 'notExists') return sql`${text} IS NULL`;
	return compareSql(comparison, { text, num: dialect.jsonNumber(json, property), ms: sql`NULL` }, value, context);
}

/** As with lists in traits: a negative comparison says that there is none for which the positive one holds. */
function innerSql(
	{ property, path = [], comparison, value = null }: PropertyFilter,
	context: SqlContext,
	json: SqlFragment,
): SqlFragment {
	const positive = negated(comparison);
	const { from, text, num } = context.dialect.jsonInner(json, property, path);
	const holds =
		(positive ?? comparison) === 'exists'
			? sql`${text} IS NOT NULL`
			: compareSql(positive ?? comparison, { text, num, ms: sql`NULL` }, value, context);
	const found = sql`EXISTS (SELECT 1 FROM ${from} WHERE ${holds})`;
	return positive ? sql`NOT ${found}` : found;
}

/** The same for one event in memory. */
export const passes =
	({ name, where = [] }: EventFilter) =>
	(event: Event): boolean =>
		event.name === name && where.every((filter) => holds(filter, event));

function holds(filter: PropertyFilter, event: Event): boolean {
	const { property, comparison, value = null } = filter;
	const { time } = event;
	const properties = filter.of === 'context' ? (event.context ?? {}) : event.properties;
	if (filter.path) return innerHolds(filter, properties, time);
	const seen = facetsOf(properties, property);
	if (comparison === 'exists') return seen.text !== null;
	if (comparison === 'notExists') return seen.text === null;
	return compare(comparison, seen, value, { now: time, zone: 'utc' });
}

function innerHolds(
	{ property, path = [], comparison, value = null }: PropertyFilter,
	properties: Event['properties'],
	time: number,
): boolean {
	const positive = negated(comparison);
	const wanted = positive ?? comparison;
	const found = inner(properties, [property, ...path])
		.map((one) => facets(one))
		.some((seen) =>
			wanted === 'exists' ? seen.text !== null : compare(wanted, seen, value, { now: time, zone: 'utc' }),
		);
	return positive ? !found : found;
}

/** Everything at the end of the steps; a list stands for its items. */
function inner(value: Json | undefined, steps: readonly string[]): Array<Json | undefined> {
	const [step, ...rest] = steps;
	if (step === undefined) return [value];
	if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, step)) return [];
	const next = value[step];
	return (Array.isArray(next) ? next : [next]).flatMap((item) => inner(item, rest));
}

export const facetsOf = (properties: Event['properties'], property: string) =>
	facets(Object.hasOwn(properties, property) ? properties[property] : undefined);

export function sayEvent({ name, where = [] }: EventFilter): string {
	const shown = name.startsWith('$') ? `a ${name.slice(1)} view` : `“${name}”`;
	return where.length === 0
		? shown
		: `${shown} (where ${where.map((f) => `${[f.property, ...(f.path ?? [])].join(' › ')} ${sayComparison(f.comparison, f.value)}`).join(' and ')})`;
}
