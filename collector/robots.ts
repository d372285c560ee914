import { isbot } from 'isbot';
import type { PlacedCall } from './calls';
import type { CollectRequest } from './contract';
import { cookiesOf } from './cookies';
import type { Exchange } from './handle';
import { isInRanges } from './ranges';
import type { CollectorState } from './state';

/** Libraries that programs send with: isbot knows them all, but they are the shop's own, not visitors. */
const HTTP_CLIENT =
	/^(?:node|node-fetch|undici|axios|got|curl|wget|httpie|postmanruntime|insomnia|python-requests|python-httpx|go-http-client|okhttp|n8n|(?:@segment\/)?analytics-[\w-]+)(?:\/|$)/i;

/** Leaves robots' calls out and counts them. */
export function withoutRobots(
	{ request, state, deps }: Exchange,
	calls: PlacedCall[],
	verified: boolean,
): PlacedCall[] {
	const now = deps.clock.now();
	const people = calls.filter(
		({ call }) => !isRobot(call, request, verified) && (verified || !isProgram(call, request, state, now)),
	);
	const left = !verified && deps.dataCentres && isInRanges(request.ip, deps.dataCentres) ? [] : people;
	state.counters.robots += calls.length - left.length;
	return left;
}

/** A browser, by its own word, that sends faster than anybody reads; programs of the shop do not call themselves one. */
function isProgram(call: PlacedCall['call'], request: CollectRequest, { rates }: CollectorState, now: number): boolean {
	if (!/^Mozilla\//.test(request.headers['user-agent'] ?? '')) return false;
	const id = call['anonymousId'] ?? cookiesOf(request).id;
	return typeof id === 'string' && id !== '' && rates.isImpossible(id, now);
}

/** True when a robot made the call: by the call's own `context.userAgent`, else by the header of an unverified request. */
export function isRobot(call: Record<string, unknown>, request: CollectRequest, verified: boolean): boolean {
	const own = (call['context'] as Record<string, unknown> | undefined)?.['userAgent'];
	if (typeof own === 'string' && own !== '') return isbot(own);
	// A server's header names its library; only a browser's tells who the visitor is.
	const header = verified ? undefined : request.headers['user-agent'];
	return header !== undefined && !HTTP_CLIENT.test(header) && isbot(header);
}
