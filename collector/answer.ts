import type { CollectResponse } from './contract';

/** A call that was not taken, by its place in the request. */
export interface RejectedCall {
	index: number;
	field: string;
	reason: string;
}

/** What a refusal tells the sender. */
export interface Refusal {
	status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 503;
	error: string;
	field?: string;
	reason?: string;
	rejected?: RejectedCall[];
	headers?: Record<string, string>;
}

/** Refusals travel as values: a request never ends in an exception. */
export function isRefusal(value: unknown): value is Refusal {
	return typeof value === 'object' && value !== null && 'status' in value && 'error' in value;
}

/** Answers with JSON. */
export function json(status: number, body: object, headers: Record<string, string> = {}): CollectResponse {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(body),
		accepted: [],
	};
}

/** Answers a refusal as `{error, field?, reason?, rejected?}`. */
export function refuse(refusal: Refusal): CollectResponse {
	const { status, headers, ...body } = refusal;
	return json(status, body, headers);
}

/** The smallest transparent GIF: 43 bytes. */
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/** The pixel; never cached, or the second view would not be seen. */
export function gif(): CollectResponse {
	const headers = {
		'content-type': 'image/gif',
		'cache-control': 'no-store, no-cache, must-revalidate, private',
		'content-length': String(GIF.length),
	};
	return { status: 200, headers, body: GIF, accepted: [] };
}
