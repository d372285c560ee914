import { sql } from 'kysely';
import { DateTime } from 'luxon';
import { moment } from './facets';
import type { Duration, Window } from '../model/segment';
import type { EventFlip, MemoryContext, Person, SqlContext } from './operator';
import type { SqlFragment } from './sql';

const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 };

const isFixed = (unit: Duration['unit']): unit is keyof typeof UNIT_MS => unit in UNIT_MS;

/** The moment `times` lengths before `now`. Pure. */
export function before(now: number, { last, unit }: Duration, zone: string, times = 1): number {
	if (isFixed(unit)) return now - Math.round(times * last * UNIT_MS[unit]);
	return DateTime.fromMillis(now, { zone })
		.minus({ [unit]: times * last })
		.toMillis();
}

/** The same for the asking of SQL: for browsers every visit is a moment of its own, so only fixed lengths can be asked. */
export function beforeSql(duration: Duration, context: SqlContext, times = 1): SqlFragment {
	if (isFixed(duration.unit)) return context.at(Math.round(times * duration.last * UNIT_MS[duration.unit]));
	return sql`${before(context.now, duration, context.zone, times)}`;
}

/** Length in milliseconds of a fixed duration. */
export const lengthOf = (duration: Duration): number => -before(0, duration, 'utc');

/** Which times `column` lie in the window; its beginning is excluded, now is included. */
export function inWindow(column: SqlFragment, window: Window | undefined, context: SqlContext): SqlFragment {
	const past = sql`${column} <= ${context.at(0)}`;
	if (!window) return past;
	if ('unit' in window) return sql`${past} AND ${column} > ${beforeSql(window, context)}`;
	if ('since' in window) {
		const own = context.of === 'browsers' ? sql`AND x.browser = s.id` : sql``;
		return sql`${past} AND ${column} > (SELECT max(x.time) FROM event x WHERE x.profile = s.profile ${own} AND x.name = ${eventName(window.since)} AND x.time <= ${context.at(0)})`;
	}
	const from = window.from ? sql`AND ${column} >= ${momentOf(window.from)}` : sql``;
	const to = window.to ? sql`AND ${column} < ${momentOf(window.to)}` : sql``;
	return sql`${past} ${from} ${to}`;
}

/** Without a zone a date is in UTC, as everywhere. */
const momentOf = (text: string): number => moment(text) ?? NaN;

/** Stands for the name of every event, where a condition looks at all of them. */
export const ANY_EVENT = '*';

export const eventName = (name: string): SqlFragment => sql`(SELECT id FROM event_name WHERE name = ${name})`;

/** The same for one person in memory. */
export function inWindowOf(
	window: Window | undefined,
	person: Person,
	{ now, zone }: MemoryContext,
): (time: number) => boolean {
	if (!window) return (time) => time <= now;
	if ('unit' in window) {
		const start = before(now, window, zone);
		return (time) => time <= now && time > start;
	}
	if ('since' in window) {
		const last = person.events.findLast((e) => e.name === window.since && e.time <= now);
		return (time) => last !== undefined && time <= now && time > last.time;
	}
	const [from, to] = [momentOf(window.from ?? ''), momentOf(window.to ?? '')];
	return (time) => time <= now && !(time < from) && !(time >= to);
}

/** When a window that moves lets go of an event: its edge passes over it. */
export const edge = (events: string[], duration: Duration, times = 1): EventFlip => ({
	events,
	span: (after, upTo, zone) => [before(after, duration, zone, times), before(upTo, duration, zone, times)],
});

/** An event dated ahead of our clock begins to count when its time comes. */
export const arrives = (events: string[]): EventFlip => ({ events, span: (after, upTo) => [after, upTo] });

/** All moments at which a window changes what counts. */
export function windowFlips(names: string[], window: Window | undefined): EventFlip[] {
	if (!window) return [arrives(names)];
	if ('since' in window) return [arrives([...names, window.since])];
	return 'unit' in window ? [arrives(names), edge(names, window)] : [arrives(names)];
}

/** Names of the events that a window itself looks at. */
export const windowEvents = (window: Window | undefined): string[] =>
	window && 'since' in window ? [window.since] : [];

export function sayWindow(window: Window | undefined): string {
	if (!window) return '';
	if ('unit' in window) return ` in the last ${sayDuration(window)}`;
	if ('since' in window) return ` since the last “${window.since}”`;
	return `${window.from ? ` from ${window.from}` : ''}${window.to ? ` before ${window.to}` : ''}`;
}

export const sayDuration = ({ last, unit }: Duration): string =>
	last === 1 ? unit.replace(/s$/, '') : `${last} ${unit}`;
