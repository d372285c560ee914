import { hypergeometric, logGamma } from './gamma';
import { byPurchases, LogSum } from './logSum';
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

/** So many customers tell about where the parameters lie; from there all of them need a few steps only. */
const FEW = 1_000;

/** Maximum likelihood; the logarithms of the parameters are what is searched for, so they stay positive. */
export async function fitBgNbd(
	buyers: readonly Buyer[],
	breathe: () => Promise<void>,
): Promise<BgNbd & { logLikelihood: number }> {
	const search = (some: readonly Buyer[], start: number[], size: number) => {
		const groups = byPurchases(some);
		const cost = (at: number[]) => (at.some((x) => Math.abs(x) > LIMIT) ? Infinity : -logLikelihood(model(at), groups));
		return minimise(cost, start, { breathe, size });
	};
	const near = buyers.length > 2 * FEW ? (await search(buyers.slice(0, FEW), START, 0.5)).at : undefined;
	const { at, value } = await search(buyers, near ?? START, near ? 0.1 : 0.5);
	return { ...model(at), logLikelihood: -value };
}

const START = [0, 1, 0, 0];

const model = ([r = 0, alpha = 0, a = 0, b = 0]: number[]): BgNbd => ({
	r: Math.exp(r),
	alpha: Math.exp(alpha),
	a: Math.exp(a),
	b: Math.exp(b),
});

/** Beyond this a power is told by its logarithm. */
const HUGE = 1e100;

/** Equation 7 of the paper; what depends on x alone is computed once for all with that x. */
function logLikelihood({ r, alpha, a, b }: BgNbd, groups: ReadonlyMap<number, Buyer[]>): number {
	let sum = 0;
	for (const [x, buyers] of groups) {
		const own = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
		const beta = logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x);
		const [ages, left] = [new LogSum(), new LogSum()];
		const dropout = x === 0 ? 0 : a / (b + x - 1);
		for (const { last, age } of buyers) {
			ages.add(alpha + age);
			if (x === 0) continue;
			const ratio = (alpha + age) / (alpha + last);
			const gone = dropout * ratio ** (r + x);
			if (gone < HUGE) left.add(1 + gone);
			else sum += Math.log(dropout) + (r + x) * Math.log(ratio);
		}
		sum += buyers.length * (own + beta) - (r + x) * ages.total() + left.total();
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
