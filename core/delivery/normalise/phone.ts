import parsePhoneNumber, { getCountries, getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js';
import { once } from 'lodash';
import { Unusable, type Normaliser } from './unusable';

export interface PhoneRules {
	/** `+441134960987` (default) or `441134960987`. */
	plus?: boolean;
}

/**
 * Phone number as E.164, with or without the plus. Numbers without a country code take the default region; without one,
 * `1 800 555 0100` is read as if it began with a plus. `+44 (0)20 …`, `0044 20 …` and `0491 570 006 (AU)` come out right.
 */
export function phone({ plus = true }: PhoneRules = {}): Normaliser {
	return (raw, { region }) => {
		const number = e164(raw, region);
		if (number === undefined) return new Unusable('is not a phone number with a country code');
		return plus ? number : number.slice(1);
	};
}

/** Digits that cannot hide a trunk zero after the country code (`+4402079…`): no need to parse them. */
const PLAIN = /^\+[1-9]{4}\d{4,11}$/;

function e164(raw: string, region: string | undefined): string | undefined {
	const text = raw.trim();
	if (PLAIN.test(text) && hasPossibleLength(text)) return text;
	const country = /\(([A-Za-z]{2})\)\s*$/.exec(text)?.[1] ?? region;
	const cleaned = text.replace(/\(([A-Za-z]{2})\)\s*$/, '').replace(/^\(?00\s?/, '+');
	if (cleaned.startsWith('+')) return parsed(cleaned);
	return parsed(cleaned, country) ?? parsed(`+${cleaned.replace(/\D/g, '')}`);
}

function parsed(text: string, region?: string): string | undefined {
	const upper = region?.toUpperCase();
	if (region !== undefined && !(upper && isSupportedCountry(upper))) return undefined;
	if (region === undefined && !text.startsWith('+')) return undefined;
	const number = upper && isSupportedCountry(upper) ? parsePhoneNumber(text, upper) : parsePhoneNumber(text);
	return number?.isPossible() ? number.number : undefined;
}

const callingCodes = once(() => {
	const lengths = new Map<string, Set<number>>();
	for (const country of getCountries()) {
		const code = getCountryCallingCode(country);
		const metadata = new Metadata();
		metadata.selectNumberingPlan(country);
		const known = lengths.get(code) ?? new Set<number>();
		for (const length of metadata.numberingPlan?.possibleLengths() ?? []) known.add(length);
		lengths.set(code, known);
	}
	return lengths;
});

function hasPossibleLength(number: string): boolean {
	for (let digits = 1; digits <= 3; digits++) {
		const lengths = callingCodes().get(number.slice(1, 1 + digits));
		if (lengths) return lengths.has(number.length - 1 - digits);
	}
	return false;
}
