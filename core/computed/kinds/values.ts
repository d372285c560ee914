import type { MostFrequentCompute, PreferredCategoryCompute, UniqueListCompute } from '../../model/computed';
import type { History, Kind } from '../kind';
import { heaviest, lastSeen, tally, type Tallied } from '../tally';
import { numberIn, rounded } from '../values';
import { eventFacts, filterOf, sayEvents } from '../words';

const DEFAULT_LIMIT = 100;
const SHOWN = 3;

const sayTop = (tallied: Tallied[]): string =>
	[...tallied]
		.sort(heaviest)
		.slice(0, SHOWN)
		.map(({ value, weight }) => `${String(value)}: ${rounded(weight, 2)}`)
		.join(', ') || 'no value';

const counted = ({ property }: { property: string }, { events }: History): Tallied[] =>
	tally(events, property, () => 1);

/** The value seen most often. */
export const mostFrequent: Kind<MostFrequentCompute> = {
	value: (compute, history) => counted(compute, history).sort(heaviest)[0]?.value,
	say: (compute) => `most frequent ${compute.property} of ${sayEvents(compute)}`,
	facts: (compute, history) => sayTop(counted(compute, history)),
	events: (compute) => [filterOf(compute)],
	readsProperties: () => true,
};

/** Every different value once. */
export const uniqueList: Kind<UniqueListCompute> = {
	value: (compute, history) => {
		const values = counted(compute, history).sort(lastSeen);
		return values.length === 0 ? undefined : values.slice(0, compute.limit ?? DEFAULT_LIMIT).map(({ value }) => value);
	},
	say: (compute) =>
		`different values of ${compute.property} of ${sayEvents(compute)}, at most ${compute.limit ?? DEFAULT_LIMIT}`,
	facts: (compute, history) => `${counted(compute, history).length} different values in ${eventFacts(history)}`,
	events: (compute) => [filterOf(compute)],
	readsProperties: () => true,
};

const weighed = ({ property, amount }: PreferredCategoryCompute, { events }: History): Tallied[] =>
	tally(events, property, (event) => (amount === undefined ? 1 : (numberIn(event.properties, amount) ?? 0)));

/** The value with most events or the largest amount. An event with several values gives its amount to each of them. */
export const preferredCategory: Kind<PreferredCategoryCompute> = {
	value: (compute, history) => weighed(compute, history).sort(heaviest)[0]?.value,
	say: (compute) =>
		`${compute.property} with ${compute.amount === undefined ? 'most' : `the largest ${compute.amount} of`} ${sayEvents(compute)}`,
	facts: (compute, history) => sayTop(weighed(compute, history)),
	events: (compute) => [filterOf(compute)],
	readsProperties: () => true,
};
