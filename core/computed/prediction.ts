import type { Json } from '../model/json';
import { customerOf, sample } from './customers';
import type { Fitter } from './kind';
import { fitBgNbd, type BgNbd } from './model/bgNbd';
import { fitGammaGamma, type GammaGamma } from './model/gammaGamma';

/** Below so many customers who bought again, parameters say nothing. */
const LEAST_REPEATERS = 10;

/** What predictions are made from. `customers` is how many the parameters were fitted on. */
export interface Prediction {
	customers: number;
	purchases: BgNbd & { logLikelihood: number };
	value?: GammaGamma & { logLikelihood: number };
}

/** Fits BG/NBD, and with `amount` Gamma-Gamma, on the customers of the store. */
export function predictionFitter(amount: string | undefined): Fitter {
	const drawn = sample();
	return {
		add: ({ profile, events }, now) => {
			const customer = customerOf(events, amount, now);
			if (customer) drawn.add(profile, customer);
		},
		fit: async (breathe) => {
			const customers = drawn.all();
			const spenders = customers.filter(({ x, mean }) => x > 0 && (amount === undefined || mean > 0));
			if (spenders.length < LEAST_REPEATERS)
				return {
					note: `Too few to predict: ${spenders.length} customers bought again, at least ${LEAST_REPEATERS} are needed.`,
				};
			const model: Prediction = { customers: customers.length, purchases: await fitBgNbd(customers, breathe) };
			if (amount !== undefined) model.value = await fitGammaGamma(spenders, breathe);
			return { model: model as unknown as Json };
		},
	};
}
