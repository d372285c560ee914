import { createHash } from 'node:crypto';
import type { ConsentSettings } from '../core/model/consent';
import { isObject, type Calls, type PlacedCall } from './calls';
import { countryOf } from './country';
import { cookiesOf, dropCookies, keepCookies, mayHaveCookies, newId } from './cookies';
import type { Exchange } from './handle';
import { categoriesOf, hasPrivacyControl, permissionOf, settingsOf, withPurposes } from './permission';

/** A browser's request after consent was asked: the calls that may be stored, and the cookies to answer with. */
export interface Visit {
	calls: PlacedCall[];
	cookies: string[];
	/** Of the tag: whether it may keep things in the browser. */
	store?: boolean;
}

type Call = Record<string, unknown>;

const DAY_MS = 86_400_000;

/**
 * Asks consent before anything else is done. Our tag says with every request what the visitor allows: without a yes there is
 * no id, no cookie and nothing but a count. Other senders bring ids of their own; what they say no to is not stored either,
 * and the no itself is.
 */
export async function visitOf(exchange: Exchange, { calls, consent }: Calls): Promise<Visit> {
	const { request, deps } = exchange;
	const settings = await settingsOf(deps);
	const gpc = hasPrivacyControl(request);
	const region = countryOf(request, deps.countryHeader);
	const told = { ...(region === undefined ? {} : { region }), ...(gpc ? { gpc: true } : {}) };
	if (isObject(consent)) return tagged(exchange, calls, { ...consent, ...told }, settings);
	const kept = calls.flatMap((placed) => foreign(exchange, withControl(placed, gpc), settings));
	exchange.state.counters.withoutConsent += calls.length - kept.length;
	return { calls: gpc ? [...kept, ...controls(kept, exchange)] : kept, cookies: [] };
}

/** A request of our tag. */
async function tagged(exchange: Exchange, calls: PlacedCall[], said: Call, settings: ConsentSettings): Promise<Visit> {
	const { request, deps, state } = exchange;
	const { store, profile } = permissionOf(said, settings);
	const { id: known } = cookiesOf(request);
	const allowed = mayHaveCookies(request, deps);
	const expanded = { ...said, categoryPreferences: withPurposes(categoriesOf(said), settings) };
	if (store) {
		const id = allowed ? (known ?? newId()) : undefined;
		const named = calls.flatMap((placed) => namedBy(placed, id, expanded));
		state.counters.withoutConsent += calls.length - named.length;
		return { calls: named, cookies: id === undefined ? [] : keepCookies(id, profile, deps), store };
	}
	state.counters.withoutConsent += calls.length;
	if (known === undefined) return { calls: [], cookies: [], store };
	if (calls.some(({ call }) => call['erase'] === true)) {
		await eraseBrowser(exchange, known);
		return { calls: [], cookies: dropCookies(deps), store };
	}
	const withdrawal = { index: calls[0]?.index ?? 0, call: statement(known, expanded, exchange) };
	return { calls: [withdrawal], cookies: dropCookies(deps), store };
}

/** The call under the browser's id; an id of another library that came along names the same browser. */
function namedBy({ index, call }: PlacedCall, id: string | undefined, said: Call): PlacedCall[] {
	const context = isObject(call['context']) ? call['context'] : {};
	const told = context['consent'] === undefined ? context : { ...context, consent: said };
	if (id === undefined)
		return call['anonymousId'] || call['userId'] ? [{ index, call: { ...call, context: told } }] : [];
	if (!call['anonymousId']) return [{ index, call: { ...call, anonymousId: id, context: told } }];
	const others = Array.isArray(told['externalIds']) ? (told['externalIds'] as unknown[]) : [];
	const externalIds = [...others, { type: 'anonymous_id', id, collection: 'users', encoding: 'none' }];
	return [{ index, call: { ...call, context: { ...told, externalIds } } }];
}

/** Only what was said of consent, once a day however often it is sent. */
function statement(anonymousId: string, consent: Call, { deps }: Exchange): Call {
	const now = deps.clock.now();
	const digest = createHash('sha1')
		.update(JSON.stringify([anonymousId, consent, Math.floor(now / DAY_MS)]))
		.digest('hex');
	return { type: 'identify', anonymousId, messageId: `consent-${digest}`, context: { consent } };
}

async function eraseBrowser({ deps, state }: Exchange, id: string): Promise<void> {
	const identifier = { type: 'anonymous_id', value: id };
	const profile = await deps.cdp.profiles?.get(identifier);
	// A browser may take itself out; taking a known person out needs more than a cookie.
	if (!profile || profile.known) return;
	await deps.cdp.profiles?.erase(identifier, { suppress: true });
	state.counters.erased += 1;
}

/** A call with an id of its own: stored unless its consent says no (or nothing, where the collector needs a yes). */
function foreign(exchange: Exchange, placed: PlacedCall, settings: ConsentSettings): PlacedCall[] {
	const { call, index } = placed;
	const context = isObject(call['context']) ? call['context'] : {};
	const said = isObject(context['consent']) ? context['consent'] : undefined;
	if (!said) return exchange.deps.requireConsent ? [] : [placed];
	const { store } = permissionOf(said, settings);
	if (store || !(exchange.deps.requireConsent || saysNo(said, settings))) return [placed];
	const { anonymousId } = call;
	return typeof anonymousId === 'string' && anonymousId !== ''
		? [{ index, call: statement(anonymousId, said, exchange) }]
		: [];
}

/** A no to storage by name; one to all of several categories is meant so too. */
function saysNo(said: Call, settings: ConsentSettings): boolean {
	const categories = categoriesOf(said);
	const words = Object.values(categories);
	const { categoryPreferences: _, ...signals } = said;
	if (words.length === 0 || Object.keys(signals).length > 0) {
		if (permissionOf(signals, settings).denied) return true;
	}
	return categories['storage'] === false || (words.length > 1 && !words.includes(true));
}

/** The browser's header belongs to what its call says of consent. */
function withControl(placed: PlacedCall, gpc: boolean): PlacedCall {
	const { context } = placed.call;
	if (!gpc || !isObject(context) || !isObject(context['consent'])) return placed;
	const consent = { ...context['consent'], gpc: true };
	return { ...placed, call: { ...placed.call, context: { ...context, consent } } };
}

/** Calls that said nothing of consent: the header alone is noted, once a day for each browser. */
function controls(kept: PlacedCall[], exchange: Exchange): PlacedCall[] {
	const ids = kept.flatMap(({ call }) => {
		const silent = !isObject(call['context']) || !isObject(call['context']['consent']);
		return silent && typeof call['anonymousId'] === 'string' && call['anonymousId'] !== '' ? [call['anonymousId']] : [];
	});
	return [...new Set(ids)].map((id) => ({ index: -1, call: statement(id, { gpc: true }, exchange) }));
}
