import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB, JANE, ORDER_SECONDS, PHONE_DIGITS, U1, bob, consent, hashedBob, jane, janesEmail, janesPhone,
	nobodySaidYesToMeasuring, oddEvent, order, reply,
} from '../shared/examplePeople'; // prettier-ignore

const config = { pixelId: '23', accessToken: 'token' };
const events = (data: object[], more = {}) => ({
	method: 'POST',
	url: 'https://graph.facebook.com/v25.0/23/events',
	headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
	body: JSON.stringify({ data, ...more }),
});
const browser = { client_ip_address: '203.0.113.7', client_user_agent: 'UA' };
const purchase = (user: object, event_time = ORDER_SECONDS) => ({
	event_name: 'Purchase',
	event_time,
	event_id: 'order-1',
	action_source: 'website',
	event_source_url: 'https://shop.example/thanks',
	user_data: { ...user, ...browser },
	custom_data: {
		value: 12.5,
		currency: 'EUR',
		order_id: 'A-17',
		content_name: 'Mug',
		content_ids: ['p1'],
		content_type: 'product',
		contents: [{ id: 'p1', quantity: 2, item_price: 6.25 }],
		num_items: 2,
	},
});
const taken = reply(200, { events_received: 1, messages: [], fbtrace_id: 't-1' });
const done = { outcome: 'done', requestId: 't-1' } as const;
const wrong = (code: number, message: string) => reply(400, { error: { message, code } });
const bought = { ...bob, event: order };

export const examples: DestinationExample[] = [
	{
		title: 'an order with everything Meta matches by; the event’s id is what Meta drops repeats by',
		shows: 'success',
		action: 'event',
		config: { ...config, testEventCode: 'TEST1' },
		changes: [
			{
				...jane,
				consent: { status: 'granted', purposes: [1, 7] },
				identifiers: [
					janesEmail,
					janesPhone,
					{ type: 'user_id', value: 'u1' },
					{ type: 'cookie:_fbp', value: 'fb.1.2.3' },
				],
				traits: {
					first_name: 'Jane',
					birthday: '1990-02-03',
					gender: 'Female',
					address: { city: 'St. Louis', state: 'MO', country: 'US' },
				},
				event: order,
			},
		],
		exchange: [
			{
				request: events(
					[
						{
							...purchase({}),
							user_data: {
								em: JANE,
								ph: PHONE_DIGITS,
								fn: '81f8f6dde88365f3928796ec7aa53f72820b06db8664f5fe76a7eb13e24546a2',
								db: 'de8dbdfc21186d2b8035ddbb9d51db9ac4b4919c79a6cda2350e852b7a2eb915',
								ge: '252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111',
								ct: '8ba24bdf99947996f3000259be455de791b06fcc0e802ce05031030df1ee8ea3',
								st: 'f4a4ce5fa6340a35aa5db0b4b6d31a6fbaa6052356460dbb0537657d803f5be2',
								country: '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621',
								external_id: [U1],
								...browser,
								fbp: 'fb.1.2.3',
							},
						},
					],
					{ test_event_code: 'TEST1' },
				),
				reply: taken,
			},
		],
		verdicts: [done],
	},
	{
		title: 'an event older than a week would take the others along: it goes alone, and only it is refused',
		shows: 'partial refusal',
		action: 'event',
		config,
		changes: [
			{ ...hashedBob, event: { ...order, time: Date.UTC(2026, 4, 1) } },
			bought,
			{ key: 'p3', identifiers: [], consent, event: oddEvent },
		],
		exchange: [
			{ request: events([purchase({ em: BOB })]), reply: taken },
			{
				request: events([purchase({ em: BOB }, Date.UTC(2026, 4, 1) / 1000)]),
				reply: wrong(100, 'Event Timestamp Too Old'),
			},
		],
		verdicts: [
			{ outcome: 'refused', reason: 'the platform answered 400: Event Timestamp Too Old' },
			done,
			{ outcome: 'refused', reason: 'nothing that Meta could find the person by' },
		],
	},
	{
		title: 'an event of your own keeps its name; where it happened is in its properties',
		action: 'event',
		config,
		changes: [{ ...bob, event: { ...oddEvent, properties: { action_source: 'physical_store' } } }],
		exchange: [
			{
				request: events([
					{
						event_name: 'Cushion Fluffed',
						event_time: ORDER_SECONDS,
						event_id: 'odd-1',
						action_source: 'physical_store',
						user_data: { em: BOB },
					},
				]),
				reply: taken,
			},
		],
		verdicts: [done],
	},
	{
		title: 'too many calls: the code says so',
		shows: 'rate limit',
		action: 'event',
		config,
		changes: [bought],
		exchange: [{ request: events([purchase({ em: BOB })]), reply: wrong(4, 'Application request limit reached.') }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 400: Application request limit reached.' }],
	},
	{
		title: 'the token has ended',
		shows: 'expired credential',
		action: 'event',
		config,
		changes: [bought],
		exchange: [{ request: events([purchase({ em: BOB })]), reply: wrong(190, 'Error validating access token.') }],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (400: Error validating access token.)',
				stop: true,
			},
		],
	},
	nobodySaidYesToMeasuring(config),
];
