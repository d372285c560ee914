import { hash } from 'node:crypto';
import { Unusable } from './unusable';

/** SHA-256 as platforms write it: 64 lower-case hex digits, or base64 of the 32 bytes (44 characters). */
export type HashEncoding = 'hex' | 'base64';

export function sha256(text: string, encoding: HashEncoding = 'hex'): string {
	return hash('sha256', text, encoding);
}

const HEX = /^[0-9a-f]+$/i;
const SHA256_HEX = /^[0-9a-f]{64}$/i;
const SHA256_BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;
/** Shorter strings of hex digits are ids or numbers, not hashes. */
const SHORTEST_HASH = 32;

/**
 * A value that was hashed before it came to us, in the encoding wanted: hex in any case or base64 of SHA-256.
 * Undefined when it is none; `Unusable` when it looks like a hash of another kind (MD5, SHA-1, cut off).
 */
export function alreadyHashed(raw: string, encoding: HashEncoding = 'hex'): string | Unusable | undefined {
	const text = raw.trim();
	if (text.length < SHORTEST_HASH || text.includes('@')) return undefined;
	if (SHA256_HEX.test(text))
		return encoding === 'hex' ? text.toLowerCase() : Buffer.from(text, 'hex').toString('base64');
	if (HEX.test(text))
		return new Unusable(`looks like a hash, but SHA-256 has 64 hex digits and this has ${text.length}`);
	return SHA256_BASE64.test(text) ? Buffer.from(text, 'base64').toString(encoding) : undefined;
}
