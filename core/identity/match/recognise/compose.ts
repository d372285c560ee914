import { tokensOf } from '../text/fold';
import type { Family } from './families';

/** A column while it is being prepared: normalised values and, by row, which one. */
export interface Composable {
	name: string;
	family: Family;
	values: string[];
	codes: Int32Array;
}

/** A column that was filled from its parts. */
export interface Whole {
	name: string;
	parts: string[];
}

/** Rows, as a share of those that have the whole text, that may also have its parts. */
const MOST_OVERLAP = 0.1;
const LEAST_ROWS = 0.02;
/** Share of the whole text's words that one part, and all parts together, must know. */
const KNOWN = { part: 0.15, all: 0.5 };

function wordsOf(column: Composable): Set<string> {
	return new Set(column.values.flatMap(tokensOf));
}

function shareKnown(words: ReadonlySet<string>, known: (word: string) => boolean): number {
	let n = 0;
	for (const word of words) if (known(word)) n++;
	return words.size === 0 ? 0 : n / words.size;
}

function areComplementary(a: Int32Array, b: Int32Array): boolean {
	let [onlyA, onlyB, both] = [0, 0, 0];
	for (let row = 0; row < a.length; row++) {
		if (a[row]! < 0 && b[row]! < 0) continue;
		if (b[row]! < 0) onlyA++;
		else if (a[row]! < 0) onlyB++;
		else both++;
	}
	return both <= MOST_OVERLAP * Math.min(onlyA + both, onlyB + both) && Math.min(onlyA, onlyB) >= LEAST_ROWS * a.length;
}

/** The columns that hold in parts what `whole` holds in one: `name_first` and `name_last` for `name_full`. */
function partsOf(whole: Composable, columns: readonly Composable[]): Composable[] {
	const words = wordsOf(whole);
	const parts = columns.filter((part) => {
		if (part === whole || (part.family !== 'word' && part.family !== 'tokens' && part.family !== 'digits'))
			return false;
		if (!areComplementary(whole.codes, part.codes)) return false;
		const known = wordsOf(part);
		return shareKnown(words, (word) => known.has(word)) >= KNOWN.part;
	});
	const all = new Set(parts.flatMap((part) => [...wordsOf(part)]));
	return parts.length > 1 && shareKnown(words, (word) => all.has(word)) >= KNOWN.all ? parts : [];
}

function fillFrom(whole: Composable, parts: readonly Composable[]): void {
	const ids = new Map(whole.values.map((value, id) => [value, id]));
	whole.codes = whole.codes.map((code, row) => {
		if (code >= 0) return code;
		const text = parts
			.filter(({ codes }) => codes[row]! >= 0)
			.map(({ values, codes }) => values[codes[row]!]!)
			.join(' ');
		if (text === '') return -1;
		let id = ids.get(text);
		if (id === undefined) ids.set(text, (id = ids.size));
		return id;
	});
	whole.values = [...ids.keys()];
}

/** Fills the named columns from their parts. */
export function fillWholes(columns: readonly Composable[], wholes: readonly Whole[]): void {
	for (const { name, parts } of wholes) {
		const whole = columns.find((column) => column.name === name);
		if (whole)
			fillFrom(
				whole,
				columns.filter((column) => parts.includes(column.name)),
			);
	}
}

/** Where some rows have a text whole and others in parts, fills the whole from the parts, so that both kinds of rows can be compared. */
export function composeWholes(columns: readonly Composable[]): Whole[] {
	const wholes = columns
		.filter(({ family }) => family === 'tokens')
		.map((whole) => ({ name: whole.name, parts: partsOf(whole, columns).map(({ name }) => name) }))
		.filter(({ parts }) => parts.length > 0);
	fillWholes(columns, wholes);
	return wholes;
}
