import { isbot } from 'isbot';
import type { CollectRequest } from './contract';

/** Libraries that programs send with: isbot knows them all, but they are the shop's own, not visitors. */
const HTTP_CLIENT =
	/^(?:node|node-fetch|undici|axios|got|curl|wget|httpie|postmanruntime|insomnia|python-requests|python-httpx|go-http-client|okhttp|n8n|(?:@segment\/)?analytics-[\w-]+)(?:\/|$)/i;

/** True when a robot made the call: by the call's own `context.userAgent`, else by the header of an unverified request. */
export function isRobot(call: Record<string, unknown>, request: CollectRequest, verified: boolean): boolean {
	const own = (call['context'] as Record<string, unknown> | undefined)?.['userAgent'];
	if (typeof own === 'string' && own !== '') return isbot(own);
	// A server's header names its library; only a browser's tells who the visitor is.
	const header = verified ? undefined : request.headers['user-agent'];
	return header !== undefined && !HTTP_CLIENT.test(header) && isbot(header);
}
