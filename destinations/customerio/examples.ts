import type { DestinationExample } from '../../core/delivery/example';

const config = { siteId: 's', apiKey: 'k', accountRegion: 'eu' };
const headers = { authorization: 'Basic czpr', 'content-type': 'application/json' };
const consent = { status: 'granted' as const };
const ann = { key: 'p1', segment: 'vip', identifiers: [{ type: 'user_id', value: 'u1' }], consent };
const bob = { key: 'p2', segment: 'vip', identifiers: [{ type: 'email', value: 'Bob@Example.com' }], consent };

const send = (path: string, body: object) => ({
	method: 'POST',
	url: `https://track-eu.customer.io/api/${path}`,
	headers,
	body: JSON.stringify(body),
});
const reply = (status: number, facts: object = {}, more = {}) => ({
	status,
	headers: more,
	body: JSON.stringify(facts),
});
const identify = (identifiers: object, attributes: object) => ({
	type: 'person',
	identifiers,
	action: 'identify',
	attributes,
});
const both = send('v2/batch', {
	batch: [
		identify({ id: 'u1' }, { vip: true }),
		identify({ email: 'bob@example.com' }, { email: 'bob@example.com', vip: true }),
	],
});
const oneAnn = send('v2/entity', identify({ id: 'u1' }, { vip: true }));

/** People, segments and events. */
export const examples: DestinationExample[] = [
	{
		title: 'one person; dates become seconds since 1970',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				...ann,
				identifiers: [...ann.identifiers, { type: 'email', value: 'Ann@Example.com ' }],
				traits: { firstName: 'Ann', birthday: '1990-02-03', last_seen: '2026-05-31T10:00:00Z', plan: 'pro' },
			},
		],
		exchange: [
			{
				request: send(
					'v2/entity',
					identify(
						{ id: 'u1' },
						{
							birthday: 634003200,
							last_seen: 1780221600,
							plan: 'pro',
							email: 'ann@example.com',
							first_name: 'Ann',
							vip: true,
						},
					),
				),
				reply: reply(200),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'several: the place of the wrong one is named',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [
			{
				request: both,
				reply: reply(207, {
					errors: [{ batch_index: 1, reason: 'invalid', field: 'email', message: 'bob@example.com is not valid' }],
				}),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'invalid: email' }],
	},
	{
		title: 'into a manual segment, by id and by e-mail',
		action: 'add',
		config: { ...config, segmentId: '7' },
		changes: [ann, bob],
		exchange: [
			{
				request: send('v2/batch', {
					batch: [identify({ id: 'u1' }, {}), identify({ email: 'bob@example.com' }, { email: 'bob@example.com' })],
				}),
				reply: reply(200),
			},
			{ request: send('v1/segments/7/add_customers?id_type=id', { ids: ['u1'] }), reply: reply(200) },
			{ request: send('v1/segments/7/add_customers?id_type=email', { ids: ['bob@example.com'] }), reply: reply(200) },
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'too many requests',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [ann],
		exchange: [{ request: oneAnn, reply: reply(429, {}, { 'retry-after': '2' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429', afterMs: 2_000 }],
	},
	{
		title: 'the key was revoked',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [ann],
		exchange: [{ request: oneAnn, reply: reply(401, { meta: { error: 'unauthorized' } }) }],
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
		title: 'a removal says only that',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ ...ann, consent: undefined, traits: { first_name: 'Ann' } }],
		exchange: [{ request: send('v2/entity', identify({ id: 'u1' }, { vip: false })), reply: reply(200) }],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'a removal from a manual segment',
		action: 'remove',
		config: { ...config, segmentId: '7' },
		changes: [ann],
		exchange: [{ request: send('v1/segments/7/remove_customers?id_type=id', { ids: ['u1'] }), reply: reply(200) }],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'an event, with the same ULID at every try',
		action: 'event',
		config,
		changes: [
			{
				...ann,
				event: {
					id: 'e-1',
					name: 'Signed Up',
					time: Date.UTC(2026, 4, 31, 10),
					properties: { plan: 'pro' },
					context: {},
				},
			},
		],
		exchange: [
			{
				request: send('v2/entity', {
					type: 'person',
					identifiers: { id: 'u1' },
					action: 'event',
					id: '01KSYQKR80Q57N4CCPNAPDHFDS',
					name: 'Signed Up',
					timestamp: 1780221600,
					attributes: { plan: 'pro' },
				}),
				reply: reply(200),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
];
