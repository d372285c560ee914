import type { Lexicon } from '../lexicon';
import { editDistance, jaroWinkler } from '../text/distance';
import { shareForm } from '../text/nicknames';

/** How much of two texts stands against each other, in bits. */
export interface Alignment {
	shared: number;
	ofA: number;
	ofB: number;
	/** Bits of the rarest word in both. */
	rarest: number;
	/** Bits of words that found nothing like them on the other side. */
	onlyA: number;
	onlyB: number;
}

const MOST_TOKENS = 24;
const FUZZY = { edit: 0.85, jaro: 0.75, short: 0.8 };
const JARO_CUT = 0.9;
const done = new Uint8Array(MOST_TOKENS);
const left = new Int32Array(MOST_TOKENS);
let bestLike = 0;

/** `st` for `street`, `intl` for `international`, `j` for `john`: same first letter, the other letters in order. */
function isShortFor(short: string, long: string): boolean {
	if (short.length >= long.length || short.charCodeAt(0) !== long.charCodeAt(0)) return false;
	let at = 0;
	for (let i = 0; i < long.length && at < short.length; i++) if (long.charCodeAt(i) === short.charCodeAt(at)) at++;
	return at === short.length;
}

function isNumber(token: string): boolean {
	const code = token.charCodeAt(0);
	return code >= 48 && code <= 57;
}

/** Likeness of two different tokens: numbers agree wholly or not at all. */
function likeness(lexicon: Lexicon, x: number, y: number): number {
	const a = lexicon.tokens[x]!;
	const b = lexicon.tokens[y]!;
	if (isNumber(a) || isNumber(b)) return 0;
	const [short, long] = a.length < b.length ? [a, b] : [b, a];
	if (short.length >= 4 && editDistance(lexicon.tokenWords, x, y, 1) <= 1) return FUZZY.edit;
	if (short.length >= 5 && jaroWinkler(lexicon.tokenWords, x, y, JARO_CUT) >= JARO_CUT) return FUZZY.jaro;
	return isShortFor(short, long) || shareForm(a, b) ? FUZZY.short : 0;
}

/** The open place of `b` that is most like `token`, or -1; its likeness is left in `bestLike`. */
function bestPlace(lexicon: Lexicon, token: number, from: number, count: number): number {
	let place = -1;
	bestLike = 0;
	for (let j = 0; j < count; j++) {
		if (done[j] === 1) continue;
		const found = likeness(lexicon, token, lexicon.tokenIds[from + j]!);
		if (found > bestLike) [place, bestLike] = [j, found];
	}
	return place;
}

function equalPlace(tokenIds: Int32Array, token: number, from: number, count: number): number {
	for (let j = 0; j < count; j++) if (done[j] === 0 && tokenIds[from + j] === token) return j;
	return -1;
}

/** By word: the bits it says, and those it says when the other text lacks it. */
export interface Weights {
	info: Float32Array;
	own: Float32Array;
}

/** Pairs the tokens of values `a` and `b`, equal ones first, and adds up the bits they share; the result is left in `out`. */
export function alignTokens(lexicon: Lexicon, { info, own }: Weights, a: number, b: number, out: Alignment): void {
	const { tokenStart, tokenIds } = lexicon;
	const fromA = tokenStart[a]!;
	const fromB = tokenStart[b]!;
	const countA = Math.min(MOST_TOKENS, tokenStart[a + 1]! - fromA);
	const countB = Math.min(MOST_TOKENS, tokenStart[b + 1]! - fromB);
	out.shared = out.ofA = out.ofB = out.rarest = out.onlyA = out.onlyB = 0;
	done.fill(0, 0, countB);
	for (let j = 0; j < countB; j++) out.ofB += info[tokenIds[fromB + j]!]!;
	let open = 0;
	for (let i = 0; i < countA; i++) {
		const token = tokenIds[fromA + i]!;
		out.ofA += info[token]!;
		const place = equalPlace(tokenIds, token, fromB, countB);
		if (place < 0) left[open++] = token;
		else {
			done[place] = 1;
			out.shared += info[token]!;
			if (info[token]! > out.rarest) out.rarest = info[token]!;
		}
	}
	for (let k = 0; k < open; k++) {
		const place = bestPlace(lexicon, left[k]!, fromB, countB);
		if (place < 0) {
			out.onlyA += own[left[k]!]!;
			continue;
		}
		done[place] = 1;
		// An abbreviation is common, the word it stands for may be rare: the shared part is what both say.
		const both = Math.min(info[left[k]!]!, info[tokenIds[fromB + place]!]!);
		out.shared += bestLike * both;
		if (both > out.rarest) out.rarest = both;
	}
	for (let j = 0; j < countB; j++) if (done[j] === 0) out.onlyB += own[tokenIds[fromB + j]!]!;
}
