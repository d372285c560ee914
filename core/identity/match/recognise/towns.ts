import { NAMES } from '../compare/information';
import type { Column } from '../records';

/** Two random records share the town at least this often: with more towns than that, words of towns are words of names too. */
const OFTEN = 0.02;

function collision({ count, filled }: Column): number {
	let sum = 0;
	for (const n of count) sum += (n / Math.max(1, filled)) ** 2;
	return sum;
}

function wordsOf({ lexicon, count }: Column): string[] {
	const words: string[] = [];
	for (let v = 0; v < count.length; v++) {
		if (count[v] === 0) continue;
		for (let k = lexicon.tokenStart[v]!; k < lexicon.tokenStart[v + 1]!; k++)
			words.push(lexicon.tokens[lexicon.tokenIds[k]!]!);
	}
	return words;
}

/** Words that a column of few towns holds: in a name they only say again where it is (`spago (los angeles)`). */
export function townWords(columns: readonly Column[]): string[] {
	const towns = columns.filter((column) => column.kind === 'city' && collision(column) >= OFTEN);
	return [...new Set(towns.flatMap(wordsOf))].sort();
}

/** Lets columns of names know the words of towns. */
export function markTowns(columns: readonly Column[], words: readonly string[]): void {
	if (words.length === 0) return;
	const towns = new Set(words);
	for (const column of columns) if (NAMES.has(column.kind)) column.isTown = (word) => towns.has(word);
}
