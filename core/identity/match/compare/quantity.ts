import { editDistance } from '../text/distance';
import { keyRule, type ColumnFacts, type Comparator, type Compare } from './comparator';

const LEVELS = [
	{ name: 'differs', m: 0.1 },
	{ name: 'similar', m: 0.03 },
	{ name: 'typo', m: 0.05 },
	{ name: 'near', m: 0.07 },
	{ name: 'equal', m: 0.75 },
] as const;
const [DIFFERS, SIMILAR, TYPO, NEAR] = [0, 1, 2, 3];
const NEAR_SHARE = 0.001;
const SIMILAR_SHARE = 0.02;

function compareNumbers({ lexicon }: ColumnFacts): Compare {
	const { values, words } = lexicon;
	const numbers = values.map(Number);
	return (a, b) => {
		const gap = Math.abs(numbers[a]! - numbers[b]!);
		const size = Math.max(Math.abs(numbers[a]!), Math.abs(numbers[b]!));
		if (gap <= 1 || gap <= NEAR_SHARE * size) return NEAR;
		if (editDistance(words, a, b, 1) <= 1) return TYPO;
		return gap <= 2 || gap <= SIMILAR_SHARE * size ? SIMILAR : DIFFERS;
	};
}

/** Years, ages, prices, coordinates: close values agree partly, one wrong digit too. */
export const quantity: Comparator = {
	levels: LEVELS,
	agrees: NEAR,
	compare: compareNumbers,
	keys(facts) {
		const { values } = facts.lexicon;
		return [keyRule('equal', 0, (v) => [values[v]!]), keyRule('rounded', 0.5, (v) => rounded(values[v]!))];
	},
};

/** Two overlapping grids of width two: neighbours share a cell of at least one. */
function rounded(value: string): string[] {
	const whole = Math.floor(Number(value));
	return Number.isFinite(whole) ? [`a${Math.floor(whole / 2)}`, `b${Math.floor((whole + 1) / 2)}`] : [];
}
