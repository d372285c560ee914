import { webhookDescriptionFields } from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

/** Segment's HTTP API and the one-letter paths of its browser library. */
const POST_PATHS = [
	'/v1/track',
	'/v1/identify',
	'/v1/page',
	'/v1/screen',
	'/v1/group',
	'/v1/alias',
	'/v1/batch',
	'/v1/import',
	'/v1/t',
	'/v1/i',
	'/v1/p',
	'/v1/s',
	'/v1/g',
	'/v1/a',
	'/v1/b',
	'/v1/personalize',
];
const GET_PATHS = ['/v1/pixel.gif', '/tag.js', '/v1/sync', '/v1/sync/set', '/healthz'];

/** What comes after the node's own path, as `handleCollect` wants it; the bare path answers like `/healthz`. */
export const COLLECT_PATHS = [...POST_PATHS, ...GET_PATHS];

/** One webhook a path, since n8n has no wildcard. The first is the address to give to senders, the others are not shown. */
export const WEBHOOKS: IWebhookDescription[] = [
	{ ...webhook('GET', ''), ndvHideMethod: true },
	...POST_PATHS.map((path) => ({ ...webhook('POST', path), ndvHideUrl: true })),
	...GET_PATHS.map((path) => ({ ...webhook('GET', path), ndvHideUrl: true })),
];

/** The part of a request's path that names the call, e.g. `/v1/track`. */
export function collectPath(requestPath: string): string {
	const path = requestPath.replace(/\/+$/, '');
	return COLLECT_PATHS.find((known) => path.endsWith(known)) ?? '/healthz';
}

/**
 * n8n resolves every path of a node at every request. With a resolver beside the expression it does so without
 * its expression engine; older hosts do not know resolvers and evaluate the expression.
 */
function webhook(httpMethod: 'GET' | 'POST', suffix: string): IWebhookDescription {
	const template = `={{$parameter["path"]}}${suffix}`;
	const path = { template, resolve: (parameters: Record<string, unknown>) => `${String(parameters.path)}${suffix}` };
	const fields =
		typeof webhookDescriptionFields === 'function' ? webhookDescriptionFields({ path }) : { path: template };
	return { name: 'default', httpMethod, isFullPath: true, ...fields };
}
