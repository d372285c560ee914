import type { ClvCompute } from '../../model/computed';
import type { Json } from '../../model/json';
import { customerOf } from '../customers';
import type { History, Kind, Moment } from '../kind';
import { aliveProbability, expectedPurchases } from '../model/bgNbd';
import { expectedValue } from '../model/gammaGamma';
import { predictionFitter, type Prediction } from '../prediction';
import { numberIn, rounded } from '../values';
import { eventFacts, filterOf, sayEvents } from '../words';

const DEFAULT_DAYS = 365;

function historical({ amount }: ClvCompute, { events }: History): Json | undefined {
	const amounts = events.flatMap((event) => numberIn(event.properties, amount) ?? []);
	return amounts.length === 0 ? undefined : rounded(amounts.reduce((a, b) => a + b, 0));
}

function predict({ amount, days = DEFAULT_DAYS }: ClvCompute, { events }: History, { now, model }: Moment) {
	const customer = customerOf(events, amount, now);
	const fitted = model as unknown as Prediction | undefined;
	if (!customer || !fitted?.value) return undefined;
	const purchases = expectedPurchases(fitted.purchases, customer, days / 7);
	// Refunds may make an average negative; nobody is expected to be paid for buying.
	const value = expectedValue(fitted.value, { ...customer, mean: Math.max(0, customer.mean) });
	return { customer, purchases, value, alive: aliveProbability(fitted.purchases, customer) };
}

function predicted(compute: ClvCompute, history: History, moment: Moment): Json | undefined {
	const made = predict(compute, history, moment);
	if (!made) return undefined;
	return compute.result === 'purchases' ? rounded(made.purchases, 4) : rounded(made.purchases * made.value, 2);
}

function facts(compute: ClvCompute, history: History, moment: Moment): string {
	const made = compute.model === 'predicted' ? predict(compute, history, moment) : undefined;
	if (!made) return eventFacts(history);
	const { customer, purchases, value, alive } = made;
	return `${customer.x} repeat purchases, the last ${rounded(customer.last, 1)} of ${rounded(customer.age, 1)} weeks after the first, ${rounded(customer.mean, 2)} on average; expected: ${rounded(purchases, 2)} purchases of ${rounded(value, 2)}, still a customer with probability ${rounded(alive, 2)}`;
}

/** Customer lifetime value, looked back or predicted. */
export const clv: Kind<ClvCompute> = {
	value: (compute, history, moment) =>
		compute.model === 'historical' ? historical(compute, history) : predicted(compute, history, moment),
	say: (compute) =>
		compute.model === 'historical'
			? `sum of ${compute.amount} of ${sayEvents(compute)}`
			: `expected ${compute.result === 'purchases' ? 'number' : compute.amount} of ${sayEvents(compute)} in the next ${compute.days ?? DEFAULT_DAYS} days`,
	facts,
	events: (compute) => [filterOf(compute)],
	readsProperties: () => true,
	daily: ({ model }) => (model === 'predicted' ? 'all' : undefined),
	fitter: ({ model, amount }) => (model === 'predicted' ? predictionFitter(amount) : undefined),
};
