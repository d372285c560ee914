import { editDistance } from '../text/distance';
import { keyRule, type ColumnFacts, type Comparator, type Compare } from './comparator';

const LEVELS = [
	{ name: 'differs', m: 0.12 },
	{ name: 'similar', m: 0.03 },
	{ name: 'part', m: 0.04 },
	{ name: 'typo', m: 0.08 },
	{ name: 'equal', m: 0.73 },
] as const;
const [DIFFERS, SIMILAR, PART, TYPO] = [0, 1, 2, 3];
/** Subscriber numbers without country and trunk prefix agree in the last eight digits; shorter endings agree by chance. */
const TAIL = 8;
const LONG = 6;

function compareDigits({ lexicon }: ColumnFacts): Compare {
	const { values, words } = lexicon;
	return (a, b) => {
		const x = values[a]!;
		const y = values[b]!;
		const shortest = Math.min(x.length, y.length);
		if (shortest >= TAIL && x.slice(-TAIL) === y.slice(-TAIL)) return TYPO;
		if (shortest >= 2 && editDistance(words, a, b, 1) <= 1) return TYPO;
		if (shortest >= 2 && (x.startsWith(y) || y.startsWith(x) || x.endsWith(y) || y.endsWith(x))) return PART;
		if (shortest >= LONG && editDistance(words, a, b, 2) <= 2) return SIMILAR;
		return shortest >= 4 && x.slice(0, 3) === y.slice(0, 3) ? SIMILAR : DIFFERS;
	};
}

/** Phone, document and street numbers, postcodes: one wrong, missing or swapped character, or a common ending, is nearly equal. */
export const digits: Comparator = {
	levels: LEVELS,
	agrees: TYPO,
	compare: compareDigits,
	keys(facts) {
		const { values } = facts.lexicon;
		return [
			keyRule('equal', 0, (v) => [values[v]!.slice(-TAIL - 2)]),
			keyRule('half', 0.75, (v) => halves(values[v]!)),
			keyRule('sorted', 0.35, (v) => [[...values[v]!].sort().join('')]),
			keyRule('beginning', 0.7, (v) => [values[v]!.slice(0, 2)]),
		];
	},
};

/** One wrong character leaves one half whole (pigeonhole). */
function halves(value: string): string[] {
	const middle = value.length >> 1;
	return middle < 2 ? [] : [`<${value.slice(0, middle)}`, `>${value.slice(-middle)}`];
}
