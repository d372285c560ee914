import { transliterate } from './transliterate';

const ASCII = /^[\x20-\x7e]*$/;
const EMPTY_WORDS = new Set([
	'',
	'null',
	'none',
	'nil',
	'na',
	'nan',
	'n a',
	'unknown',
	'undefined',
	'not available',
	'not applicable',
	'missing',
	'unk',
	'tbd',
	'xx',
	'xxx',
	'no data',
]);

/** True for the ways people write "we do not know": `-`, `n/a`, `NULL`, `unknown`, `???`. */
export function isEmptyWord(folded: string): boolean {
	return EMPTY_WORDS.has(folded);
}

/** Brings text in any script to lower-case a-z, digits and single spaces: `  Müller-Lüdenscheidt ` becomes `muller ludenscheidt`. */
export function fold(raw: string): string {
	let text = raw.toLowerCase();
	if (!ASCII.test(text))
		text = transliterate(text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC'));
	return text
		.replace(/['’`´]/g, '')
		.replace(/&/g, ' and ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
	[
		'first',
		'second',
		'third',
		'fourth',
		'fifth',
		'sixth',
		'seventh',
		'eighth',
		'ninth',
		'tenth',
		'eleventh',
		'twelfth',
	].flatMap((word, i): Array<[string, string]> => [[word, String(i + 1)]]),
);
const ORDINAL = /^(\d+)(?:st|nd|rd|th)$/;

function plainNumber(token: string): string {
	return NUMBER_WORDS.get(token) ?? ORDINAL.exec(token)?.[1] ?? token;
}

/** The words of a folded text; `seventh` and `7th` are `7`. */
export function tokensOf(folded: string): string[] {
	return folded === '' ? [] : folded.split(' ').map(plainNumber);
}
