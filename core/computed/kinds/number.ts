import type { NumberCompute } from '../../model/computed';
import type { History, Kind } from '../kind';
import { numberIn, rounded } from '../values';
import { filterOf, sayEvents } from '../words';

const numbersOf = ({ property }: NumberCompute, { events }: History): number[] =>
	events.flatMap((event) => numberIn(event.properties, property) ?? []);

// Added one by one in order of time, so that every run rounds alike.
const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

const MADE: Record<NumberCompute['kind'], (numbers: number[]) => number> = {
	sum: (numbers) => rounded(sum(numbers)),
	average: (numbers) => rounded(sum(numbers) / numbers.length),
	min: (numbers) => numbers.reduce((a, b) => Math.min(a, b)),
	max: (numbers) => numbers.reduce((a, b) => Math.max(a, b)),
};
const WORDS: Record<NumberCompute['kind'], string> = {
	sum: 'sum of',
	average: 'average of',
	min: 'smallest',
	max: 'largest',
};

/** Sum, average, smallest and largest of a numeric property. */
export const number: Kind<NumberCompute> = {
	value: (compute, history) => {
		const numbers = numbersOf(compute, history);
		return numbers.length === 0 ? undefined : MADE[compute.kind](numbers);
	},
	say: (compute) => `${WORDS[compute.kind]} ${compute.property} of ${sayEvents(compute)}`,
	facts: (compute, history) =>
		`${numbersOf(compute, history).length} of ${history.events.length} events have a number in ${compute.property}`,
	events: (compute) => [filterOf(compute)],
	readsProperties: () => true,
};
