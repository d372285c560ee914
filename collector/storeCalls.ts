import type { IngestResult } from '../core/model/call';
import { isCdpError } from '../core/model/errors';
import { json, refuse, type RejectedCall } from './answer';
import { withUserAgent, type Calls, type PlacedCall } from './calls';
import type { CollectResponse } from './contract';
import { countryOf, withCountry } from './country';
import type { Exchange } from './handle';
import { withoutRobots } from './robots';

/** The engine takes at most this many calls in one transaction. */
const ENGINE_BATCH = 1_000;

/** Hands the calls to the engine and answers when they are durable. */
export async function storeCalls(
	exchange: Exchange,
	{ calls, rejected }: Calls,
	verified: boolean,
): Promise<CollectResponse> {
	const { request, state, deps } = exchange;
	const people = verified ? withoutRobots(exchange, calls, true) : calls;
	if (state.callsInFlight > 0 && state.callsInFlight + people.length > state.maxCallsInFlight) {
		return refuse({ status: 429, error: 'Too many calls are waiting to be stored', headers: { 'retry-after': '1' } });
	}
	const country = countryOf(request, deps.countryHeader);
	const seen = (call: PlacedCall['call']) => withCountry(withUserAgent(call, request), country);
	const named = verified ? people : people.map((placed) => ({ ...placed, call: seen(placed.call) }));
	state.callsInFlight += named.length;
	try {
		const refusedByEngine = await ingest(exchange, named, verified);
		return settle(
			exchange,
			named,
			[...rejected, ...refusedByEngine].sort((a, b) => a.index - b.index),
		);
	} catch (error) {
		return failed(error);
	} finally {
		state.callsInFlight -= named.length;
	}
}

async function ingest({ deps, route }: Exchange, placed: PlacedCall[], verified: boolean): Promise<RejectedCall[]> {
	const origin = {
		source: deps.source,
		verified,
		receivedAt: deps.clock.now(),
		...(route.historical ? { historical: true } : {}),
	};
	const rejected: RejectedCall[] = [];
	for (let from = 0; from < placed.length; from += ENGINE_BATCH) {
		const part = placed.slice(from, from + ENGINE_BATCH);
		const result: IngestResult = await deps.cdp.ingest.calls(
			part.map(({ call }) => call),
			origin,
		);
		rejected.push(...result.rejected.map((r) => ({ ...r, index: part[r.index]?.index ?? r.index })));
	}
	return rejected;
}

/** 200 when anything was taken (or only robots came), 400 when nothing was. */
function settle({ state, route }: Exchange, given: PlacedCall[], rejected: RejectedCall[]): CollectResponse {
	const bad = new Set(rejected.map((r) => r.index));
	const accepted = given.filter(({ index }) => index >= 0 && !bad.has(index)).map(({ call }) => call);
	state.counters.accepted += accepted.length;
	state.counters.rejected += rejected.length;
	const [first] = rejected;
	if (first && accepted.length === 0) {
		return refuse({
			status: 400,
			error: `The ${route.kind === 'batch' ? 'calls were' : 'call was'} not accepted`,
			field: first.field,
			reason: first.reason,
			rejected,
		});
	}
	return { ...json(200, { success: true, ...(first ? { rejected } : {}) }), accepted };
}

/** The answer to an error: the sender keeps its calls and comes again, unless the calls themselves are wrong. */
export function failed(error: unknown): CollectResponse {
	if (isCdpError(error) && !error.retry && (error.fault === 'user' || error.fault === 'data')) {
		return refuse({ status: 400, error: 'The calls were not accepted', field: '(body)', reason: error.message });
	}
	// Without the store's own words: they may hold paths and values.
	return refuse({
		status: 503,
		error: 'The store cannot take events at the moment; send them again',
		headers: { 'retry-after': isCdpError(error) && error.retry ? '2' : '30' },
	});
}
