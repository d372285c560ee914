import type { RfmCompute } from '../../model/computed';
import type { Json } from '../../model/json';
import type { Fitter, History, Kind } from '../kind';
import { numberIn, rounded } from '../values';
import { filterOf, sayEvents } from '../words';

/** The upper bounds of the first four quintiles, of each of the three. */
interface Bounds {
	customers: number;
	recency: number[];
	frequency: number[];
	monetary: number[];
}

const QUINTILES = 5;

function measures({ amount }: RfmCompute, { events }: History) {
	const last = events.at(-1);
	if (!last) return undefined;
	const monetary = events.reduce((sum, event) => sum + (numberIn(event.properties, amount) ?? 0), 0);
	// When the last one was, not how long ago: everybody ages alike, so scores do not change overnight.
	return { recency: last.time, frequency: events.length, monetary: rounded(monetary) };
}

/**
 * A score is 1 + the number of fifths of the customers who are entirely below: who is equal has an equal score. With the
 * values in order that is being above the value at ceil(k N / 5).
 */
const score = (value: number, bounds: number[]): number => 1 + bounds.filter((bound) => value > bound).length;

function boundsOf(values: number[]): number[] {
	const sorted = Float64Array.from(values).sort();
	return Array.from(
		{ length: QUINTILES - 1 },
		(_, k) => sorted[Math.ceil(((k + 1) * sorted.length) / QUINTILES) - 1] as number,
	);
}

/** Names by recency (row) and frequency (column), as they are in common use: recency 1 to 5, frequency 1 to 5. */
const GROUPS = [
	['Hibernating', 'Hibernating', 'At Risk', 'At Risk', "Can't Lose Them"],
	['Hibernating', 'Hibernating', 'At Risk', 'At Risk', "Can't Lose Them"],
	['About To Sleep', 'About To Sleep', 'Need Attention', 'Loyal', 'Loyal'],
	['Promising', 'Potential Loyalist', 'Potential Loyalist', 'Loyal', 'Loyal'],
	['New', 'Potential Loyalist', 'Potential Loyalist', 'Champions', 'Champions'],
];

function fitter(compute: RfmCompute): Fitter {
	const all: Record<'recency' | 'frequency' | 'monetary', number[]> = { recency: [], frequency: [], monetary: [] };
	return {
		add: (history) => {
			const own = measures(compute, history);
			if (!own) return;
			all.recency.push(own.recency);
			all.frequency.push(own.frequency);
			all.monetary.push(own.monetary);
		},
		fit: async (breathe) => {
			const customers = all.recency.length;
			if (customers === 0) return { note: 'Nobody has such an event.' };
			const bounds: Record<string, Json> = { customers };
			for (const [name, values] of Object.entries(all)) {
				bounds[name] = boundsOf(values);
				await breathe();
			}
			return { model: bounds };
		},
	};
}

/** Recency, frequency and monetary value by quintiles of the customers of the store, and the name of the group. */
export const rfm: Kind<RfmCompute> = {
	value: (compute, history, { model }) => {
		const own = measures(compute, history);
		if (!own || !model) return undefined;
		const bounds = model as unknown as Bounds;
		const recency = score(own.recency, bounds.recency);
		const frequency = score(own.frequency, bounds.frequency);
		const monetary = score(own.monetary, bounds.monetary);
		const group = GROUPS[recency - 1]?.[frequency - 1] as string;
		return { recency, frequency, monetary, score: `${recency}${frequency}${monetary}`, group };
	},
	say: (compute) => `recency, frequency and ${compute.amount} of ${sayEvents(compute)}, in fifths of all customers`,
	facts: (compute, history) => {
		const own = measures(compute, history);
		if (!own) return 'no events';
		return `last ${new Date(own.recency).toISOString()}, ${own.frequency} times, ${own.monetary} in all`;
	},
	events: (compute) => [filterOf(compute)],
	readsProperties: () => true,
	fields: ['group', 'recency', 'frequency', 'monetary', 'score'],
	fitter,
};
