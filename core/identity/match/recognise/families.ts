import type { Comparator } from '../compare/comparator';
import { date } from '../compare/date';
import { digits } from '../compare/digits';
import { email } from '../compare/email';
import { quantity } from '../compare/quantity';
import { tokens } from '../compare/tokens';
import { word } from '../compare/word';
import { fold, isEmptyWord } from '../text/fold';
import { shortenLegalForms } from '../text/legalForms';
import { normaliseDate, type DateStyle } from './dates';
import type { Kind } from './kinds';

/** Columns of one family share normalised values and the way to compare them, so that values may be compared across columns. */
export const FAMILIES = { word, tokens, date, email, digits, quantity } as const satisfies Record<string, Comparator>;
export type Family = keyof typeof FAMILIES;

const FAMILY_OF: Readonly<Record<Kind, Family>> = {
	name: 'word',
	givenName: 'word',
	familyName: 'word',
	city: 'word',
	category: 'word',
	fullName: 'tokens',
	organisation: 'tokens',
	address: 'tokens',
	text: 'tokens',
	date: 'date',
	email: 'email',
	phone: 'digits',
	idNumber: 'digits',
	streetNumber: 'digits',
	postcode: 'digits',
	year: 'quantity',
	number: 'quantity',
};

/** The family that compares a kind. */
export function familyOf(kind: Kind): Family {
	return FAMILY_OF[kind];
}

function normaliseText(raw: string): string {
	const folded = fold(raw);
	return isEmptyWord(folded) ? '' : folded;
}

function normaliseDigits(raw: string): string {
	const kept = fold(raw).replaceAll(' ', '');
	return /^(.)\1*$/.test(kept) && (kept.length > 4 || kept.startsWith('0')) ? '' : kept.replace(/^0+(?=.)/, '');
}

function normaliseNumber(raw: string): string {
	const text = raw
		.replace(/[^\d.,-]/g, '')
		.replace(/,(?=\d{3}\b)/g, '')
		.replace(',', '.');
	return text === '' || Number.isNaN(Number(text)) ? normaliseText(raw) : String(Number(text));
}

/** How cells of a kind are brought to one form; an empty result is a missing value. */
export function normaliserOf(kind: Kind, dates: DateStyle): (raw: string) => string {
	const family = familyOf(kind);
	if (family === 'email')
		return (raw) =>
			raw
				.toLowerCase()
				.replace(/\s+/g, '')
				.replace(/^mailto:/, '');
	if (family === 'digits') return normaliseDigits;
	if (family === 'quantity') return normaliseNumber;
	if (kind === 'organisation' || kind === 'fullName') return (raw) => shortenLegalForms(normaliseText(raw));
	if (family !== 'date') return normaliseText;
	return (raw) => normaliseDate(raw, dates);
}
