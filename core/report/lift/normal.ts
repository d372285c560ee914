/** Beyond this the tail is smaller than the last digit of a number. */
const FAR = 8.2;

/** Density of the standard normal distribution. */
export const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** P(X <= x), to 15 digits: Marsaglia, Evaluating the Normal Distribution, J. of Statistical Software 11(4), 2004. */
export function normal(x: number): number {
	if (x < -FAR) return 0;
	if (x > FAR) return 1;
	let sum = x;
	for (let term = x, i = 3, before = NaN; sum !== before; i += 2) {
		before = sum;
		term *= (x * x) / i;
		sum += term;
	}
	return 0.5 + sum * density(x);
}

/** The x with P(X <= x) = p, for 0 < p < 1. */
export function quantile(p: number): number {
	let [low, high] = [-FAR, FAR];
	for (let i = 0; i < 60; i++) {
		const middle = (low + high) / 2;
		if (normal(middle) < p) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
