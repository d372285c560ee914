import { editDistance } from '../text/distance';
import { keyRule, type ColumnFacts, type Comparator, type Compare } from './comparator';

const LEVELS = [
	{ name: 'differs', m: 0.06 },
	{ name: 'same year', m: 0.03 },
	{ name: 'similar', m: 0.02 },
	{ name: 'two parts', m: 0.04 },
	{ name: 'typo', m: 0.09 },
	{ name: 'day and month swapped', m: 0.02 },
	{ name: 'equal', m: 0.74 },
] as const;
const [DIFFERS, SAME_YEAR, SIMILAR, TWO_PARTS, TYPO, SWAPPED] = [0, 1, 2, 3, 4, 5];
const FULL = 8;

interface Parts {
	year: string;
	month: string;
	day: string;
}

/** Dates come normalised: `yyyymmdd`, `yyyymm` or `yyyy`; what could not be read keeps its digits. */
function partsOf(value: string): Parts {
	return { year: value.slice(0, 4), month: value.slice(4, 6), day: value.slice(6, 8) };
}

function compareParts(p: Parts, q: Parts): number {
	const year = p.year === q.year;
	const month = p.month === q.month;
	const day = p.day === q.day;
	if (year && p.day === q.month && p.month === q.day) return SWAPPED;
	const equal = Number(year) + Number(month) + Number(day);
	if (equal >= 2) return TWO_PARTS;
	return year ? SAME_YEAR : DIFFERS;
}

function compareDates({ lexicon }: ColumnFacts): Compare {
	const { values, words } = lexicon;
	const parts = values.map(partsOf);
	return (a, b) => {
		const x = values[a]!;
		const y = values[b]!;
		if (x.length < FULL || y.length < FULL) return x.startsWith(y) || y.startsWith(x) ? TWO_PARTS : DIFFERS;
		const level = compareParts(parts[a]!, parts[b]!);
		if (level === SWAPPED) return level;
		const edits = editDistance(words, a, b, 2);
		if (edits <= 1) return TYPO;
		return level === DIFFERS && edits === 2 ? SIMILAR : level;
	};
}

/** Dates: one wrong digit, day and month swapped, two of the three parts, the year. */
export const date: Comparator = {
	levels: LEVELS,
	agrees: TWO_PARTS,
	compare: compareDates,
	keys(facts) {
		const { values } = facts.lexicon;
		const parts = values.map(partsOf);
		return [
			keyRule('equal', 0, (v) => [values[v]!]),
			keyRule('two parts', 0.85, (v) => twoParts(parts[v]!)),
			keyRule('year', 0.6, (v) => [parts[v]!.year]),
			keyRule('day and month', 0.5, (v) => [[parts[v]!.month, parts[v]!.day].sort().join('')]),
		];
	},
};

function twoParts({ year, month, day }: Parts): string[] {
	if (month === '' || day === '') return [];
	return [`${year}-${month}`, `${year}--${day}`, `-${month}-${day}`];
}
