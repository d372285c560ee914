import { sql } from 'kysely';
import type { EventCondition } from '../../model/segment';
import { chosen, passes, sayEvent } from '../event/filter';
import { EVENT_EXAMPLES } from '../event/examples';
import { isAt, isAtSql, sayClock } from '../event/clock';
import { COUNTS, times } from '../event/count';
import { measured, measureSql, sayMeasure } from '../event/measure';
import type { MemoryContext, Operator, Person, SqlContext } from '../operator';
import { inWindow, inWindowOf, sayWindow, windowEvents, windowFlips } from '../window';
import type { SqlFragment } from '../sql';

/** Did an event so often or so much, ever or in a window. Without any event an average, least or most is not known and nothing is true of it. */
export const event: Operator<EventCondition> = {
	kind: 'event',
	toSql: (condition, context) => {
		const { comparison, value } = condition.count;
		const where = sql`FROM event e WHERE ${eventsSql(condition, context)}`;
		const plain = (condition.measure?.of ?? 'count') === 'count';
		// The first event found decides these: a look instead of a count.
		if (plain && comparison === 'atLeast' && value === 1) return sql`EXISTS (SELECT 1 ${where})`;
		if (plain && value === 0 && (comparison === 'atMost' || comparison === 'exactly'))
			return sql`NOT EXISTS (SELECT 1 ${where})`;
		const what = measureSql(condition.measure, context.dialect);
		return sql`((SELECT ${what} ${where}) ${sql.raw(COUNTS[comparison].sql)} ${value}) IS TRUE`;
	},
	matches: (condition, person, context) => {
		const value = measured(condition.measure, eventsOf(condition, person, context));
		return value !== null && COUNTS[condition.count.comparison].holds(value, condition.count.value);
	},
	say: (condition) => {
		const { comparison, value } = condition.count;
		const what = `${sayPick(condition)}${sayEvent(condition)}`;
		const when = `${sayClock(condition.at)}${sayWindow(condition.window)}`;
		const measure = sayMeasure(condition.measure);
		if (measure) return `${measure} over ${what}${when} is ${COUNTS[comparison].say} ${value}`;
		if (value === 0 && (comparison === 'atMost' || comparison === 'exactly')) return `did not do ${what}${when}`;
		return `did ${what} ${COUNTS[comparison].say} ${times(value)}${when}`;
	},
	facts: (condition, person, context) => {
		const value = measured(condition.measure, eventsOf(condition, person, context));
		const measure = sayMeasure(condition.measure);
		return measure ? `${measure} is ${value ?? 'not known'}` : times(value ?? 0);
	},
	children: () => [],
	events: ({ name, window }) => [name, ...windowEvents(window)],
	flips: ({ name, window }) => windowFlips([name], window),
	peopleOnly: ({ window }) =>
		window && 'unit' in window && (window.unit === 'months' || window.unit === 'years')
			? 'months and years'
			: undefined,
	examples: EVENT_EXAMPLES,
};

const sayPick = ({ pick, firstTime }: EventCondition): string =>
	firstTime ? 'for the first time ' : pick ? `(${pick} only) ` : '';

function eventsSql(condition: EventCondition, context: SqlContext): SqlFragment {
	const window = inWindow(sql`e.time`, condition.window, context);
	const then = condition.at ? sql`AND ${isAtSql(sql`e.time`, condition.at, context.zone, context.now)}` : sql``;
	const all = sql`${chosen(condition, context)} AND ${window} ${then}`;
	if (condition.firstTime)
		return sql`${all} AND NOT EXISTS (SELECT 1 FROM event o WHERE ${chosen(condition, context, 'o')} AND o.time < e.time AND NOT (${inWindow(sql`o.time`, condition.window, context)}))`;
	if (!condition.pick) return all;
	const pick = sql.raw(condition.pick === 'first' ? 'min' : 'max');
	const plain = { name: condition.name };
	return sql`${all} AND e.time = (SELECT ${pick}(o.time) FROM event o WHERE ${chosen(plain, context, 'o')} AND ${inWindow(sql`o.time`, condition.window, context)})`;
}

function eventsOf(condition: EventCondition, person: Person, context: MemoryContext): Person['events'] {
	const inside = inWindowOf(condition.window, person, context);
	const { at: clock } = condition;
	const isThen = (time: number): boolean => !clock || isAt(time, clock, context.zone, context.now);
	const all = person.events.filter((e) => passes(condition)(e) && inside(e.time) && isThen(e.time));
	if (condition.firstTime)
		return all.filter((e) => !person.events.some((o) => passes(condition)(o) && o.time < e.time && !inside(o.time)));
	if (!condition.pick) return all;
	const named = person.events.filter((e) => e.name === condition.name && inside(e.time)).map((e) => e.time);
	const at = condition.pick === 'first' ? Math.min(...named) : Math.max(...named);
	return all.filter((e) => e.time === at);
}
