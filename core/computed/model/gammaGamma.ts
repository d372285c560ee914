import { logGamma } from './gamma';
import { byPurchases, LogSum } from './logSum';
import { minimise } from './minimise';

/** Gamma-Gamma: Fader, Hardie (2013), "The Gamma-Gamma Model of Monetary Value", brucehardie.com/notes/025. */
export interface GammaGamma {
	p: number;
	q: number;
	v: number;
}

/** A customer's repeat purchases and their average value. */
export interface Spender {
	x: number;
	mean: number;
}

const LIMIT = 12;

/** As for BG/NBD, a few tell where to look. */
const FEW = 1_000;
const START = [1, 1, 2];

const model = ([p = 0, q = 0, v = 0]: number[]): GammaGamma => ({ p: Math.exp(p), q: 1 + Math.exp(q), v: Math.exp(v) });

/** Maximum likelihood over those with repeat purchases. q stays above 1, below which the mean of the store would be infinite. */
export async function fitGammaGamma(
	spenders: readonly Spender[],
	breathe: () => Promise<void>,
): Promise<GammaGamma & { logLikelihood: number }> {
	const search = (some: readonly Spender[], start: number[], size: number) => {
		const groups = grouped(some);
		const cost = (at: number[]) => (at.some((x) => Math.abs(x) > LIMIT) ? Infinity : -logLikelihood(model(at), groups));
		return minimise(cost, start, { breathe, size });
	};
	const near = spenders.length > 2 * FEW ? (await search(spenders.slice(0, FEW), START, 0.5)).at : undefined;
	const { at, value } = await search(spenders, near ?? START, near ? 0.1 : 0.5);
	return { ...model(at), logLikelihood: -value };
}

/** Those with the same number of purchases, and the sum of the logarithms of their means. */
interface Group {
	x: number;
	means: number[];
	logMeans: number;
}

const grouped = (spenders: readonly Spender[]): Group[] =>
	[...byPurchases(spenders)].map(([x, own]) => ({
		x,
		means: own.map(({ mean }) => mean),
		logMeans: own.reduce((sum, { mean }) => sum + Math.log(mean), 0),
	}));

/** Equation 1a of the note. */
function logLikelihood({ p, q, v }: GammaGamma, groups: readonly Group[]): number {
	const fixed = q * Math.log(v) - logGamma(q);
	let sum = 0;
	for (const { x, means, logMeans } of groups) {
		const px = p * x;
		const own = logGamma(px + q) - logGamma(px) + px * Math.log(x) + fixed;
		const spent = new LogSum();
		for (const mean of means) spent.add(x * mean + v);
		sum += means.length * own + (px - 1) * logMeans - (px + q) * spent.total();
	}
	return sum;
}

/** Expected value of a purchase, equation 5 of the note: between the customer's own average and that of the store. */
export const expectedValue = ({ p, q, v }: GammaGamma, { x, mean }: Spender): number =>
	(p * (v + x * mean)) / (p * x + q - 1);
