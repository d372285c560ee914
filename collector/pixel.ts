import { CALL_TYPES } from '../core/model/call';
import type { CollectRequest } from './contract';
import { isObject, type Calls } from './calls';
import { callsOf } from './calls';
import { isRefusal, type Refusal } from './answer';
import type { Route } from './routes';

/** Query parameters that are fields of the call; `email` becomes a trait, everything else a property. */
const CALL_FIELDS = new Set([
	'userId',
	'anonymousId',
	'messageId',
	'groupId',
	'event',
	'name',
	'timestamp',
	'writeKey',
]);

/** How advertisers' pixels name consent signals. */
const CONSENT_FIELDS = new Set(['gdpr', 'gdpr_consent', 'gpp', 'gpp_sid', 'us_privacy']);

/**
 * The call in a pixel's query: either all of it as base64 JSON in `data` (as in Segment's pixel API),
 * or single parameters, e.g. `?writeKey=…&event=Email+Opened&userId=u1&campaign=spring`.
 */
export function pixelCall(request: CollectRequest, route: Route): Calls | Refusal {
	const { data, ...rest } = request.query;
	const call = data === undefined ? fromParameters(rest, request.headers['referer']) : fromData(String(data));
	if (isRefusal(call)) return call;
	const named = String(call['type'] ?? rest['type'] ?? (call['event'] ? 'track' : 'page'));
	const type = CALL_TYPES.find((known) => known === named);
	if (!type)
		return {
			status: 400,
			error: 'The pixel is not a call',
			field: 'type',
			reason: `must be one of ${CALL_TYPES.join(', ')}`,
		};
	return callsOf({ writeKey: rest['writeKey'], ...call }, { ...route, kind: 'call', type });
}

function fromData(data: string): Record<string, unknown> | Refusal {
	try {
		// Query strings turn the + of base64 into a space.
		const value: unknown = JSON.parse(Buffer.from(data.replaceAll(' ', '+'), 'base64').toString('utf8'));
		if (isObject(value)) return value;
	} catch {
		// Answered below, as any other text that holds no call.
	}
	return { status: 400, error: 'The pixel is not a call', field: 'data', reason: 'must be a JSON object in base64' };
}

function fromParameters(query: Record<string, string>, referer: string | undefined): Record<string, unknown> {
	const call: Record<string, unknown> = {};
	const context: Record<string, unknown> = {};
	const consent: Record<string, unknown> = {};
	const properties: Record<string, unknown> = referer === undefined ? {} : { url: referer };
	for (const [key, value] of Object.entries(query)) {
		if (CALL_FIELDS.has(key)) call[key] = value;
		else if (CONSENT_FIELDS.has(key)) consent[key] = value;
		else if (key === 'email') context['traits'] = { email: value };
		else if (key !== 'type') properties[key] = value;
	}
	if (Object.keys(consent).length > 0) context['consent'] = consent;
	return { ...call, ...(Object.keys(context).length > 0 ? { context } : {}), properties };
}
