/** Lanczos approximation with g = 7 and nine terms: Numerical Recipes, 3rd edition, 6.1; about 15 digits. */
const LANCZOS = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
	12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const HALF_LOG_2PI = 0.9189385332046727;

/** Logarithm of the gamma function for x > 0. */
export function logGamma(x: number): number {
	if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
	const y = x - 1;
	let sum = LANCZOS[0] as number;
	for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (y + i);
	const t = y + 7.5;
	return HALF_LOG_2PI + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

const MOST_TERMS = 20_000;

/** Gauss' hypergeometric series 2F1(a, b; c; z) for 0 <= z < 1. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
	let term = 1;
	let sum = 1;
	for (let n = 0; n < MOST_TERMS; n++) {
		term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
		sum += term;
		if (Math.abs(term) <= 1e-14 * Math.abs(sum)) break;
	}
	return sum;
}
