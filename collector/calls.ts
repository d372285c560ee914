import type { CollectRequest } from './contract';
import type { Refusal, RejectedCall } from './answer';
import type { Route } from './routes';

/** One object of a request, with the place it had there. */
export interface PlacedCall {
	index: number;
	call: Record<string, unknown>;
}

/** The calls of a request, those of wrong form already set apart, and the key that came with them. */
export interface Calls {
	calls: PlacedCall[];
	rejected: RejectedCall[];
	writeKey: unknown;
	/** What our tag says of consent for the whole request. */
	consent?: unknown;
}

/** More calls than this in one request are refused: nothing of them could be told apart in a log. Segment's own batches have at most 2,500. */
export const MAX_CALLS = 10_000;

/** Deeper nesting is an attack on the parsers behind us, not a fact about a customer. */
const MAX_DEPTH = 64;

/** The calls of a parsed body. `type` comes from the path for single calls and from the call itself in a batch. */
export function callsOf(value: unknown, route: Route): Calls | Refusal {
	if (route.kind === 'call')
		return isObject(value)
			? { ...placed([{ ...value, type: route.type }], {}, value['writeKey']), consent: value['consent'] }
			: wrongBody('must be a JSON object');
	// Bare lists are taken too: what exports write.
	const body: unknown = Array.isArray(value) ? { batch: value as unknown[] } : value;
	if (!isObject(body)) return wrongBody('must be a JSON object with `batch`');
	const { batch } = body;
	if (!Array.isArray(batch)) return { ...wrongBody('must be a list of calls'), field: 'batch' };
	if (batch.length === 0) return { ...wrongBody('is empty'), field: 'batch' };
	if (batch.length > MAX_CALLS)
		return { status: 413, error: 'The batch is too large', field: 'batch', reason: `has more than ${MAX_CALLS} calls` };
	const writeKey = body['writeKey'] ?? (batch[0] as Record<string, unknown> | null)?.['writeKey'];
	return { ...placed(batch, body, writeKey), consent: body['consent'] };
}

/** A page's call without its own user agent gets the header's, so that robots and devices can be told later. */
export function withUserAgent(call: Record<string, unknown>, request: CollectRequest): Record<string, unknown> {
	const userAgent = request.headers['user-agent'];
	const context = isObject(call['context']) ? call['context'] : {};
	if (
		userAgent === undefined ||
		context['userAgent'] !== undefined ||
		(call['context'] != null && !isObject(call['context']))
	)
		return call;
	return { ...call, context: { ...context, userAgent } };
}

const wrongBody = (reason: string): Refusal => ({
	status: 400,
	error: 'The body is not a call',
	field: '(body)',
	reason,
});

function placed(items: unknown[], shared: Record<string, unknown>, writeKey: unknown): Calls {
	const calls: PlacedCall[] = [];
	const rejected: RejectedCall[] = [];
	items.forEach((item, index) => {
		if (!isObject(item)) rejected.push({ index, field: '(call)', reason: 'must be a JSON object' });
		else if (isDeeper(item, MAX_DEPTH))
			rejected.push({ index, field: '(call)', reason: `is nested deeper than ${MAX_DEPTH} levels` });
		else calls.push({ index, call: withShared(item, shared) });
	});
	return { calls, rejected, writeKey };
}

/** What a batch says for all its calls; a call's own word wins. The key is no part of what is stored. */
function withShared(item: Record<string, unknown>, shared: Record<string, unknown>): Record<string, unknown> {
	const { writeKey: _key, ...call } = item;
	if (call['sentAt'] == null && shared['sentAt'] != null) call['sentAt'] = shared['sentAt'];
	if (isObject(shared['context']) && (call['context'] == null || isObject(call['context']))) {
		call['context'] = { ...shared['context'], ...(call['context'] ?? {}) };
	}
	return call;
}

/** True for what JSON writes in braces. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	for (const inner of Object.values(value)) if (isDeeper(inner, levels - 1)) return true;
	return false;
}
