import type { Lexicon } from '../lexicon';
import { editDistance } from '../text/distance';
import { soundKey } from '../text/sound';
import { keySet, type ColumnFacts, type Comparator, type Compare } from './comparator';
import { alignTokens, type Alignment } from './align';
import { tokenInfo } from './information';

const LEVELS = [
	{ name: 'differs', m: 0.03 },
	{ name: 'little in common', m: 0.03 },
	{ name: 'some in common', m: 0.06 },
	{ name: 'half in common', m: 0.1 },
	{ name: 'most in common', m: 0.13 },
	{ name: 'nearly equal', m: 0.15 },
	{ name: 'same words', m: 0.1 },
	{ name: 'equal', m: 0.4 },
] as const;
const CUTS = [0.15, 0.35, 0.52, 0.7, 0.86, 0.97];
const LONGEST_EDIT = 40;
const RARE_TOKENS = 4;

/** A shorter text wholly inside a longer one is nearly the same name (`grill on the alley`, `the grill`), but less sure than an equal one. */
const CONTAINED = 0.88;

function similarity({ shared, ofA, ofB }: Alignment): number {
	const whole = ofA + ofB;
	if (whole <= 0) return 0;
	return Math.max((2 * shared) / whole, (CONTAINED * shared) / Math.max(1, Math.min(ofA, ofB)) * Math.min(1, shared / 8));
}

/** Typing errors that move a space break tokens; on short texts the plain edit distance sees through them. */
function byEdits(lexicon: Lexicon, a: number, b: number): number {
	const longest = Math.max(lexicon.values[a]!.length, lexicon.values[b]!.length);
	if (longest > LONGEST_EDIT) return 0;
	const most = Math.floor(longest * 0.3);
	const edits = editDistance(lexicon.words, a, b, most);
	return edits > most ? 0 : 1 - (edits * 1.1) / longest;
}

function levelOf(score: number): number {
	let level = 0;
	while (level < CUTS.length && score >= CUTS[level]!) level++;
	return level;
}

function compareTokens(facts: ColumnFacts): Compare {
	const { lexicon } = facts;
	const info = tokenInfo(facts);
	const joined = lexicon.values.map((value) => value.replaceAll(' ', ''));
	const alignment: Alignment = { shared: 0, ofA: 0, ofB: 0 };
	return (a, b) => {
		if (joined[a] === joined[b]) return LEVELS.length - 2;
		alignTokens(lexicon, info, a, b, alignment);
		const score = similarity(alignment);
		return levelOf(score >= 0.97 ? score : Math.max(score, Math.min(0.96, byEdits(lexicon, a, b))));
	};
}

/** The tokens of a value that say most, rarest first. */
function rarest(facts: ColumnFacts, info: Float32Array, value: number, most: number): number[] {
	const { lexicon } = facts;
	const ids = [...new Set(lexicon.tokenIds.subarray(lexicon.tokenStart[value]!, lexicon.tokenStart[value + 1]!))];
	return ids.sort((x, y) => info[y]! - info[x]! || x - y).slice(0, most);
}

/** Full names, addresses, firms, titles, free text: tokens aligned one to one, each weighing by how rare it is. */
export const tokens: Comparator = {
	levels: LEVELS,
	compare: compareTokens,
	keys(facts) {
		const { lexicon } = facts;
		const info = tokenInfo(facts);
		const token = (id: number) => lexicon.tokens[id]!;
		return [
			keySet('equal', 0, facts, (v) => [lexicon.values[v]!.replaceAll(' ', '')]),
			keySet('rare words', 0.85, facts, (v) => rarest(facts, info, v, RARE_TOKENS).map(token)),
			keySet('sounds', 0.85, facts, (v) => rarest(facts, info, v, RARE_TOKENS).map((id) => soundKey(token(id)))),
			keySet('beginnings', 0.85, facts, (v) => rarest(facts, info, v, RARE_TOKENS).map((id) => token(id).slice(0, 3))),
		];
	},
};
