import type { DestinationExample } from '../../core/delivery/example';

const config = { apiKey: 'k', listId: '12' };
const headers = { 'api-key': 'k', 'content-type': 'application/json' };
const consent = { status: 'granted' as const };
const ann = { key: 'p1', segment: 'vip', identifiers: [{ type: 'email', value: 'Ann@Example.com' }], consent };
const bob = { key: 'p2', segment: 'vip', identifiers: [{ type: 'user_id', value: 'u2' }], consent };
const time = Date.UTC(2026, 4, 31, 10);

const send = (path: string, body: object, host = 'api') => ({
	method: 'POST',
	url: `https://${host}.iterable.com/api/${path}`,
	headers,
	body: JSON.stringify(body),
});
const reply = (status: number, facts: object, more = {}) => ({ status, headers: more, body: JSON.stringify(facts) });
const counts = (facts = {}) => reply(200, { successCount: 1, failCount: 0, ...facts });
const subscribe = send('lists/subscribe', {
	listId: 12,
	subscribers: [
		{ email: 'ann@example.com', dataFields: {} },
		{ userId: 'u2', dataFields: {}, preferUserId: true },
	],
});
const code = (status: number, name: string) => reply(status, { msg: 'x', code: name, params: null });

/** Users, lists, events and purchases. */
export const examples: DestinationExample[] = [
	{
		title: 'into a list, with their fields',
		shows: 'success',
		action: 'add',
		config: { ...config, dataCenter: 'eu' },
		changes: [{ ...ann, traits: { first_name: 'Ann', phone: '+1 (234) 567-8901', plan: 'pro' } }],
		exchange: [
			{
				request: send(
					'lists/subscribe',
					{
						listId: 12,
						subscribers: [
							{ email: 'ann@example.com', dataFields: { plan: 'pro', phoneNumber: '+12345678901', firstName: 'Ann' } },
						],
					},
					'api.eu',
				),
				reply: counts(),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'one was forgotten for good and is refused',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [
			{
				request: subscribe,
				reply: counts({ failCount: 1, failedUpdates: { forgottenUserIds: ['u2'], invalidEmails: [] } }),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'Iterable: forgottenUserIds' }],
	},
	{
		title: 'without a list: one user, and a field that says who is a member',
		action: 'add',
		config: { apiKey: 'k' },
		changes: [{ ...ann, identifiers: [...ann.identifiers, { type: 'user_id', value: 'u1' }] }],
		exchange: [
			{
				request: send('users/update', { email: 'ann@example.com', userId: 'u1', dataFields: { vip: true } }),
				reply: reply(200, { msg: 'ok', code: 'Success', params: null }),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'several are updated together',
		action: 'update',
		config,
		changes: [
			{ ...ann, traits: { plan: 'pro' } },
			{ ...bob, traits: { plan: 'free' } },
		],
		exchange: [
			{
				request: send('users/bulkUpdate', {
					users: [
						{ email: 'ann@example.com', dataFields: { plan: 'pro' } },
						{ userId: 'u2', dataFields: { plan: 'free' }, preferUserId: true },
					],
				}),
				reply: counts({ successCount: 2 }),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'too many requests',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [{ request: subscribe, reply: code(429, 'RateLimitExceeded') }],
		verdicts: [
			{ outcome: 'retry', reason: 'the platform answered 429' },
			{ outcome: 'retry', reason: 'the platform answered 429' },
		],
	},
	{
		title: 'the key was revoked',
		shows: 'expired credential',
		action: 'remove',
		config,
		changes: [ann],
		exchange: [
			{
				request: send('lists/unsubscribe', { listId: 12, subscribers: [{ email: 'ann@example.com' }] }),
				reply: code(401, 'BadApiKey'),
			},
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform does not accept the credential (401)', stop: true }],
	},
	{
		title: 'nobody is sent who did not say yes',
		shows: 'consent missing',
		action: 'add',
		config,
		changes: [{ ...ann, consent: undefined }],
		exchange: [],
		verdicts: [{ outcome: 'withheld', reason: 'no consent is known' }],
	},
	{
		title: 'a removal; who is unknown there has left already',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ ...ann, consent: undefined, traits: { first_name: 'Ann' } }, bob],
		exchange: [
			{
				request: send('lists/unsubscribe', {
					listId: 12,
					subscribers: [{ email: 'ann@example.com' }, { userId: 'u2' }],
				}),
				reply: counts({ failCount: 1, failedUpdates: { notFoundUserIds: ['u2'] } }),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'an order and an event',
		action: 'event',
		config,
		changes: [
			{
				...ann,
				event: {
					id: 'e-1',
					name: 'Order Completed',
					time,
					properties: { total: 20, products: [{ product_id: 'sku', name: 'A', price: 10, quantity: 2 }] },
					context: {},
				},
			},
			{ ...bob, event: { id: 'e-2', name: 'Signed Up', time, properties: { plan: 'pro' }, context: {} } },
		],
		exchange: [
			{
				request: send('commerce/trackPurchase', {
					id: 'e-1',
					user: { email: 'ann@example.com' },
					items: [{ id: 'sku', name: 'A', price: 10, quantity: 2 }],
					total: 20,
					createdAt: 1780221600,
					dataFields: { total: 20 },
				}),
				reply: reply(200, { msg: 'ok', code: 'Success', params: null }),
			},
			{
				request: send('events/track', {
					userId: 'u2',
					eventName: 'Signed Up',
					id: 'e-2',
					createdAt: 1780221600,
					dataFields: { plan: 'pro' },
				}),
				reply: reply(200, { msg: 'ok', code: 'Success', params: null }),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
];
