import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB, IDFA, JANE, ORDER_SECONDS, PHONE_DIGITS, U1, bob, jane, janesEmail, janesIphone, janesPhone,
	nobodySaidYesToMeasuring, oddEvent, order, reply,
} from '../shared/examplePeople'; // prettier-ignore

const config = { pixelId: 'px', accessToken: 'token' };
const events = (...data: object[]) => ({
	method: 'POST',
	url: 'https://tr.snapchat.com/v3/px/events?access_token=token',
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ data }),
});
const purchase = (user: object, more = {}) => ({
	event_name: 'PURCHASE',
	event_time: ORDER_SECONDS,
	event_id: 'order-1',
	action_source: 'WEB',
	event_source_url: 'https://shop.example/thanks',
	user_data: { ...user, client_ip_address: '203.0.113.7', client_user_agent: 'UA', ...more },
	custom_data: {
		value: 12.5,
		currency: 'EUR',
		order_id: 'A-17',
		content_ids: ['p1'],
		content_category: ['Kitchen'],
		contents: [{ id: 'p1', quantity: 2, item_price: 6.25, brand: 'Mugs Ltd' }],
		num_items: 2,
	},
});
const taken = reply(200, { status: 'VALID', reason: 'All records processed' });
const bought = { ...bob, event: order };

export const examples: DestinationExample[] = [
	{
		title: 'an order with everything Snapchat matches by',
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
					{ type: 'cookie:_scid', value: 'sc-1' },
				],
				event: order,
			},
		],
		exchange: [
			{
				request: events(purchase({ em: JANE, ph: PHONE_DIGITS, external_id: U1, madid: IDFA }, { sc_cookie1: 'sc-1' })),
				reply: taken,
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'Snapchat knows a fixed list of events; others need a name in the form',
		shows: 'partial refusal',
		action: 'event',
		config,
		changes: [bought, { ...bob, event: oddEvent }],
		exchange: [{ request: events(purchase({ em: BOB })), reply: taken }],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'Snapchat has no event of that name' }],
	},
	{
		title: 'the name of the form is for all',
		action: 'event',
		config: { ...config, eventName: 'CUSTOM_EVENT_1', actionSource: 'OFFLINE' },
		changes: [{ ...bob, event: oddEvent }],
		exchange: [
			{
				request: events({
					event_name: 'CUSTOM_EVENT_1',
					event_time: ORDER_SECONDS,
					event_id: 'odd-1',
					action_source: 'OFFLINE',
					user_data: { em: BOB },
				}),
				reply: taken,
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'too many calls',
		shows: 'rate limit',
		action: 'event',
		config,
		changes: [bought],
		exchange: [{ request: events(purchase({ em: BOB })), reply: reply(429, '', { 'retry-after': '5' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429', afterMs: 5_000 }],
	},
	{
		title: 'the token was taken back',
		shows: 'expired credential',
		action: 'event',
		config,
		changes: [bought],
		exchange: [
			{ request: events(purchase({ em: BOB })), reply: reply(401, { status: 'INVALID', reason: 'Invalid token.' }) },
		],
		verdicts: [
			{ outcome: 'retry', reason: 'the platform does not accept the credential (401: Invalid token.)', stop: true },
		],
	},
	nobodySaidYesToMeasuring(config),
];
