import type { DestinationExample } from '../../core/delivery/example';

const config = { measurementId: 'G-X', apiSecret: 's' };
const headers = { 'content-type': 'application/json' };
const consent = { status: 'granted' as const, adPersonalization: false };
const said = { consent: { ad_user_data: 'GRANTED', ad_personalization: 'DENIED' } };
const time = Date.UTC(2026, 4, 31, 10);

const collect = (body: object, at = 'https://www.google-analytics.com/mp/collect') => ({
	method: 'POST',
	url: `${at}?api_secret=s&measurement_id=G-X`,
	headers,
	body: JSON.stringify(body),
});
const reply = (status: number, body = '', more = {}) => ({ status, headers: more, body });
const event = (name: string, properties = {}) => ({ id: 'e-1', name, time, properties, context: {} });
const ann = { key: 'e-1', identifiers: [{ type: 'cookie:_ga', value: 'GA1.1.1234.5678' }], consent };
const signedUp = { ...ann, event: event('Signed Up', { method: 'Email' }) };
const signUp = {
	client_id: '1234.5678',
	...said,
	events: [{ name: 'sign_up', timestamp_micros: time * 1000, params: { method: 'Email' } }],
};

/** Events of a web stream. */
export const examples: DestinationExample[] = [
	{
		title: 'an order; the client stands in Google’s own cookie, the session in the cookie of the stream',
		shows: 'success',
		action: 'event',
		config: { ...config, collectIn: 'eu', userProperties: 'plan', userData: true },
		changes: [
			{
				...ann,
				identifiers: [
					...ann.identifiers,
					{ type: 'cookie:_ga_X', value: 'GS1.1.1748680000.3.1.1748680100.0.0.0' },
					{ type: 'user_id', value: 'u1' },
					{ type: 'email', value: 'Bob@Example.com' },
				],
				traits: { plan: 'pro', birthday: '1990-02-03' },
				event: event('Order Completed', {
					order_id: 't1',
					revenue: 10,
					currency: 'usd',
					products: [{ product_id: 'sku', name: 'A', price: 10, quantity: 1, image_url: 'https://example.com/a.png' }],
				}),
			},
		],
		exchange: [
			{
				request: collect(
					{
						client_id: '1234.5678',
						user_id: 'u1',
						...said,
						user_properties: { plan: { value: 'pro' } },
						user_data: { sha256_email_address: ['5ff860bf1190596c7188ab851db691f0f3169c453936e9e1eba2f9a47f7a0018'] },
						events: [
							{
								name: 'purchase',
								timestamp_micros: time * 1000,
								params: {
									session_id: '1748680000',
									engagement_time_msec: 1,
									transaction_id: 't1',
									currency: 'USD',
									value: 10,
									items: [{ item_id: 'sku', item_name: 'A', price: 10, quantity: 1 }],
								},
							},
						],
					},
					'https://region1.google-analytics.com/mp/collect',
				),
				reply: reply(204),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'two clients are two requests; who has none, and a name that Google keeps to itself, are refused',
		shows: 'partial refusal',
		action: 'event',
		config,
		changes: [
			signedUp,
			{ ...signedUp, identifiers: [] },
			{ ...signedUp, event: event('session_start') },
			{ ...signedUp, identifiers: [{ type: 'anonymous_id', value: 'b-1' }] },
		],
		exchange: [
			{ request: collect(signUp), reply: reply(204) },
			{ request: collect({ ...signUp, client_id: 'b-1' }), reply: reply(204) },
		],
		verdicts: [
			{ outcome: 'done' },
			{ outcome: 'refused', reason: 'nothing to tell the client by: no client id, cookie or user id' },
			{ outcome: 'refused', reason: 'the name of the event is reserved by Google, or has no letters' },
			{ outcome: 'done' },
		],
	},
	{
		title: 'Google’s checking address names the event that is wrong; nothing is recorded',
		action: 'event',
		config: { ...config, validateOnly: true },
		changes: [signedUp, { ...signedUp, event: event('Order Completed', { order_id: 't1' }) }],
		exchange: [
			{
				request: collect(
					{
						...signUp,
						events: [
							...signUp.events,
							{ name: 'purchase', timestamp_micros: time * 1000, params: { transaction_id: 't1' } },
						],
						validation_behavior: 'ENFORCE_RECOMMENDATIONS',
					},
					'https://www.google-analytics.com/debug/mp/collect',
				),
				reply: reply(
					200,
					JSON.stringify({
						validationMessages: [
							{
								fieldPath: 'events[1].params.currency',
								description: 'Event parameter currency is required.',
								validationCode: 'VALUE_REQUIRED',
							},
						],
					}),
				),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'VALUE_REQUIRED' }],
	},
	{
		title: 'too many requests',
		shows: 'rate limit',
		action: 'event',
		config,
		changes: [signedUp],
		exchange: [{ request: collect(signUp), reply: reply(429, '', { 'retry-after': '10' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429', afterMs: 10_000 }],
	},
	{
		title: 'a proxy in front of Google wants another secret: nothing is lost',
		shows: 'expired credential',
		action: 'event',
		config,
		changes: [signedUp],
		exchange: [{ request: collect(signUp), reply: reply(403, '{"error":"forbidden"}') }],
		verdicts: [
			{ outcome: 'retry', reason: 'the platform does not accept the credential (403: forbidden)', stop: true },
		],
	},
	{
		title: 'who did not agree to measuring is not measured',
		shows: 'consent missing',
		action: 'event',
		config,
		changes: [
			{ ...signedUp, consent: undefined },
			{ ...signedUp, consent: { status: 'granted', purposes: [1, 3] } },
		],
		exchange: [],
		verdicts: [
			{ outcome: 'withheld', reason: 'no consent is known' },
			{ outcome: 'withheld', reason: 'no consent for TCF purpose 7' },
		],
	},
];
