import type { DaysSinceCompute } from '../../model/computed';
import { dayOf } from '../days';
import type { Kind } from '../kind';
import { eventFacts, filterOf, sayEvents } from '../words';

/** Days of the calendar in UTC: it grows by one at midnight, and then for everybody. */
export const daysSince: Kind<DaysSinceCompute> = {
	value: (compute, { events }, { now }) => {
		const event = compute.of === 'first' ? events[0] : events.at(-1);
		return event && dayOf(now) - dayOf(event.time);
	},
	say: (compute) => `days since the ${compute.of} ${sayEvents(compute)}`,
	facts: (_, history) => eventFacts(history),
	events: (compute) => [filterOf(compute)],
	readsProperties: ({ where = [] }) => where.length > 0,
	daily: () => 'all',
};
