import { createHmac } from 'node:crypto';
import { PASSING, retryAfter } from '../../core/delivery/answer';
import type { Batch, Destination, Verdict } from '../../core/delivery/destination';
import { everybody, parts } from '../../core/delivery/exchange';
import { text } from '../../core/delivery/record';
import type { DeliveryChange, OutgoingRequest } from '../../core/model/delivery';
import type { Json } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { fill, readTemplate, valuesOf } from './template';

/** Any system that takes JSON over HTTP. */
export const webhook: Destination = Object.freeze<Destination>({
	slug: 'webhook',
	name: 'Webhook',
	description: 'Sends additions, updates, removals and events as JSON to an address of yours, signed if you like',
	kinds: ['audience', 'profiles', 'events'],
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
			key: 'template',
			label: 'Body Template',
			type: 'string',
			description:
				'JSON for one change with placeholders such as [[email]], [[action]] or [[traits.plan]]; our own form when empty',
			placeholder: 'e.g. {"mail": "[[email]]", "vip": "[[traits.vip]]"}',
		},
		{
			key: 'send',
			label: 'Send',
			type: 'options',
			default: 'batch',
			description: 'Whether one request carries many changes or one',
			options: [
				{ value: 'batch', label: 'Many Changes a Request' },
				{ value: 'single', label: 'One Change a Request' },
			],
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
		const places = batch.people.map((_, i) => i);
		const groups = batch.config['send'] === 'single' ? places.map((i) => [i]) : [places];
		const list = groups.map((about) => ({ about, request: request(batch, about) }));
		if (list.length > 1) return yield* parts(batch, list, read);
		const [only] = list;
		return only ? read(yield { request: only.request }, batch) : [];
	},
});

function request(batch: Batch, about: number[]): OutgoingRequest {
	const changes = about.map((i) => batch.people[i]?.change).filter((one) => one !== undefined);
	const template = text(batch.config['template']);
	const isSingle = batch.config['send'] === 'single';
	const body = template ? templated(readTemplate(template), changes, isSingle) : plain(batch.action, changes);
	// One request a change: each has a key of its own.
	const key = isSingle ? `${batch.idempotencyKey}.${changes[0]?.key ?? ''}` : batch.idempotencyKey;
	return { method: 'POST', url: text(batch.config['url']), headers: headers(batch, body, key), body };
}

function templated(template: Json, changes: DeliveryChange[], isSingle: boolean): string {
	const filled = changes.map((change) => fill(template, valuesOf(change)));
	return JSON.stringify(isSingle ? (filled[0] ?? null) : filled);
}

function plain(action: Batch['action'], changes: DeliveryChange[]): string {
	return JSON.stringify({
		action,
		segment: changes[0]?.segment ?? '',
		changes: changes.map(({ key, identifiers, traits, event }) => ({
			key,
			identifiers,
			...(action === 'remove' ? {} : { traits }),
			...(event ? { event } : {}),
		})),
	});
}

function headers({ config }: Batch, body: string, key: string): Record<string, string> {
	const signature: Record<string, string> = config['secret']
		? { 'x-cdp-signature': `sha256=${createHmac('sha256', String(config['secret'])).update(body).digest('hex')}` }
		: {};
	return { 'content-type': 'application/json', 'idempotency-key': key, ...signature };
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
