import { createHash, createHmac } from 'node:crypto';
import type { JsonObject } from '../../core/model/json';

/** RFC 3986: what `encodeURIComponent` leaves out is encoded too. */
const encoded = (text: string): string =>
	encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Header of OAuth 1.0a (RFC 5849) with HMAC-SHA1, for a request whose body is no form. The nonce comes from `seed`, which
 * names this request and no other.
 */
export function oauth1(
	{ method, url }: { method: string; url: string },
	config: JsonObject,
	now: number,
	seed: string,
): string {
	const [address = '', query = ''] = url.split('?');
	const secret = (key: string): string => String(config[key] ?? '');
	const oauth: Record<string, string> = {
		oauth_consumer_key: secret('consumerKey'),
		oauth_nonce: createHash('sha256').update(`${seed} ${now}`).digest('hex').slice(0, 32),
		oauth_signature_method: 'HMAC-SHA1',
		oauth_timestamp: String(Math.floor(now / 1000)),
		oauth_token: secret('accessToken'),
		oauth_version: '1.0',
	};
	const pairs = [...Object.entries(oauth), ...new URLSearchParams(query)].map(([name, value]) => [encoded(name), encoded(value)].join('=')); // prettier-ignore
	const base = [method, encoded(address), encoded(pairs.sort().join('&'))].join('&');
	const key = `${encoded(secret('consumerSecret'))}&${encoded(secret('accessTokenSecret'))}`;
	const oauth_signature = createHmac('sha1', key).update(base).digest('base64');
	const parts = Object.entries({ ...oauth, oauth_signature }).sort();
	return `OAuth ${parts.map(([name, value]) => `${name}="${encoded(value)}"`).join(', ')}`;
}
