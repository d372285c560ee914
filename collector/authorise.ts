import { createHash, timingSafeEqual } from 'node:crypto';
import type { CollectDeps, CollectRequest } from './contract';

/** How far a request is believed: `secret` came from a server with the write key, `public` may come from any browser. */
export type Trust = 'secret' | 'public';

type Keys = Pick<CollectDeps, 'writeKey' | 'publicKey'>;

/** The user part of Basic auth (Segment puts the key there and leaves the password empty). */
export function basicUser(header: string | undefined): string | undefined {
	const encoded = /^basic\s+([a-z0-9+/=_-]+)\s*$/i.exec(header ?? '')?.[1];
	if (encoded === undefined) return undefined;
	const [user = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 1);
	return user;
}

/**
 * Who sends: by the key in Basic auth, else by the one in the body (`bodyKey`); undefined when nobody may.
 * Without any configured key only this machine itself may send, and Basic auth with any user marks a server.
 */
export function authorise(request: CollectRequest, keys: Keys, bodyKey: unknown): Trust | undefined {
	const user = basicUser(request.headers['authorization']);
	if (!keys.writeKey && !keys.publicKey) return isThisMachine(request) ? (user ? 'secret' : 'public') : undefined;
	if (user !== undefined && user !== '') return trustOf(user, keys);
	// A key in the body stands in a page's source for all to read, even when it is the secret one.
	return typeof bodyKey === 'string' && trustOf(bodyKey, keys) ? 'public' : undefined;
}

function trustOf(key: string, keys: Keys): Trust | undefined {
	if (isSame(key, keys.writeKey)) return 'secret';
	return isSame(key, keys.publicKey) ? 'public' : undefined;
}

/** Compares hashes, so that neither the time nor the length tells how much of a guess was right. */
function isSame(given: string, key: string | undefined): boolean {
	if (!key) return false;
	return timingSafeEqual(digest(given), digest(key));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A direct connection on the loopback address, not one that a proxy passes on, and not one that a foreign page makes. */
function isThisMachine({ ip, headers }: CollectRequest): boolean {
	if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined) return false;
	return isLoopback(ip) && (headers['origin'] === undefined || isLocalOrigin(headers['origin']));
}

/** True for 127.0.0.0/8, ::1 and their mapped forms; also for the name localhost. */
export function isLoopback(host: string): boolean {
	return /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$|^::1$|^localhost$/i.test(host);
}

function isLocalOrigin(origin: string): boolean {
	const host = /^https?:\/\/(\[[^\]]+\]|[^/:]+)(?::\d+)?$/i.exec(origin)?.[1];
	return host !== undefined && isLoopback(host.replace(/^\[|\]$/g, ''));
}
