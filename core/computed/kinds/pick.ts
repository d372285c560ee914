import type { PickCompute } from '../../model/computed';
import type { History, Kind, PastEvent } from '../kind';
import { eventFacts, filterOf, sayEvents } from '../words';

const has = ({ properties }: PastEvent, property: string): boolean =>
	Object.hasOwn(properties, property) && properties[property] !== null;

function picked({ kind, property }: PickCompute, { events }: History): PastEvent | undefined {
	const able = (event: PastEvent) => property === undefined || has(event, property);
	return kind === 'first' ? events.find(able) : events.findLast(able);
}

/** The property at the first or last event, or when that was. */
export const pick: Kind<PickCompute> = {
	value: (compute, history) => {
		const event = picked(compute, history);
		if (!event) return undefined;
		return compute.property === undefined ? new Date(event.time).toISOString() : event.properties[compute.property];
	},
	say: (compute) =>
		compute.property === undefined
			? `when ${sayEvents(compute)} happened ${compute.kind === 'first' ? 'first' : 'last'}`
			: `${compute.property} of the ${compute.kind} ${sayEvents(compute)}`,
	facts: (_, history) => eventFacts(history),
	events: (compute) => [filterOf(compute)],
	readsProperties: ({ property, where = [] }) => property !== undefined || where.length > 0,
};
