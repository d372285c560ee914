import { MISSING } from '../pairs/comparison';
import { forest } from './apart';
import type { PairSample } from './sample';

/** Two columns that agree together more often than chance in different people, and by how many bits. */
export interface Dependence {
	x: number;
	y: number;
	bits: number;
}

/** Joint agreements that may be luck, or matches not found yet: below about this many the columns count as independent. */
const SHRINK = { pairs: 4, ofMatches: 0.02 };
const LEAST_BITS = 0.25;

/** Compared pairs and how likely each is a match, and so says nothing about strangers. */
export interface Judged {
	sample: PairSample;
	match: Float32Array;
}

/** What dependence is measured on: random pairs, and candidates, which hold nearly all pairs that agree in two columns. */
export interface DependenceInput {
	agrees: readonly number[];
	random: Judged;
	candidates: Judged;
	allPairs: number;
}

/** Of all pairs of strangers, how many agree in each two columns (x * width + y), and how many could. */
interface Agreement {
	joint: Float64Array;
	comparable: Float64Array;
}

function countAgreement({ sample, match }: Judged, agrees: readonly number[], scale: number): Agreement {
	const { width, size, levels } = sample;
	const joint = new Float64Array(width * width);
	const comparable = new Float64Array(width * width);
	for (let p = 0; p < size; p++) {
		const part = (1 - match[p]!) * scale;
		for (let x = 0, at = p * width; x < width; x++) {
			if (levels[at + x] === MISSING) continue;
			const agree = levels[at + x]! >= agrees[x]!;
			for (let y = x; y < width; y++) {
				if (levels[at + y] === MISSING) continue;
				comparable[x * width + y]! += part;
				if (agree && levels[at + y]! >= agrees[y]!) joint[x * width + y]! += part;
			}
		}
	}
	return { joint, comparable };
}

function allDependences({ agrees, random, candidates, allPairs }: DependenceInput): Dependence[] {
	const { width } = random.sample;
	const far = countAgreement(random, agrees, allPairs / Math.max(1, random.sample.size));
	const near = countAgreement(candidates, agrees, 1 / Math.max(1e-9, candidates.sample.share));
	const matches = candidates.match.reduce((sum, m) => sum + m, 0) / Math.max(1e-9, candidates.sample.share);
	const shrink = SHRINK.pairs + SHRINK.ofMatches * matches;
	const joint = (x: number, y: number) => Math.max(far.joint[x * width + y]!, near.joint[x * width + y]!);
	const alone = agrees.map((_, c) => Math.min(1, joint(c, c) / Math.max(1, far.comparable[c * width + c]!)));
	const found: Dependence[] = [];
	for (let x = 0; x < width; x++) {
		for (let y = x + 1; y < width; y++) {
			const expected = far.comparable[x * width + y]! * alone[x]! * alone[y]!;
			const most = -Math.log2(Math.max(alone[x]!, alone[y]!, 1e-9));
			const bits = Math.min(most, Math.log2((joint(x, y) + shrink) / (expected + shrink)));
			if (bits >= LEAST_BITS) found.push({ x, y, bits });
		}
	}
	return found;
}

/** The strongest dependences that form a forest (Chow and Liu 1968): postcode and city, gender and given name count once, not twice. */
export function dependences(input: DependenceInput): Dependence[] {
	return forest(allDependences(input), input.agrees.length);
}

/** Bits counted twice by columns that agree together by nature. */
export function dependenceWeight(
	dependences: readonly Dependence[],
	agrees: readonly number[],
	levels: Uint8Array,
	at = 0,
): number {
	let sum = 0;
	for (const { x, y, bits } of dependences) {
		const [a, b] = [levels[at + x]!, levels[at + y]!];
		if (a !== MISSING && b !== MISSING && a >= agrees[x]! && b >= agrees[y]!) sum -= bits;
	}
	return sum;
}
