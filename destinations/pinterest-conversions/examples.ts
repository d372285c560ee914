import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB, IDFA, JANE, ORDER_SECONDS, PHONE_DIGITS, U1, bob, consent, jane, janesEmail, janesIphone, janesPhone,
	nobodySaidYesToMeasuring, oddEvent, order, reply,
} from '../shared/examplePeople'; // prettier-ignore

const config = { adAccountId: '549', accessToken: 'token' };
const events = (...data: object[]) => ({
	method: 'POST',
	url: 'https://api.pinterest.com/v5/ad_accounts/549/events',
	headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
	body: JSON.stringify({ data }),
});
const checkout = (user: object, more = {}) => ({
	event_name: 'checkout',
	action_source: 'web',
	event_time: ORDER_SECONDS,
	event_id: 'order-1',
	event_source_url: 'https://shop.example/thanks',
	user_data: { ...user, client_ip_address: '203.0.113.7', client_user_agent: 'UA', ...more },
	custom_data: {
		currency: 'EUR',
		value: '12.5',
		order_id: 'A-17',
		content_ids: ['p1'],
		contents: [
			{
				id: 'p1',
				item_name: 'Mug',
				item_category: 'Kitchen',
				item_brand: 'Mugs Ltd',
				item_price: '6.25',
				quantity: 2,
			},
		],
		num_items: 2,
	},
	language: 'en',
});
const odd = {
	event_name: 'custom',
	action_source: 'web',
	event_time: ORDER_SECONDS,
	event_id: 'odd-1',
	user_data: { em: [BOB] },
};
const processed = (...events: object[]) =>
	reply(200, { num_events_received: events.length, num_events_processed: events.length, events });
const ok = { status: 'processed' };
const bought = { ...bob, event: order };

export const examples: DestinationExample[] = [
	{
		title: 'an order with everything Pinterest matches by, each a list; amounts are texts',
		shows: 'success',
		action: 'event',
		config,
		changes: [
			{
				...jane,
				consent: { status: 'granted', purposes: [1, 7] },
				identifiers: [
					janesEmail,
					janesPhone,
					janesIphone,
					{ type: 'user_id', value: 'u1' },
					{ type: 'cookie:_epik', value: 'dj0' },
				],
				traits: { gender: 'diverse', postcode: '63101-1' },
				event: order,
			},
		],
		exchange: [
			{
				request: events(
					checkout(
						{
							em: [JANE],
							ph: [PHONE_DIGITS],
							ge: ['1b16b1df538ba12dc3f97edbb85caa7050d46c148134290feba80f8236c83db9'],
							zp: ['a6d27065f811bafa7f7e369f0762c1867188f50fbae984bc40b893af8a7a57f9'],
							hashed_maids: [IDFA],
							external_id: [U1],
						},
						{ click_id: 'dj0' },
					),
				),
				reply: processed(ok),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'one status for each, also under 422; an event of your own is custom',
		shows: 'partial refusal',
		action: 'event',
		config,
		changes: [bought, { ...bob, event: oddEvent }, { key: 'p3', identifiers: [], consent, event: oddEvent }],
		exchange: [
			{
				request: events(checkout({ em: [BOB] }), odd),
				reply: reply(422, {
					num_events_received: 2,
					num_events_processed: 1,
					events: [ok, { status: 'failed', error_message: 'The event is too old.' }],
				}),
			},
		],
		verdicts: [
			{ outcome: 'done' },
			{ outcome: 'refused', reason: 'The event is too old.' },
			{ outcome: 'refused', reason: 'nothing that Pinterest could find the person by' },
		],
	},
	{
		title: 'too many calls',
		shows: 'rate limit',
		action: 'event',
		config,
		changes: [bought],
		exchange: [
			{
				request: events(checkout({ em: [BOB] })),
				reply: reply(429, { code: 8, message: 'This request exceeded a rate limit.' }),
			},
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429: This request exceeded a rate limit.' }],
	},
	{
		title: 'the token has ended',
		shows: 'expired credential',
		action: 'event',
		config,
		changes: [bought],
		exchange: [
			{
				request: events(checkout({ em: [BOB] })),
				reply: reply(401, { code: 2, message: 'Authentication failed.' }),
			},
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (401: Authentication failed.)',
				stop: true,
			},
		],
	},
	nobodySaidYesToMeasuring(config),
];
