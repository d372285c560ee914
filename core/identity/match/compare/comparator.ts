import type { Lexicon } from '../lexicon';
import type { Kind } from '../recognise/kinds';

/** One degree of agreement. `m` is the share of true matches expected in it before the data are seen. */
export interface Level {
	name: string;
	m: number;
}

/** What the comparison of a column may use: the values and how often each stands in this column. */
export interface ColumnFacts {
	kind: Kind;
	lexicon: Lexicon;
	/** Records with value `v`. */
	count: Int32Array;
	/** Records with any value. */
	filled: number;
	/** Words that only say again where a name is. */
	isTown?: (word: string) => boolean;
	/** Bits of a word, where a trained model knows them better than the few records at hand. */
	wordBits?: (word: string) => number;
}

/** Compares two different values of a lexicon: the number of a level below the last; equal values have the last level. */
export type Compare = (a: number, b: number) => number;

/** Blocking keys of each value: value `v` has `keys[start[v]] .. keys[start[v + 1]]`. Equal numbers mean equal keys. */
export interface KeySet {
	name: string;
	start: Int32Array;
	keys: Int32Array;
	/** Share of values with a small error that still have the key; a first guess, for choosing keys. */
	survives: number;
}

/** Names the blocking keys of a value; an empty name is no key. */
export interface KeyRule {
	name: string;
	survives: number;
	of(value: number): readonly string[];
}

/** One way of comparing: level names from `differs` to `equal`, the comparison, and the keys that bring similar values together. */
export interface Comparator {
	levels: readonly Level[];
	/** From this level on two values speak for one another: where columns can be right or wrong together. */
	agrees: number;
	compare(facts: ColumnFacts): Compare;
	keys(facts: ColumnFacts): KeyRule[];
}

/** A rule in one line. */
export function keyRule(name: string, survives: number, of: KeyRule['of']): KeyRule {
	return { name, survives, of };
}

/** The keys of every value that stands in the column, by number. */
export function keySet({ lexicon, count }: ColumnFacts, { name, survives, of }: KeyRule): KeySet {
	const size = lexicon.values.length;
	const ids = new Map<string, number>();
	const start = new Int32Array(size + 1);
	const keys: number[] = [];
	for (let v = 0; v < size; v++) {
		const names = count[v] === 0 ? [] : of(v);
		for (const key of names.length > 1 ? new Set(names) : names) {
			if (key === '') continue;
			let id = ids.get(key);
			if (id === undefined) ids.set(key, (id = ids.size));
			keys.push(id);
		}
		start[v + 1] = keys.length;
	}
	return { name, survives, start, keys: Int32Array.from(keys) };
}
