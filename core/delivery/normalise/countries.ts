import { getCountries } from 'libphonenumber-js';
import { once } from 'lodash';

const CODE = /^[A-Z]{2}$/;

/** Codes that have no phone numbers of their own and are countries all the same. */
const WITHOUT_PHONES = ['AQ', 'BV', 'GS', 'HM', 'PN', 'TF', 'UM'];
const ALIASES: Record<string, string> = { UK: 'GB', USA: 'US', EL: 'GR', UAE: 'AE' };

const codes = once(() => new Set<string>([...getCountries(), ...WITHOUT_PHONES]));

/** English names as the running Node spells them, e.g. `germany` -> `DE`. */
const names = once(() => {
	const inEnglish = new Intl.DisplayNames(['en'], { type: 'region' });
	return new Map([...codes()].map((code) => [(inEnglish.of(code) ?? code).toLowerCase(), code]));
});

export const CountryNames = {
	/** ISO 3166-1 alpha-2 code of a code or an English name; undefined when it is neither. */
	code(raw: string): string | undefined {
		const text = raw.trim();
		const upper = text.toUpperCase();
		const code = ALIASES[upper] ?? upper;
		if (CODE.test(code)) return codes().has(code) ? code : undefined;
		return names().get(text.toLowerCase());
	},
};
