import { gif, isRefusal, json, refuse, type Refusal } from './answer';
import { authorise, basicUser, type Trust } from './authorise';
import { MAX_BODY_BYTES, readBody } from './body';
import { callsOf, type Calls } from './calls';
import type { CollectDeps, CollectRequest, CollectResponse } from './contract';
import { corsHeaders, isAllowedOrigin, preflight } from './cors';
import { decideFor, questionOf } from './personalize';
import { pixelCall } from './pixel';
import { routeOf, type Route } from './routes';
import { createState, type CollectorState } from './state';
import { withoutRobots } from './robots';
import { failed, storeCalls } from './storeCalls';
import { syncAnswer } from './sync';
import { serveTag } from './tagFile';
import { keepCounters } from './tally';
import { visitOf } from './visit';

/** One request on its way through the collector. */
export interface Exchange {
	request: CollectRequest;
	route: Route;
	deps: CollectDeps;
	state: CollectorState;
}

/**
 * Answers one request: 200 once its calls are durable, otherwise a status with `{error, field, reason}`.
 * Never rejects and never answers 500.
 */
export async function handleCollect(request: CollectRequest, deps: CollectDeps): Promise<CollectResponse> {
	const route = routeOf(request.path);
	if (!route)
		return refuse({ status: 404, error: 'Nothing answers at this path; events go to /v1/track, /v1/batch and so on' });
	const exchange: Exchange = { request, route, deps, state: deps.state ?? createState() };
	const response = request.method === 'OPTIONS' ? preflight(route.methods) : await answer(exchange).catch(failed);
	return { ...response, headers: { ...response.headers, ...corsHeaders(request, deps.allowedOrigins) } };
}

async function answer(exchange: Exchange): Promise<CollectResponse> {
	const { request, route, state } = exchange;
	if (!route.methods.includes(request.method)) {
		return refuse({
			status: 405,
			error: `Only ${route.methods.join(' and ')} is answered at this path`,
			headers: { allow: [...route.methods, 'OPTIONS'].join(', ') },
		});
	}
	if (route.kind === 'tag') return serveTag(request);
	if (route.kind === 'health') return json(200, { status: 'ok', ...state.counters }, { 'cache-control': 'no-store' });
	if (route.kind === 'sync') return await syncAnswer(exchange);
	const response = await takeIn(exchange);
	if (response.status === 401 || response.status === 403) state.counters.unauthorised++;
	if (response.status === 429) state.counters.throttled++;
	if (response.status === 503) state.counters.failed++;
	void keepCounters(exchange.deps, state);
	// A page shows a broken image for anything but the image, so a refused pixel is only counted.
	return route.kind === 'pixel' ? { ...gif(), accepted: response.accepted } : response;
}

async function takeIn(exchange: Exchange): Promise<CollectResponse> {
	const { request, route, deps, state } = exchange;
	if (!isAllowedOrigin(request.headers['origin'], deps.allowedOrigins)) {
		return refuse({
			status: 403,
			error: 'Pages of this origin may not send events',
			field: 'origin',
			reason: 'is not on the list of allowed origins',
		});
	}
	if (route.kind === 'personalize') return await personalize(exchange);
	const calls = await readCalls(exchange);
	if (isRefusal(calls)) {
		// The key may stand in the body; one that cannot be read came without any.
		if (calls.status === 400) state.counters.rejected++;
		return refuse(calls);
	}
	const trust = authorise(request, deps, calls.writeKey);
	if (!trust) return refuse(noKey(deps));
	if (isServer(exchange, trust)) return await storeCalls(exchange, calls, true);
	return await storeVisit(exchange, calls);
}

/** A browser's request: consent is asked before anything else, robots before that. */
async function storeVisit(exchange: Exchange, calls: Calls): Promise<CollectResponse> {
	const people = withoutRobots(exchange, calls.calls, false);
	const visit = await visitOf(exchange, { ...calls, calls: people });
	const response = await storeCalls(exchange, { ...calls, calls: visit.calls }, false);
	if (response.status >= 400) return response;
	const body = visit.store === undefined ? {} : { body: JSON.stringify({ success: true, store: visit.store }) };
	const cookies: CollectResponse['headers'] = visit.cookies.length > 0 ? { 'set-cookie': visit.cookies } : {};
	return { ...response, ...body, headers: { ...response.headers, ...cookies } };
}

async function personalize(exchange: Exchange): Promise<CollectResponse> {
	const { request, deps } = exchange;
	if (basicUser(request.headers['authorization']) && !authorise(request, deps, undefined)) return refuse(noKey(deps));
	const question = await questionOf(request);
	if (isRefusal(question)) return refuse(question);
	const trust = authorise(request, deps, question.writeKey);
	return trust ? await decideFor(exchange, question, isServer(exchange, trust)) : refuse(noKey(deps));
}

async function readCalls({ request, route, deps }: Exchange): Promise<Calls | Refusal> {
	if (route.kind === 'pixel') return pixelCall(request, route);
	// A wrong key is refused before anything is inflated or parsed for it.
	if (basicUser(request.headers['authorization']) && !authorise(request, deps, undefined)) return noKey(deps);
	const body = await readBody(request, deps.maxBodyBytes ?? MAX_BODY_BYTES);
	return isRefusal(body) ? body : callsOf(body.value, route);
}

/** Only the secret key makes a server, and never together with what only browsers do. */
function isServer({ request, route }: Exchange, trust: Trust): boolean {
	const isBrowser =
		route.browser ||
		request.headers['origin'] !== undefined ||
		/^text\/plain\b/i.test(request.headers['content-type'] ?? '');
	return trust === 'secret' && !isBrowser;
}

function noKey({ writeKey, publicKey }: CollectDeps): Refusal {
	const headers = { 'www-authenticate': 'Basic realm="collector"' };
	if (!writeKey && !publicKey) {
		return {
			status: 401,
			error: 'No key is configured, so only this machine itself may send events',
			field: 'writeKey',
			reason: 'is not configured at the collector',
			headers,
		};
	}
	return {
		status: 401,
		error: 'The write key is missing or wrong',
		field: 'writeKey',
		reason: 'send it as the user of Basic auth, or as `writeKey` in the body',
		headers,
	};
}
