import type { EventsOf } from '../model/computed';
import type { EventFilter } from '../model/segment';
import { sayEvent } from '../segments/event/filter';
import type { History, PastEvent } from './kind';

/** The events of a definition as segments name them. */
export const filterOf = ({ event, where }: Pick<EventsOf, 'event' | 'where'>): EventFilter => ({ name: event, where });

/** `“Order Completed” (where total is greater than 5) in the last 30 days`. */
export const sayEvents = (events: EventsOf): string => `${sayEvent(filterOf(events))}${sayDays(events.lastDays)}`;

export const sayDays = (days: number | undefined): string =>
	days === undefined ? '' : days === 1 ? ' in the last day' : ` in the last ${days} days`;

const date = ({ time }: PastEvent): string => new Date(time).toISOString();

/** `3 events, from 2026-01-05T… to 2026-03-01T…`. */
export function eventFacts({ events }: History): string {
	const [first, last] = [events[0], events.at(-1)];
	if (!first || !last) return 'no events';
	return events.length === 1
		? `1 event, ${date(first)}`
		: `${events.length} events, from ${date(first)} to ${date(last)}`;
}
