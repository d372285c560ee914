import { Rates } from './rates';

/** What a collector has seen since it started; shown by /healthz. */
export interface CollectCounters {
	/** Calls stored (or known already, by messageId). */
	accepted: number;
	/** Calls refused for what they say. */
	rejected: number;
	/** Calls of robots: answered, and kept out of people. */
	robots: number;
	/** Calls that visitors did not agree to: not stored, and nobody is known by them. */
	withoutConsent: number;
	/** Browsers that were erased because they asked for it. */
	erased: number;
	/** Requests without a right key or from an origin that is not allowed. */
	unauthorised: number;
	/** Browsers sent to a partner, ids of partners taken in, and what of both was refused. */
	synced: number;
	matched: number;
	syncsRefused: number;
	/** Requests answered 429. */
	throttled: number;
	/** Requests answered 503 because the store did not take them. */
	failed: number;
}

/** Shared by all requests of one collector. */
export interface CollectorState {
	counters: CollectCounters;
	/** Calls handed to the engine and not yet durable. */
	callsInFlight: number;
	/** Browsers that send faster than anybody reads. */
	rates: Rates;
	/** When counters were last added to the store, and how much of them. */
	keptAt: number;
	kept: Partial<CollectCounters>;
	/** More than this many and new requests are answered 429; default 20,000. */
	maxCallsInFlight: number;
}

/** A fresh state; keep one for as long as the collector lives. */
export function createState(maxCallsInFlight = 20_000): CollectorState {
	return {
		counters: {
			accepted: 0,
			rejected: 0,
			robots: 0,
			withoutConsent: 0,
			erased: 0,
			synced: 0,
			matched: 0,
			syncsRefused: 0,
			unauthorised: 0,
			throttled: 0,
			failed: 0,
		},
		rates: new Rates(),
		keptAt: 0,
		kept: {},
		callsInFlight: 0,
		maxCallsInFlight,
	};
}
