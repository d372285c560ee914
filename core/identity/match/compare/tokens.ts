import type { Lexicon } from '../lexicon';
import { editDistance } from '../text/distance';
import { soundKey } from '../text/sound';
import { keyRule, type ColumnFacts, type Comparator, type Compare } from './comparator';
import { alignTokens, type Alignment } from './align';
import { NAMES, tokenInfo } from './information';

/** From half the words in common on it matters whether a rare word is among them; training finds out how much. */
const LEVELS = [
	{ name: 'differs', m: 0.03 },
	{ name: 'little in common', m: 0.03 },
	{ name: 'common words of some', m: 0.02 },
	{ name: 'rare words of some', m: 0.04 },
	{ name: 'common words of half', m: 0.03 },
	{ name: 'rare words of half', m: 0.07 },
	{ name: 'common words of most', m: 0.03 },
	{ name: 'rare words of most', m: 0.1 },
	{ name: 'nearly equal, common', m: 0.04 },
	{ name: 'nearly equal, rare', m: 0.11 },
	{ name: 'same words', m: 0.1 },
	{ name: 'equal', m: 0.4 },
] as const;
const [DIFFERS, LITTLE, SOME, SAME_WORDS] = [0, 1, 2, 10];
/** Dice similarity, in bits, from which a level begins: little, some, half, most, nearly. */
const CUTS = [0.15, 0.35, 0.52, 0.7, 0.86];
const SAME = 0.97;
/** A word in at most this many records is rare. */
const RARE = 4;
const LONGEST_EDIT = 40;
const RARE_TOKENS = 4;

/** A shorter text wholly inside a longer one is nearly the same name (`grill on the alley`, `the grill`), but less sure than an equal one. */
const CONTAINED = 0.8;

function similarity({ shared, ofA, ofB }: Alignment): number {
	const whole = ofA + ofB;
	if (whole <= 0) return 0;
	return Math.max(
		(2 * shared) / whole,
		((CONTAINED * shared) / Math.max(1, Math.min(ofA, ofB))) * Math.min(1, shared / 8),
	);
}

const NUMBER = /^\d/;

/** By value its rarest number token (a house number rather than a street's), or -1. */
function keyNumbers({ lexicon }: ColumnFacts, info: Float32Array): Int32Array {
	return Int32Array.from(lexicon.values, (_, v) => {
		let key = -1;
		for (let i = lexicon.tokenStart[v]!; i < lexicon.tokenStart[v + 1]!; i++) {
			const token = lexicon.tokenIds[i]!;
			if (NUMBER.test(lexicon.tokens[token]!) && (key < 0 || info[token]! > info[key]!)) key = token;
		}
		return key;
	});
}

function hasToken(lexicon: Lexicon, value: number, token: number): boolean {
	for (let i = lexicon.tokenStart[value]!; i < lexicon.tokenStart[value + 1]!; i++)
		if (lexicon.tokenIds[i] === token) return true;
	return false;
}

/** Different house numbers, years or section numbers tell things apart that otherwise read alike; only a mistyped one leaves a doubt. Returns the highest level still possible. */
function levelByNumbers(lexicon: Lexicon, key: Int32Array, a: number, b: number): number {
	const [x, y] = [key[a]!, key[b]!];
	if (x < 0 || y < 0 || hasToken(lexicon, a, y) || hasToken(lexicon, b, x)) return SAME_WORDS;
	return Math.min(lexicon.tokens[x]!.length, lexicon.tokens[y]!.length) >= 2 &&
		editDistance(lexicon.tokenWords, x, y, 1) <= 1
		? LITTLE
		: 0;
}

/** Typing errors that move a space break tokens; on short texts the plain edit distance sees through them. */
function byEdits(lexicon: Lexicon, a: number, b: number): number {
	const longest = Math.max(lexicon.values[a]!.length, lexicon.values[b]!.length);
	if (longest > LONGEST_EDIT) return 0;
	const most = Math.floor(longest * 0.3);
	const edits = editDistance(lexicon.words, a, b, most);
	return edits > most ? 0 : 1 - (edits * 1.1) / longest;
}

function levelOf(score: number, rare: boolean): number {
	let step = 0;
	while (step < CUTS.length && score >= CUTS[step]!) step++;
	return step < 2 ? step : 2 * step - 2 + (rare ? 1 : 0);
}

function compareTokens(facts: ColumnFacts): Compare {
	const { lexicon } = facts;
	const info = tokenInfo(facts);
	const rare = Math.log2((facts.filled + 1) / (RARE + 0.5));
	const joined = lexicon.values.map((value) => value.replaceAll(' ', ''));
	const numbers = keyNumbers(facts, info);
	const alignment: Alignment = { shared: 0, ofA: 0, ofB: 0, rarest: 0, onlyA: 0, onlyB: 0 };
	const isName = NAMES.has(facts.kind);
	const own = info.map((bits, token) => (facts.isTown?.(lexicon.tokens[token]!) ? 0 : bits));
	const weights = { info, own };
	return (a, b) => {
		if (joined[a] === joined[b]) return SAME_WORDS;
		alignTokens(lexicon, weights, a, b, alignment);
		const score = similarity(alignment);
		if (score >= SAME) return SAME_WORDS;
		const isRare = alignment.rarest >= rare;
		const most = levelByNumbers(lexicon, numbers, a, b);
		if (most < SAME_WORDS) return Math.min(most, levelOf(score, isRare));
		const byLetters = byEdits(lexicon, a, b);
		if (isName && byLetters < CUTS[CUTS.length - 1]! && score < CUTS[CUTS.length - 1]! && areOthers(alignment))
			return DIFFERS;
		return byLetters > score
			? levelOf(byLetters, byLetters >= CUTS[CUTS.length - 1]! || isRare)
			: levelOf(score, isRare);
	};
}

/** Bits of a word from which it tells names apart. */
const TELLING = 2.5;

/** Where each of two names has a word of its own that tells something, they name different ones: `ritz cafe`, `ritz dining room`; where only one has, the other is just shorter. */
function areOthers({ onlyA, onlyB }: Alignment): boolean {
	return onlyA >= TELLING && onlyB >= TELLING;
}

/** The tokens of a value that say most, rarest first. */
function rarest(facts: ColumnFacts, info: Float32Array, value: number, most: number): number[] {
	const { lexicon } = facts;
	const ids = [...new Set(lexicon.tokenIds.subarray(lexicon.tokenStart[value], lexicon.tokenStart[value + 1]))];
	return ids.sort((x, y) => info[y]! - info[x]! || x - y).slice(0, most);
}

/** Full names, addresses, firms, titles, free text: tokens aligned one to one, each weighing by how rare it is. */
export const tokens: Comparator = {
	levels: LEVELS,
	agrees: SOME,
	compare: compareTokens,
	keys(facts) {
		const { lexicon } = facts;
		const info = tokenInfo(facts);
		const token = (id: number) => lexicon.tokens[id]!;
		return [
			keyRule('equal', 0, (v) => [lexicon.values[v]!.replaceAll(' ', '')]),
			keyRule('rare words', 0.85, (v) => rarest(facts, info, v, RARE_TOKENS).map(token)),
			keyRule('sounds', 0.85, (v) => rarest(facts, info, v, RARE_TOKENS).map((id) => soundKey(token(id)))),
			keyRule('beginnings', 0.85, (v) => rarest(facts, info, v, RARE_TOKENS).map((id) => token(id).slice(0, 3))),
		];
	},
};
