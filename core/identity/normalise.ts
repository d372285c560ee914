import parsePhoneNumber from 'libphonenumber-js';
import type { Identifier } from '../model/identifier';
import { ASCII, storable } from '../model/text';

/** Longest value that is still an id; longer ones are mistakes or attacks. */
const MAX_LENGTH = 500;
const EMAIL = /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]+$/;

/** The form in which an identifier is kept, or why it is none. */
export type Normalised = { identifier: Identifier } | { refused: string };

/**
 * Pure, and the same whatever the rules say: only what loses nothing is done here (letters of an e-mail address, the
 * international form of a phone number). Which spellings count as one value is for the rules (`RuleBook.spelling`).
 */
export function normalise(type: string, raw: string): Normalised {
	const trimmed = ASCII.test(raw) ? raw : storable(raw).normalize('NFC').trim();
	if (trimmed === '' || trimmed.length > MAX_LENGTH)
		return { refused: trimmed === '' ? 'is empty' : `is longer than ${MAX_LENGTH} characters` };
	const value = type === 'email' ? email(trimmed) : type === 'phone' ? phone(trimmed) : trimmed;
	return value === undefined ? { refused: `is not a valid ${type}` } : { identifier: { type, value } };
}

function email(text: string): string | undefined {
	const lower = text.replace(/^mailto:/i, '').toLowerCase();
	return EMAIL.test(lower) ? lower : undefined;
}

/** E.164; a number without country code stays as its digits, so that it still equals itself. */
function phone(text: string): string | undefined {
	const parsed = parsePhoneNumber(text);
	if (parsed?.isPossible()) return parsed.number;
	const digits = text.replace(/\D/g, '');
	return digits.length >= 6 && digits.length <= 15 ? digits : undefined;
}
