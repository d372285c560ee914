import type { CountCompute } from '../../model/computed';
import type { Kind } from '../kind';
import { eventFacts, filterOf, sayEvents } from '../words';

/** How often somebody did something. */
export const count: Kind<CountCompute> = {
	value: (_, { events }) => events.length || undefined,
	say: (compute) => `number of ${sayEvents(compute)}`,
	facts: (_, history) => eventFacts(history),
	events: (compute) => [filterOf(compute)],
	readsProperties: ({ where = [] }) => where.length > 0,
};
