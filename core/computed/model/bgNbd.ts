import { hypergeometric, logGamma } from './gamma';
import { minimise } from './minimise';

/**
 * BG/NBD: Fader, Hardie, Lee (2005), "Counting Your Customers the Easy Way: An Alternative to the Pareto/NBD Model",
 * Marketing Science 24(2), 275-284. Times in weeks.
 */
export interface BgNbd {
	r: number;
	alpha: number;
	a: number;
	b: number;
}

/** A customer: repeat purchases, when the last one was, and how long ago the first was made (both since the first, in weeks). */
export interface Buyer {
	x: number;
	last: number;
	age: number;
}

/** Beyond e^12 a parameter says "infinite": the data does not tell, and the search would run away. */
const LIMIT = 12;

/** Maximum likelihood; the logarithms of the parameters are what is searched for, so they stay positive. */
export async function fitBgNbd(
	buyers: readonly Buyer[],
	breathe: () => Promise<void>,
): Promise<BgNbd & { logLikelihood: number }> {
	const groups = new Map<number, Buyer[]>();
	for (const buyer of buyers) {
		const group = groups.get(buyer.x);
		if (group) group.push(buyer);
		else groups.set(buyer.x, [buyer]);
	}
	const of = ([r = 0, alpha = 0, a = 0, b = 0]: number[]): BgNbd => ({
		r: Math.exp(r),
		alpha: Math.exp(alpha),
		a: Math.exp(a),
		b: Math.exp(b),
	});
	const cost = (at: number[]) => (at.some((x) => Math.abs(x) > LIMIT) ? Infinity : -logLikelihood(of(at), groups));
	const { at, value } = await minimise(cost, [0, 1, 0, 0], breathe);
	return { ...of(at), logLikelihood: -value };
}

/** Equation 7 of the paper; what depends on x alone is computed once for all with that x. */
function logLikelihood({ r, alpha, a, b }: BgNbd, groups: ReadonlyMap<number, Buyer[]>): number {
	let sum = 0;
	for (const [x, buyers] of groups) {
		const own = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
		const beta = logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x);
		sum += buyers.length * (own + beta);
		const dropout = x === 0 ? 0 : Math.log(a / (b + x - 1));
		for (const { last, age } of buyers) {
			sum -= (r + x) * Math.log(alpha + age);
			if (x === 0) continue;
			const left = dropout + (r + x) * Math.log((alpha + age) / (alpha + last));
			sum += left > 50 ? left : Math.log1p(Math.exp(left));
		}
	}
	return sum;
}

/** P(alive): Fader, Hardie, Lee (2008), "Computing P(alive) Using the BG/NBD Model". */
export function aliveProbability({ r, alpha, a, b }: BgNbd, { x, last, age }: Buyer): number {
	if (x === 0) return 1;
	return 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + last)) ** (r + x));
}

/**
 * Expected purchases in the next `weeks`, equation 10 of the paper. The hypergeometric function is taken through Euler's
 * transformation, by which large x do not overflow.
 */
export function expectedPurchases(model: BgNbd, buyer: Buyer, weeks: number): number {
	const { r, alpha, b } = model;
	// At a = 1 the formula divides nothing by nothing.
	const a = Math.abs(model.a - 1) < 1e-6 ? 1 + 1e-6 : model.a;
	const z = weeks / (alpha + buyer.age + weeks);
	const c = a + b + buyer.x - 1;
	const stay = (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, c, z);
	return (c / (a - 1)) * (1 - stay) * aliveProbability(model, buyer);
}
