import type { CollectDeps, CollectRequest, CollectResponse } from './contract';

/** False when the request names an origin that is not on the list; servers name none. */
export function isAllowedOrigin(origin: string | undefined, allowed: CollectDeps['allowedOrigins']): boolean {
	if (origin === undefined || !allowed || allowed.length === 0 || allowed.includes('*')) return true;
	return allowed.some((entry) => normal(entry) === normal(origin));
}

const normal = (origin: string): string => origin.trim().replace(/\/+$/, '').toLowerCase();

/**
 * Headers that let a page read the answer. Cookies are only allowed for origins that are named:
 * with `*` any page on the web could act for its visitor.
 */
export function corsHeaders(
	{ headers }: CollectRequest,
	allowed: CollectDeps['allowedOrigins'],
): Record<string, string> {
	const origin = headers['origin'];
	if (origin === undefined) return {};
	if (!isAllowedOrigin(origin, allowed)) return { vary: 'Origin' };
	if (!allowed || allowed.length === 0 || allowed.includes('*')) return { 'access-control-allow-origin': '*' };
	return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', vary: 'Origin' };
}

/** The answer to a preflight. */
export function preflight(methods: readonly string[]): CollectResponse {
	const headers = {
		'access-control-allow-methods': [...methods, 'OPTIONS'].join(', '),
		'access-control-allow-headers': 'authorization, content-type, content-encoding',
		'access-control-max-age': '86400',
	};
	return { status: 204, headers, body: '', accepted: [] };
}
