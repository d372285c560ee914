import type { Verdict } from '../../core/delivery/destination';
import type { DestinationExample } from '../../core/delivery/example';

const config = { apiKey: 'k', instance: 'fra-01' };
const headers = { authorization: 'Bearer k', 'content-type': 'application/json' };
const consent = { status: 'granted' as const };
const ann = { key: 'p1', segment: 'vip', identifiers: [{ type: 'user_id', value: 'u1' }], consent };
const bob = { key: 'p2', segment: 'vip', identifiers: [{ type: 'email', value: 'Bob@Example.com' }], consent };
const time = Date.UTC(2026, 4, 31, 10);

const track = (body: object) => ({
	method: 'POST',
	url: 'https://rest.fra-01.braze.eu/users/track',
	headers,
	body: JSON.stringify(body),
});
const reply = (status: number, facts: object, more = {}) => ({ status, headers: more, body: JSON.stringify(facts) });
const taken = (facts = {}) => reply(201, { message: 'success', ...facts });
const both = track({
	attributes: [
		{ vip: true, external_id: 'u1' },
		{ email: 'bob@example.com', vip: true },
	],
});
const wrong = [{ type: "'email' is not valid", input_array: 'attributes', index: 1 }];

const twice = (verdict: Verdict): Verdict[] => [verdict, verdict];

/** Attributes, events and purchases. */
export const examples: DestinationExample[] = [
	{
		title: 'standard attributes under Braze’s names, the others as they are',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				...ann,
				identifiers: [...ann.identifiers, { type: 'email', value: ' Ann@Example.com' }],
				traits: {
					firstName: 'Ann',
					city: 'Köln',
					country: 'Germany',
					gender: 'Female',
					birthday: '1990-02-03',
					plan: 'pro',
				},
			},
		],
		exchange: [
			{
				request: track({
					attributes: [
						{
							plan: 'pro',
							email: 'ann@example.com',
							first_name: 'Ann',
							home_city: 'Köln',
							country: 'DE',
							gender: 'F',
							dob: '1990-02-03',
							vip: true,
							external_id: 'u1',
						},
					],
				}),
				reply: taken({ attributes_processed: 1 }),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'Braze takes one and names the place of the other',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [{ request: both, reply: taken({ attributes_processed: 1, errors: wrong }) }],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: "'email' is not valid" }],
	},
	{
		title: 'in a 400 nothing was taken: the other is sent again',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [{ request: both, reply: reply(400, { message: 'Valid data must be provided', errors: wrong }) }],
		verdicts: [
			{ outcome: 'retry', reason: 'refused together with others that were wrong', afterMs: 0 },
			{ outcome: 'refused', reason: "'email' is not valid" },
		],
	},
	{
		title: 'too many requests',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [{ request: both, reply: reply(429, { message: 'Rate limited' }, { 'retry-after': '3' }) }],
		verdicts: twice({ outcome: 'retry', reason: 'the platform answered 429: Rate limited', afterMs: 3_000 }),
	},
	{
		title: 'the key was revoked',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [{ request: both, reply: reply(401, { message: 'Invalid API key' }) }],
		verdicts: twice({
			outcome: 'retry',
			reason: 'the platform does not accept the credential (401: Invalid API key)',
			stop: true,
		}),
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
		title: 'a removal says only that, and creates nobody',
		shows: 'removal',
		action: 'remove',
		config: { ...config, attribute: 'is_vip' },
		changes: [{ ...ann, consent: undefined, traits: { first_name: 'Ann' } }],
		exchange: [
			{
				request: track({ attributes: [{ is_vip: false, external_id: 'u1', _update_existing_only: true }] }),
				reply: taken({ attributes_processed: 1 }),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'an event; an order is a purchase for each product; who is unknown is refused',
		action: 'event',
		config: { ...config, appId: 'app' },
		changes: [
			{ ...ann, event: { id: 'e-1', name: 'Signed Up', time, properties: { plan: 'pro' }, context: {} } },
			{
				...bob,
				event: {
					id: 'e-2',
					name: 'Order Completed',
					time,
					properties: {
						order_id: 't1',
						currency: 'eur',
						products: [{ product_id: 'sku', name: 'A', price: 10, quantity: 2 }],
					},
					context: {},
				},
			},
			{ ...ann, identifiers: [], event: { id: 'e-3', name: 'Signed Up', time, properties: {}, context: {} } },
		],
		exchange: [
			{
				request: track({
					events: [
						{
							external_id: 'u1',
							app_id: 'app',
							name: 'Signed Up',
							time: '2026-05-31T10:00:00.000Z',
							properties: { plan: 'pro' },
						},
					],
					purchases: [
						{
							email: 'bob@example.com',
							app_id: 'app',
							product_id: 'sku',
							currency: 'EUR',
							price: 10,
							quantity: 2,
							properties: { order_id: 't1', name: 'A' },
							time: '2026-05-31T10:00:00.000Z',
						},
					],
				}),
				reply: taken({ events_processed: 1, purchases_processed: 1 }),
			},
		],
		verdicts: [
			{ outcome: 'done' },
			{ outcome: 'done' },
			{ outcome: 'refused', reason: 'nothing to tell the user by (user_id, email, phone)' },
		],
	},
];
