import type { BlockList } from 'node:net';
import type { Cdp } from '../core/cdp';
import type { Clock } from '../core/ports';
import type { CollectorState } from './state';

/** One HTTP request, from any server: n8n's webhook or our own listener. */
export interface CollectRequest {
	/** Upper case. */
	method: string;
	/** Without query, beginning with `/v1/`, or `/healthz`. */
	path: string;
	query: Record<string, string>;
	/** Names in lower case. */
	headers: Record<string, string | undefined>;
	/** Raw bytes (also compressed), text, or JSON that the server has parsed already; undefined for none. */
	body: unknown;
	/** Address of the peer; only decides whether a collector without keys answers. Never stored. */
	ip: string;
}

/** What the collector needs from its host. */
export interface CollectDeps {
	cdp: Pick<Cdp, 'ingest'> & Partial<Pick<Cdp, 'consent' | 'personalize' | 'profiles' | 'sync'>>;
	/** The secret key of servers. Without any key only this machine itself may send. */
	writeKey?: string;
	/** The key that stands in web pages: whatever comes with it is unverified. */
	publicKey?: string;
	/** Name of the source kept with every event, e.g. `collector`. */
	source: string;
	clock: Clock;
	/** Origins of web pages that may send, e.g. `https://shop.example`; all when missing or empty. */
	allowedOrigins?: string[];
	/** The header in which a proxy of one's own says the visitor's country, e.g. `cf-ipcountry`; none when missing. */
	countryHeader?: string;
	/** Domain of the browser's cookie when it must reach further than the collector's own host, e.g. `shop.example`. */
	cookieDomain?: string;
	/** Browsers that say nothing of consent are not stored either; servers are believed. */
	requireConsent?: boolean;
	/** Addresses of data centres: what comes from there without the secret key is a robot. */
	dataCentres?: BlockList;
	/** Largest body after inflating; default 10 MB. */
	maxBodyBytes?: number;
	/** Counters and back-pressure, shared by all requests of a collector (`createState`); without it none are kept. */
	state?: CollectorState;
}

/** The answer to send, and the calls that are stored now (each with its `type`). */
export interface CollectResponse {
	status: number;
	headers: Record<string, string | string[]>;
	body: string | Buffer;
	accepted: Array<Record<string, unknown>>;
}
