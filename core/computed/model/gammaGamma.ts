import { logGamma } from './gamma';
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

/** Maximum likelihood over those with repeat purchases. q stays above 1, below which the mean of the store would be infinite. */
export async function fitGammaGamma(
	spenders: readonly Spender[],
	breathe: () => Promise<void>,
): Promise<GammaGamma & { logLikelihood: number }> {
	const of = ([p = 0, q = 0, v = 0]: number[]): GammaGamma => ({ p: Math.exp(p), q: 1 + Math.exp(q), v: Math.exp(v) });
	const cost = (at: number[]) => (at.some((x) => Math.abs(x) > LIMIT) ? Infinity : -logLikelihood(of(at), spenders));
	const { at, value } = await minimise(cost, [1, 1, 2], breathe);
	return { ...of(at), logLikelihood: -value };
}

/** Equation 1a of the note. */
function logLikelihood({ p, q, v }: GammaGamma, spenders: readonly Spender[]): number {
	const fixed = q * Math.log(v) - logGamma(q);
	let sum = 0;
	for (const { x, mean } of spenders) {
		const px = p * x;
		sum += logGamma(px + q) - logGamma(px) + fixed + (px - 1) * Math.log(mean) + px * Math.log(x);
		sum -= (px + q) * Math.log(x * mean + v);
	}
	return sum;
}

/** Expected value of a purchase, equation 5 of the note: between the customer's own average and that of the store. */
export const expectedValue = ({ p, q, v }: GammaGamma, { x, mean }: Spender): number =>
	(p * (v + x * mean)) / (p * x + q - 1);
