import type { ScoreCompute } from '../../model/computed';
import { passes } from '../../segments/event/filter';
import { DAY_MS, dayStart } from '../days';
import type { History, Kind } from '../kind';
import { rounded } from '../values';
import { eventFacts, filterOf, sayDays, sayEvents } from '../words';

const DEFAULT_DECIMALS = 2;

/** Sum of weight x 0.5^(age / half-life); the age is that at the beginning of today (UTC), at least 0, so the score stands still within a day. */
function score({ events: weighed, halfLifeDays }: ScoreCompute, { events }: History, now: number): number {
	const today = dayStart(now);
	const entries = weighed.map((entry) => ({ weight: entry.weight, isMeant: passes(filterOf(entry)) }));
	let sum = 0;
	for (const event of events) {
		const age = Math.max(0, today - event.time) / DAY_MS;
		for (const { weight, isMeant } of entries) if (isMeant(event)) sum += weight * 0.5 ** (age / halfLifeDays);
	}
	return sum;
}

/** Engagement with decay. Within a day nothing changes but by events; who has come down to 0 is not looked at again. */
export const engagement: Kind<ScoreCompute> = {
	value: (compute, history, { now }) =>
		history.events.length === 0
			? undefined
			: rounded(score(compute, history, now), compute.decimals ?? DEFAULT_DECIMALS),
	say: (compute) =>
		`score of ${compute.events.map((e) => `${sayEvents(e)} (${e.weight})`).join(', ')}${sayDays(compute.lastDays)}, halved every ${compute.halfLifeDays} days`,
	facts: (_, history) => eventFacts(history),
	events: (compute) => compute.events.map(filterOf),
	readsProperties: ({ events }) => events.some(({ where = [] }) => where.length > 0),
	daily: () => 'unlessZero',
};
