import { createHmac } from 'node:crypto';
import type { Batch, Destination, Verdict } from '../../core/delivery/destination';
import type { HttpResponse } from '../../core/ports';

/** Statuses after which the same request may succeed: too early, too many, or the server's own trouble. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Any system that takes JSON over HTTP. */
export const webhook: Destination = Object.freeze<Destination>({
	slug: 'webhook',
	name: 'Webhook',
	description: 'Sends additions, updates and removals as JSON to an address of yours, signed if you like',
	transport: 'http',
	fields: [
		{
			key: 'url',
			label: 'URL',
			type: 'string',
			required: true,
			description: 'Where to send the changes',
			placeholder: 'e.g. https://example.com/audience',
		},
		{
			key: 'secret',
			label: 'Signing Secret',
			type: 'secret',
			description: 'When set, each request carries X-CDP-Signature: sha256=HMAC of the body',
		},
		{
			key: 'batchSize',
			label: 'Batch Size',
			type: 'number',
			default: 500,
			description: 'Most people in one request, up to 1,000',
		},
		{
			key: 'allowPrivate',
			label: 'Allow Private Addresses',
			type: 'boolean',
			default: false,
			description: 'Whether the URL may lead into a private network or this machine',
		},
	],
	identifiers: [],
	limits: { maxBatch: 1000 },
	request: (batch) => {
		const body = JSON.stringify({
			action: batch.action,
			segment: batch.changes[0]?.segment ?? '',
			changes: batch.changes.map(({ key, identifiers, traits }) => ({
				key,
				identifiers,
				...(batch.action === 'remove' ? {} : { traits }),
			})),
		});
		return { method: 'POST', url: String(batch.config['url']), headers: headers(batch, body), body };
	},
	read,
});

function headers({ config, idempotencyKey }: Batch, body: string): Record<string, string> {
	const signature: Record<string, string> = config['secret']
		? { 'x-cdp-signature': `sha256=${createHmac('sha256', String(config['secret'])).update(body).digest('hex')}` }
		: {};
	return { 'content-type': 'application/json', 'idempotency-key': idempotencyKey, ...signature };
}

/** 2xx takes all, unless the answer lists refusals: `{"refused":[{"key":"p1","reason":"…"}]}`. */
function read(response: HttpResponse, batch: Batch): Verdict[] {
	if (response.status >= 200 && response.status < 300) {
		const refused = refusals(response.body);
		return batch.changes.map(({ key }) =>
			refused.has(key) ? { outcome: 'refused', reason: refused.get(key) ?? '' } : { outcome: 'done' },
		);
	}
	const reason = `the server answered ${response.status}`;
	if (!PASSING.has(response.status)) return batch.changes.map(() => ({ outcome: 'refused', reason }));
	const afterMs = retryAfter(response.headers['retry-after']);
	return batch.changes.map(() => ({ outcome: 'retry', reason, ...(afterMs === undefined ? {} : { afterMs }) }));
}

function refusals(body: string): Map<string, string> {
	try {
		const { refused } = JSON.parse(body) as { refused?: Array<{ key?: unknown; reason?: unknown }> };
		return new Map((Array.isArray(refused) ? refused : []).map((r) => [String(r.key), String(r.reason ?? 'refused')]));
	} catch {
		return new Map(); // an answer that is no JSON says nothing against anybody
	}
}

/** Seconds or an HTTP date (RFC 9110 10.2.3). */
function retryAfter(value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
