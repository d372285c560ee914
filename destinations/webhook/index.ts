import { createHmac } from 'node:crypto';
import { PASSING, retryAfter } from '../../core/delivery/answer';
import type { Batch, Destination, Verdict } from '../../core/delivery/destination';
import { everybody } from '../../core/delivery/exchange';
import type { HttpResponse } from '../../core/ports';

/** Any system that takes JSON over HTTP. */
export const webhook: Destination = Object.freeze<Destination>({
	slug: 'webhook',
	name: 'Webhook',
	description: 'Sends additions, updates and removals as JSON to an address of yours, signed if you like',
	kinds: ['audience', 'profiles'],
	transport: 'http',
	credential: { name: 'cdpWebhookApi', label: 'Webhook' },
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
	identifiers: {},
	limits: { maxBatch: 1000 },
	consent: { purposes: ['advertising'], tcf: [] },
	*deliver(batch) {
		const body = JSON.stringify({
			action: batch.action,
			segment: batch.people[0]?.change.segment ?? '',
			changes: batch.people.map(({ change: { key, identifiers, traits } }) => ({
				key,
				identifiers,
				...(batch.action === 'remove' ? {} : { traits }),
			})),
		});
		return read(
			yield { request: { method: 'POST', url: String(batch.config['url']), headers: headers(batch, body), body } },
			batch,
		);
	},
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
		return batch.people.map(({ change: { key } }) =>
			refused.has(key) ? { outcome: 'refused', reason: refused.get(key) ?? '' } : { outcome: 'done' },
		);
	}
	const reason = `the server answered ${response.status}`;
	if (!PASSING.has(response.status)) return everybody(batch.people, { outcome: 'refused', reason });
	const afterMs = retryAfter(response.headers['retry-after'], batch.now);
	return everybody(batch.people, { outcome: 'retry', reason, ...(afterMs === undefined ? {} : { afterMs }) });
}

function refusals(body: string): Map<string, string> {
	try {
		const { refused } = JSON.parse(body) as { refused?: Array<{ key?: unknown; reason?: unknown }> };
		return new Map((Array.isArray(refused) ? refused : []).map((r) => [String(r.key), String(r.reason ?? 'refused')]));
	} catch {
		return new Map(); // an answer that is no JSON says nothing against anybody
	}
}
