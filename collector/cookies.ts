import { createHash, randomUUID } from 'node:crypto';
import type { CollectDeps, CollectRequest } from './contract';
import { isLoopback } from './authorise';

/** The browser's own name: set by our answer, so that Safari's seven days for cookies of scripts do not hold for it. */
export const ID_COOKIE = 'cdp_id';
/** A short form of it for scripts; it names nobody to us, so that who reads it cannot act as the visitor. */
export const SHORT_COOKIE = 'cdp_short';
/** Browsers keep no cookie longer than 400 days; every visit begins them anew. */
export const MAX_AGE_SECONDS = 34_560_000;

const OUR_ID = /^[\w-]{16,64}$/;
/** More is an attempt to fill the server's memory, or a browser of somebody who is attacked by another page. */
const MAX_COOKIE_HEADER = 8_192;

/** Which of our cookies a browser sent; anything of another form counts as none. */
export function cookiesOf({ headers }: CollectRequest): { id?: string } {
	const header = headers['cookie'];
	if (header === undefined || header.length > MAX_COOKIE_HEADER) return {};
	const values = header.split(';').flatMap((part) => {
		const [name, value] = part.split('=', 2);
		return name?.trim() === ID_COOKIE && OUR_ID.test(value?.trim() ?? '') ? [value?.trim() as string] : [];
	});
	// Two of one name are a trick (or two sites of one domain): neither is believed.
	return values.length === 1 ? { id: values[0] } : {};
}

export const newId = (): string => randomUUID();

/** Keeps the id for another 400 days; the short one only where a profile may be built. */
export function keepCookies(id: string, isShortAllowed: boolean, deps: CollectDeps): string[] {
	const short = createHash('sha256').update(`short ${id}`).digest('base64url').slice(0, 12);
	return [
		cookie(ID_COOKIE, id, MAX_AGE_SECONDS, deps, '; HttpOnly'),
		...(isShortAllowed ? [cookie(SHORT_COOKIE, short, MAX_AGE_SECONDS, deps)] : []),
	];
}

/** Takes both cookies away. */
export const dropCookies = (deps: CollectDeps): string[] => [
	cookie(ID_COOKIE, '', 0, deps, '; HttpOnly'),
	cookie(SHORT_COOKIE, '', 0, deps),
];

function cookie(name: string, value: string, maxAge: number, { cookieDomain }: CollectDeps, more = ''): string {
	const domain = cookieDomain ? `; Domain=${cookieDomain}` : '';
	return `${name}=${value}; Path=/; Max-Age=${maxAge}${domain}; Secure; SameSite=Lax${more}`;
}

/**
 * Cookies are for pages of the same site or of origins on the list: with all origins allowed, any page on the web could
 * otherwise name its visitors through us.
 */
export function mayHaveCookies({ headers }: CollectRequest, { allowedOrigins }: CollectDeps): boolean {
	const { origin, host } = headers;
	if (origin === undefined) return true;
	if (allowedOrigins && allowedOrigins.length > 0 && !allowedOrigins.includes('*')) return true;
	const name = hostName(origin);
	return name !== undefined && (name === hostName(`http://${host ?? ''}`) || isLoopback(name));
}

const hostName = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).hostname : undefined);
