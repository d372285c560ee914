import { sql } from 'kysely';
import type { EventFilter, PropertyFilter } from '../../model/segment';
import { compare, compareSql, sayComparison } from '../compare';
import { facets } from '../facets';
import type { Person, SqlContext } from '../operator';
import { eventName } from '../window';
import type { SqlFragment } from '../sql';

type Event = Person['events'][number];

/** The subject's events of a name that pass the filters, as a condition on the row `alias` of `event`; times are the caller's. */
export function chosen({ name, where = [] }: EventFilter, context: SqlContext, alias = 'e'): SqlFragment {
	const row = sql.raw(alias);
	const browser = context.of === 'browsers' ? sql`AND ${row}.browser = s.id` : sql``;
	const filters = where.map((filter) => sql`AND ${filterSql(filter, context, sql`${row}.properties`)}`);
	return sql`${row}.profile = s.profile AND ${row}.name = ${eventName(name)} ${browser} ${sql.join(filters, sql` `)}`;
}

function filterSql(
	{ property, comparison, value = null }: PropertyFilter,
	context: SqlContext,
	json: SqlFragment,
): SqlFragment {
	const { dialect } = context;
	const text = dialect.jsonText(json, property);
	if (comparison === 'exists') return sql`${text} IS NOT NULL`;
	if (comparison === 'notExists') return sql`${text} IS NULL`;
	return compareSql(comparison, { text, num: dialect.jsonNumber(json, property), ms: sql`NULL` }, value, context);
}

/** The same for one event in memory. */
export const passes =
	({ name, where = [] }: EventFilter) =>
	(event: Event): boolean =>
		event.name === name && where.every((filter) => holds(filter, event));

function holds({ property, comparison, value = null }: PropertyFilter, { properties, time }: Event): boolean {
	const seen = facetsOf(properties, property);
	if (comparison === 'exists') return seen.text !== null;
	if (comparison === 'notExists') return seen.text === null;
	return compare(comparison, seen, value, { now: time, zone: 'utc' });
}

export const facetsOf = (properties: Event['properties'], property: string) =>
	facets(Object.hasOwn(properties, property) ? properties[property] : undefined);

export function sayEvent({ name, where = [] }: EventFilter): string {
	const shown = name.startsWith('$') ? `a ${name.slice(1)} view` : `“${name}”`;
	return where.length === 0
		? shown
		: `${shown} (where ${where.map((f) => `${f.property} ${sayComparison(f.comparison, f.value)}`).join(' and ')})`;
}
