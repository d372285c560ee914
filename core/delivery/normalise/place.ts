import { CountryNames } from './countries';
import { usState } from './usStates';
import { Unusable, type Normaliser } from './unusable';

/** Two-letter ISO country, from the code or the English name. */
export function country({ letters = 'upper' }: { letters?: 'upper' | 'lower' } = {}): Normaliser {
	return (raw) => {
		const code = CountryNames.code(raw);
		if (code === undefined) return new Unusable('is not a country code of two letters');
		return letters === 'upper' ? code : code.toLowerCase();
	};
}

/** City: lower case, only letters (also those beyond ASCII, unless `ascii`). */
export function city({ ascii = false }: { ascii?: boolean } = {}): Normaliser {
	return (raw) => letters(raw, ascii) || new Unusable('holds no letters');
}

/** State or region: a US state as its two letters, anything else as its letters in lower case. */
export function state({ ascii = false }: { ascii?: boolean } = {}): Normaliser {
	return (raw) => usState(raw)?.toLowerCase() ?? (letters(raw, ascii) || new Unusable('holds no letters'));
}

export interface PostcodeRules {
	/** Spaces inside and the part after a hyphen go, as Meta, Snap and others want it. */
	short?: boolean;
	letters?: 'lower' | 'upper' | 'keep';
	/** Only digits are taken. */
	digits?: boolean;
}

/** Postal code by a vendor's rules; always trimmed. */
export function postcode({ short = false, letters: kept = 'lower', digits = false }: PostcodeRules = {}): Normaliser {
	return (raw) => {
		let text = raw.trim();
		if (short) text = text.replace(/\s+/g, '').replace(/-.*$/, '');
		if (digits) text = text.replace(/\D/g, '');
		if (kept !== 'keep') text = kept === 'lower' ? text.toLowerCase() : text.toUpperCase();
		return text === '' ? new Unusable('is not a postal code') : text;
	};
}

function letters(raw: string, ascii: boolean): string {
	const lower = raw.normalize('NFC').trim().toLowerCase();
	return ascii ? lower.replace(/[^a-z]/g, '') : lower.replace(/[^\p{L}\p{M}]/gu, '');
}
