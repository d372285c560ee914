import type { Json } from '../model/json';
import type { PastEvent } from './kind';
import { valuesIn } from './values';

/** A value of a property with what speaks for it. */
export interface Tallied {
	value: Json;
	weight: number;
	/** Position of the last event that has it. */
	last: number;
}

/** All values of a property, each once, with the sum of `weigh` of its events. A value twice in one event counts once. */
export function tally(events: PastEvent[], property: string, weigh: (event: PastEvent) => number): Tallied[] {
	const found = new Map<string, Tallied>();
	events.forEach((event, at) => {
		const values = new Map(valuesIn(event.properties, property).map((value) => [JSON.stringify(value), value]));
		for (const [key, value] of values)
			found.set(key, { value, weight: (found.get(key)?.weight ?? 0) + weigh(event), last: at });
	});
	return [...found.values()];
}

/** Those seen last come first; within one event by their text, so that the order never depends on chance. */
export const lastSeen = (a: Tallied, b: Tallied): number =>
	b.last - a.last || (JSON.stringify(a.value) < JSON.stringify(b.value) ? -1 : 1);

/** Most weight first; of equals the one seen last. */
export const heaviest = (a: Tallied, b: Tallied): number => b.weight - a.weight || lastSeen(a, b);
