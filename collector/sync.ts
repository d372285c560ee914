import type { SyncRefusal, SyncSignals } from '../core/model/sync';
import { gif } from './answer';
import type { CollectRequest, CollectResponse } from './contract';
import { cookiesOf } from './cookies';
import type { Exchange } from './handle';
import type { Route } from './routes';

const PATH = /^\/v1\/sync(?:\/([a-z0-9][a-z0-9_-]{0,49}))?(\/set)?\/?$/;
/** What is passed on, at most so long. */
const SIGNALS = ['gdpr', 'gdpr_consent', 'gpp', 'gpp_sid', 'us_privacy'] as const;
const MAX_SIGNAL = 20_000;

/** The route of /v1/sync/PARTNER and /v1/sync/PARTNER/set; the partner may stand in the query instead. */
export const syncRouteOf = (path: string): Route | undefined =>
	PATH.test(path) ? { kind: 'sync', browser: true, historical: false, methods: ['GET'] } : undefined;

/**
 * Sends a browser to a partner on the list, or takes in the id that the partner gave it. Where it leads stands in the
 * partner's template alone, and what is refused is answered with a pixel and counted: there is nothing to learn from it.
 */
export async function syncAnswer({ request, deps, state }: Exchange): Promise<CollectResponse> {
	const [, inPath, set] = PATH.exec(request.path) ?? [];
	// `/v1/sync/set` is the call of a partner in the query, not of a partner called so.
	const isSet = set !== undefined || inPath === 'set';
	const partner = (inPath === 'set' && set === undefined ? undefined : inPath) ?? request.query['partner'] ?? '';
	// Who stands in the query is never believed: any page could write it.
	const { id: browser } = cookiesOf(request);
	if (!deps.cdp.sync || browser === undefined) return refused(state);
	const signals = signalsOf(request);
	const result = isSet
		? await deps.cdp.sync.set(partner, browser, (request.query['uid'] ?? '').slice(0, 1_000), signals)
		: await deps.cdp.sync.start(partner, browser, signals);
	if ('refused' in result) return refused(state, result.refused);
	if (isSet) state.counters.matched++;
	else state.counters.synced++;
	if (!('redirect' in result)) return gif();
	const headers = { location: result.redirect, 'cache-control': 'no-store, private', 'referrer-policy': 'no-referrer' };
	return { status: 302, headers, body: '', accepted: [] };
}

/** One that was done lately is no fault. */
function refused(state: Exchange['state'], refusal?: SyncRefusal): CollectResponse {
	if (refusal?.kind !== 'again') state.counters.syncsRefused++;
	return gif();
}

function signalsOf({ query, headers }: CollectRequest): SyncSignals {
	const given = SIGNALS.flatMap((name) => (query[name] ? [[name, query[name].slice(0, MAX_SIGNAL)] as const] : []));
	return { ...Object.fromEntries(given), ...(headers['sec-gpc'] === '1' ? { gpc: true } : {}) };
}
