import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js';
import type { Spelling } from '../../model/identityRules';

/** Providers that ignore what follows a + before the @ (their own help pages say so). */
const PLUS_TAGS = new Set([
	'gmail.com',
	'outlook.com',
	'hotmail.com',
	'live.com',
	'icloud.com',
	'me.com',
	'mac.com',
	'fastmail.com',
	'protonmail.com',
	'proton.me',
	'pm.me',
]);
/** One mailbox under two names. */
const SAME_DOMAIN: Record<string, string> = { 'googlemail.com': 'gmail.com' };

/** The form that all spellings of a value share under a rule. Pure. */
export function spell(rule: Spelling, value: string, region: string | null): string {
	if (rule === 'exact') return value;
	if (rule === 'email') return mailbox(value.toLowerCase());
	if (rule === 'phone') return international(value, region);
	return value.normalize('NFKC').toLowerCase();
}

function mailbox(address: string): string {
	const at = address.lastIndexOf('@');
	const given = ascii(address.slice(at + 1));
	const domain = SAME_DOMAIN[given] ?? given;
	if (!PLUS_TAGS.has(domain)) return `${address.slice(0, at)}@${domain}`;
	const local = address.slice(0, at).replace(/\+.*$/, '');
	return `${domain === 'gmail.com' ? local.replaceAll('.', '') : local}@${domain}`;
}

/** A domain in native letters and its xn-- form are one; what is no domain stays as it is. */
const ascii = (domain: string): string => {
	if (/^[!-~]*$/.test(domain)) return domain;
	const url = `http://${domain}`;
	return URL.canParse(url) ? new URL(url).hostname : domain;
};

/** Numbers with + are international already; the others are read in the region of the rules. */
function international(value: string, region: string | null): string {
	if (value.startsWith('+') || region === null) return value;
	const parsed = parsePhoneNumber(value, region as CountryCode);
	return parsed?.isPossible() ? parsed.number : value;
}
