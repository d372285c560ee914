import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB, JANE, ORDER_SECONDS, PHONE, U1, bob, consent, jane, janesEmail, janesPhone, nobodySaidYesToMeasuring, oddEvent,
	order, reply,
} from '../shared/examplePeople'; // prettier-ignore

const config = { eventSourceId: 'C0Q1', accessToken: 'token' };
const track = (event_source: string, data: object[], more = {}) => ({
	method: 'POST',
	url: 'https://business-api.tiktok.com/open_api/v1.3/event/track/',
	headers: { 'access-token': 'token', 'content-type': 'application/json' },
	body: JSON.stringify({ event_source, event_source_id: 'C0Q1', ...more, data }),
});
const purchase = (user: object, more = {}) => ({
	event: 'Purchase',
	event_time: ORDER_SECONDS,
	event_id: 'order-1',
	user: { ...user, ip: '203.0.113.7', user_agent: 'UA', locale: 'en-GB', ...more },
	page: { url: 'https://shop.example/thanks', referrer: 'https://shop.example/cart' },
	properties: {
		value: 12.5,
		currency: 'EUR',
		order_id: 'A-17',
		content_type: 'product',
		contents: [
			{
				content_id: 'p1',
				content_name: 'Mug',
				content_category: 'Kitchen',
				brand: 'Mugs Ltd',
				price: 6.25,
				quantity: 2,
			},
		],
		num_items: 2,
	},
});
const answer = (code: number, message: string) => reply(200, { code, message, request_id: 'r-1', data: {} });
const ok = answer(0, 'OK');
const done = { outcome: 'done', requestId: 'r-1' } as const;
const bought = { ...bob, event: order };

export const examples: DestinationExample[] = [
	{
		title: 'an order with everything TikTok matches by',
		shows: 'success',
		action: 'event',
		config: { ...config, testEventCode: 'TEST1' },
		changes: [
			{
				...jane,
				consent: { status: 'granted', purposes: [1, 7] },
				identifiers: [janesEmail, janesPhone, { type: 'user_id', value: 'u1' }, { type: 'cookie:_ttp', value: 'tp-1' }],
				traits: { first_name: 'Jane', address: { city: 'London', country: 'GB' } },
				event: { ...order, properties: { ...order.properties, ttclid: 'E.C.P.1' } },
			},
		],
		exchange: [
			{
				request: track(
					'web',
					[
						purchase(
							{
								email: JANE,
								phone: PHONE,
								external_id: U1,
								first_name: '81f8f6dde88365f3928796ec7aa53f72820b06db8664f5fe76a7eb13e24546a2',
								city: 'london',
								country: 'gb',
							},
							{ ttclid: 'E.C.P.1', ttp: 'tp-1' },
						),
					],
					{ test_event_code: 'TEST1' },
				),
				reply: ok,
			},
		],
		verdicts: [done],
	},
	{
		title: 'one request holds events of one source; an event of your own keeps its name',
		shows: 'partial refusal',
		action: 'event',
		config,
		changes: [
			bought,
			{ ...bob, event: { ...oddEvent, properties: { action_source: 'offline' } } },
			{ key: 'p3', identifiers: [], consent, event: oddEvent },
		],
		exchange: [
			{ request: track('web', [purchase({ email: BOB })]), reply: ok },
			{
				request: track('offline', [
					{ event: 'Cushion Fluffed', event_time: ORDER_SECONDS, event_id: 'odd-1', user: { email: BOB } },
				]),
				reply: answer(40002, 'event_source_id: no offline event set.'),
			},
		],
		verdicts: [
			done,
			{ outcome: 'refused', reason: 'the platform answered 200: event_source_id: no offline event set.' },
			{ outcome: 'refused', reason: 'nothing that TikTok could find the person by' },
		],
	},
	{
		title: 'too many calls: the code says so',
		shows: 'rate limit',
		action: 'event',
		config,
		changes: [bought],
		exchange: [{ request: track('web', [purchase({ email: BOB })]), reply: answer(40100, 'Too many requests.') }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 200: Too many requests.' }],
	},
	{
		title: 'the token was revoked',
		shows: 'expired credential',
		action: 'event',
		config,
		changes: [bought],
		exchange: [
			{ request: track('web', [purchase({ email: BOB })]), reply: answer(40105, 'Access token is incorrect.') },
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (200: Access token is incorrect.)',
				stop: true,
			},
		],
	},
	nobodySaidYesToMeasuring(config),
];
