import { Unusable, type Normaliser } from './unusable';

export interface NameRules {
	/** Takes off what the vendor does not want, e.g. titles; gets the text in lower case. */
	drop?: (text: string) => string;
	/** ASCII punctuation goes; letters beyond ASCII stay. */
	punctuation?: 'keep' | 'remove';
	/** White space inside. */
	innerSpace?: 'keep' | 'collapse' | 'remove';
	/** Letter case, lower by default. */
	letters?: 'lower' | 'keep';
}

/** ASCII punctuation, and the curly quotes that stand for it in names such as D’Arcy. */
const PUNCTUATION = /[!-/:-@[-`{-~\u2018\u2019\u201c\u201d]/g;
const SPACE = { keep: undefined, collapse: ' ', remove: '' } as const;

/** First or last name by a vendor's rules: trimmed, in lower case, in Unicode's composed form. */
export function name(rules: NameRules = {}): Normaliser {
	const { drop, punctuation = 'keep', innerSpace = 'keep', letters = 'lower' } = rules;
	const space = SPACE[innerSpace];
	return (raw) => {
		let text = raw.normalize('NFC').trim();
		if (letters === 'lower') text = text.toLowerCase();
		if (drop) text = drop(text);
		if (punctuation === 'remove') text = text.replace(PUNCTUATION, '');
		if (space !== undefined) text = text.replace(/\s+/g, space);
		return text.trim() || new Unusable('holds no name');
	};
}
