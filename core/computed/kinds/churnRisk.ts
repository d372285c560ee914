import type { ChurnRiskCompute } from '../../model/computed';
import { customerOf } from '../customers';
import type { Kind } from '../kind';
import { aliveProbability } from '../model/bgNbd';
import { predictionFitter, type Prediction } from '../prediction';
import { rounded } from '../values';
import { filterOf, sayEvents } from '../words';

const DECIMALS = 4;

/** How probable it is that a customer has gone for good. */
export const churnRisk: Kind<ChurnRiskCompute> = {
	value: (_, { events }, { now, model }) => {
		const customer = customerOf(events, undefined, now);
		if (!customer || !model) return undefined;
		return rounded(1 - aliveProbability((model as unknown as Prediction).purchases, customer), DECIMALS);
	},
	say: (compute) => `probability that there will be no ${sayEvents(compute)} any more`,
	facts: (_, { events }, { now }) => {
		const customer = customerOf(events, undefined, now);
		if (!customer) return 'no events';
		return `${customer.x} repeat purchases, the last ${rounded(customer.last, 1)} of ${rounded(customer.age, 1)} weeks after the first`;
	},
	events: (compute) => [filterOf(compute)],
	readsProperties: ({ where = [] }) => where.length > 0,
	daily: () => 'all',
	fitter: () => predictionFitter(undefined),
};
