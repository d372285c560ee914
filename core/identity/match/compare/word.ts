import { tokenCount, type Lexicon } from '../lexicon';
import { editDistance, jaroWinkler } from '../text/distance';
import { nameForms } from '../text/nicknames';
import { soundKey } from '../text/sound';
import { keyRule, type ColumnFacts, type Comparator, type Compare } from './comparator';

const LEVELS = [
	{ name: 'differs', m: 0.06 },
	{ name: 'similar', m: 0.03 },
	{ name: 'part', m: 0.03 },
	{ name: 'close', m: 0.04 },
	{ name: 'typo', m: 0.07 },
	{ name: 'variant', m: 0.04 },
	{ name: 'equal', m: 0.73 },
] as const;
const [DIFFERS, SIMILAR, PART, CLOSE, TYPO, VARIANT] = [0, 1, 2, 3, 4, 5];
/** Splink's usual Jaro-Winkler cuts (.92, .88, .7), the last raised because .7 is mostly chance on short words. */
const JARO = { typo: 0.94, close: 0.88, similar: 0.8 };
const SHORTEST_TYPO = 4;
const SHORTEST_PREFIX = 3;
/** Arabic and Hebrew write few vowels: `mhmd` and `mohammed` agree if they sound alike. */
const FEW_VOWELS = 0.2;

function vowels(value: string): number {
	return value.replace(/[^aeiou]/g, '').length;
}

function sameForm(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
	return a !== undefined && b !== undefined && a.some((group) => b.includes(group));
}

function shareToken(lexicon: Lexicon, a: number, b: number): boolean {
	for (let i = lexicon.tokenStart[a]!; i < lexicon.tokenStart[a + 1]!; i++) {
		const token = lexicon.tokenIds[i]!;
		if (lexicon.tokens[token]!.length < SHORTEST_PREFIX) continue;
		for (let j = lexicon.tokenStart[b]!; j < lexicon.tokenStart[b + 1]!; j++)
			if (lexicon.tokenIds[j] === token) return true;
	}
	return false;
}

/** One is the beginning of the other: an initial, or a cut-off word. */
function isBeginning(lexicon: Lexicon, a: number, b: number): boolean {
	const x = lexicon.values[a]!;
	const y = lexicon.values[b]!;
	const [short, long] = x.length < y.length ? [x, y] : [y, x];
	return (short.length === 1 || short.length >= SHORTEST_PREFIX) && long.startsWith(short);
}

function partOf(lexicon: Lexicon, a: number, b: number): boolean {
	if (isBeginning(lexicon, a, b)) return true;
	return (tokenCount(lexicon, a) > 1 || tokenCount(lexicon, b) > 1) && shareToken(lexicon, a, b);
}

function compareWords({ lexicon }: ColumnFacts): Compare {
	const { words, values } = lexicon;
	const sorted = values.map((value) => (value.includes(' ') ? value.split(' ').sort().join('') : value));
	const joined = values.map((value) => value.replaceAll(' ', ''));
	const sounds = joined.map(soundKey);
	const thin = joined.map((value) => value.length >= 3 && vowels(value) <= FEW_VOWELS * value.length);
	const forms = values.map((value) => {
		const list = nameForms(value);
		return list.length > 0 ? list : undefined;
	});
	return (a, b) => {
		if (sorted[a] === sorted[b] || joined[a] === joined[b] || sameForm(forms[a], forms[b])) return VARIANT;
		const longest = Math.max(joined[a]!.length, joined[b]!.length);
		const jaro = jaroWinkler(words, a, b, JARO.similar);
		if (jaro >= JARO.typo || (longest >= SHORTEST_TYPO && editDistance(words, a, b, 1) <= 1)) return TYPO;
		if (jaro >= JARO.close || ((thin[a] || thin[b]) && sounds[a] === sounds[b])) return CLOSE;
		if (partOf(lexicon, a, b)) return PART;
		return jaro >= JARO.similar || (sounds[a] === sounds[b] && sounds[a]!.length > 1) ? SIMILAR : DIFFERS;
	};
}

/** Names, places and other values of a word or two: nicknames, sound, typing errors, initials and parts count as degrees of agreement. */
export const word: Comparator = {
	levels: LEVELS,
	agrees: CLOSE,
	compare: compareWords,
	keys(facts) {
		const { values } = facts.lexicon;
		const joined = values.map((value) => value.replaceAll(' ', ''));
		return [
			keyRule('equal', 0, (v) => [values[v]!]),
			keyRule('sound', 0.6, (v) => values[v]!.split(' ').map(soundKey)),
			keyRule('beginning', 0.6, (v) => [joined[v]!.slice(0, 3)]),
			keyRule('end', 0.6, (v) => [joined[v]!.slice(-3)]),
			keyRule('initial', 0.85, (v) => [joined[v]!.slice(0, 1)]),
		];
	},
};
