import type { Json, JsonObject } from '../model/json';
import type { HttpResponse } from '../ports';
import type { Batch, Verdict } from './destination';

/** Statuses after which the same request may succeed: too early, too many, or the server's own trouble. */
export const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);
/** The credential is wrong, expired or not allowed to: nobody in the batch can help it. */
const CREDENTIAL = new Set([401, 403]);

/** Longest part of a platform's message that is kept. */
const MESSAGE = 300;

/** What an answer that is no 2xx means for everybody; undefined for a 2xx. */
export function failure(response: HttpResponse, { people, now }: Batch): Verdict[] | undefined {
	if (response.status >= 200 && response.status < 300) return undefined;
	const verdict = failed(response, now);
	return people.map(() => verdict);
}

export interface Blame {
	/** What the platform says in its own format; found in the usual places when missing. */
	why?: string;
	/** What is to blame by the platform's own code, where the status does not tell: the credential, the moment (limits), the data. */
	blame?: 'credential' | 'moment' | 'data';
}

/** The same for one. */
export function failed(response: HttpResponse, now: number, { why, blame = blameOf(response) }: Blame = {}): Verdict {
	const text = why ?? message(response.body);
	const said = text ? `: ${text.slice(0, MESSAGE)}` : '';
	if (blame === 'credential')
		return {
			outcome: 'retry',
			reason: `the platform does not accept the credential (${response.status}${said})`,
			stop: true,
		};
	const reason = `the platform answered ${response.status}${said}`;
	if (blame === 'data') return { outcome: 'refused', reason };
	const afterMs = retryAfter(response.headers['retry-after'], now);
	return { outcome: 'retry', reason, ...(afterMs === undefined ? {} : { afterMs }) };
}

function blameOf({ status }: HttpResponse): 'credential' | 'moment' | 'data' {
	if (CREDENTIAL.has(status)) return 'credential';
	return PASSING.has(status) ? 'moment' : 'data';
}

/** Seconds or an HTTP date (RFC 9110 10.2.3). */
export function retryAfter(value: string | undefined, now: number): number | undefined {
	if (value === undefined) return undefined;
	const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The answer as JSON object; undefined when it is something else (HTML of a proxy, half an answer). */
export function jsonBody(response: HttpResponse): JsonObject | undefined {
	try {
		const value = JSON.parse(response.body) as Json;
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** A 2xx that is no JSON did not come from the platform: asked again. */
export const NOT_JSON: Verdict = Object.freeze({ outcome: 'retry', reason: 'the answer was not JSON' });

/** Where platforms put their reason; never the whole body, which may repeat what we sent. */
const PLACES = [['error', 'message'], ['message'], ['error_description'], ['error'], ['detail'], ['title'], ['reason']];

function message(body: string): string {
	const answer = jsonBody({ status: 0, headers: {}, body });
	const found = PLACES.map((place) => at(answer, place)).find((value) => typeof value === 'string' && value !== '');
	return typeof found === 'string' ? masked(found) : '';
}

/** A platform may repeat what we sent: addresses, numbers and hashes do not belong into errors. */
function masked(text: string): string {
	return text
		.replace(/[^\s"'<>]+@[^\s"'<>]+/g, '…@…')
		.replace(/[0-9a-f]{32,}/gi, '…')
		.replace(/\+?\d[\d ()-]{7,}\d/g, '…');
}

/** The value at a path of keys; undefined when it leads nowhere. */
export function at(value: Json | undefined, path: readonly string[]): Json | undefined {
	return path.reduce<Json | undefined>(
		(inner, key) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner[key] : undefined),
		value,
	);
}
