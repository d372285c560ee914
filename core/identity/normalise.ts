import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js';
import type { Identifier } from '../model/identifier';
import { ASCII, storable } from '../model/text';
import { blocked, ruleOf } from './rules';

/** Longest value that is still an id; longer ones are mistakes or attacks. */
const MAX_LENGTH = 500;
const EMAIL = /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]+$/;

/** The canonical form of an identifier, or why it is none. */
export type Normalised = { identifier: Identifier } | { refused: string };

/** Pure; the same person writes the same value however they spell it. Phones without + are read in `region`. */
export function normalise(type: string, raw: string, region?: string): Normalised {
	const trimmed = ASCII.test(raw) ? raw : storable(raw).normalize('NFC').trim();
	if (trimmed === '' || trimmed.length > MAX_LENGTH)
		return { refused: trimmed === '' ? 'is empty' : `is longer than ${MAX_LENGTH} characters` };
	const value = type === 'email' ? email(trimmed) : type === 'phone' ? phone(trimmed, region) : trimmed;
	if (value === undefined) return { refused: `is not a valid ${type}` };
	const reason = blocked(type, value);
	return reason ? { refused: reason } : { identifier: { type, value } };
}

function email(text: string): string | undefined {
	const lower = text.replace(/^mailto:/i, '').toLowerCase();
	return EMAIL.test(lower) ? lower : undefined;
}

/** E.164. A number without country code needs the region; without one it stays as its digits, so that it still equals itself. */
function phone(text: string, region: string | undefined): string | undefined {
	const parsed = parsePhoneNumber(text, region as CountryCode | undefined);
	if (parsed?.isPossible()) return parsed.number;
	const digits = text.replace(/\D/g, '');
	return digits.length >= 6 && digits.length <= 15 ? digits : undefined;
}

/** Order in which identifiers claim an event: by rule priority, then as given. */
export function byPriority(identifiers: Identifier[]): Identifier[] {
	return [...identifiers].sort((a, b) => ruleOf(a.type).priority - ruleOf(b.type).priority);
}
