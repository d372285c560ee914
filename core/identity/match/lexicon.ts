import { tokensOf } from './text/fold';
import { packWords, type Words } from './text/distance';

/** Every distinct value of one family of columns once, sorted, with its tokens: all work on text is done here, never per record. */
export interface Lexicon {
	values: readonly string[];
	words: Words;
	/** Tokens of value `v`: `tokenIds[tokenStart[v]] .. tokenIds[tokenStart[v + 1]]`. */
	tokenStart: Int32Array;
	tokenIds: Int32Array;
	tokens: readonly string[];
	tokenWords: Words;
}

/** Builds a lexicon from sorted distinct values; `split` gives a value's tokens. */
export function buildLexicon(values: readonly string[], split: (value: string) => string[] = tokensOf): Lexicon {
	const parts = values.map(split);
	const tokens = [...new Set(parts.flat())].sort();
	const idOf = new Map(tokens.map((token, id) => [token, id]));
	const tokenStart = new Int32Array(values.length + 1);
	parts.forEach((list, v) => (tokenStart[v + 1] = tokenStart[v]! + list.length));
	const tokenIds = new Int32Array(tokenStart[values.length]!);
	parts.forEach((list, v) => list.forEach((token, k) => (tokenIds[tokenStart[v]! + k] = idOf.get(token)!)));
	return { values, words: packWords(values), tokenStart, tokenIds, tokens, tokenWords: packWords(tokens) };
}

/** Number of tokens of a value. */
export function tokenCount(lexicon: Lexicon, value: number): number {
	return lexicon.tokenStart[value + 1]! - lexicon.tokenStart[value]!;
}
