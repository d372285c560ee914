import type { DestinationExample } from '../../core/delivery/example';
import type { Json } from '../../core/model/json';

const config = { accessToken: 'tok', listId: '42' };
const headers = { authorization: 'Bearer tok', 'content-type': 'application/json' };
const consent = { status: 'granted' as const };
const ann = { key: 'p1', identifiers: [{ type: 'email', value: 'Ann@Example.com' }], consent };
const bob = { key: 'p2', identifiers: [{ type: 'email', value: 'bob@example.com' }], consent };

const send = (method: string, path: string, body?: Json) => ({
	method,
	url: `https://api.hubapi.com/${path}`,
	headers,
	body: body === undefined ? '' : JSON.stringify(body),
});
const reply = (status: number, facts?: object, more = {}) => ({
	status,
	headers: more,
	body: facts ? JSON.stringify(facts) : '',
});
const error = (status: number, message: string, more = {}) => reply(status, { status: 'error', message }, more);
const contact = (id: string, email: string) => ({ id, properties: { email } });
const patchAnn = send('PATCH', 'crm/v3/objects/contacts/ann%40example.com?idProperty=email', {
	properties: { email: 'ann@example.com' },
});
const input = (email: string, place: number) => ({
	idProperty: 'email',
	id: email,
	properties: { email },
	objectWriteTraceId: String(place),
});
const upsert = (...emails: string[]) =>
	send('POST', 'crm/v3/objects/contacts/batch/upsert', { inputs: emails.map((email, i) => input(email, i)) });
const find = (...emails: string[]) =>
	send('POST', 'crm/v3/objects/contacts/batch/read', {
		idProperty: 'email',
		properties: ['email'],
		inputs: emails.map((id) => ({ id })),
	});

/** Contacts, lists and custom events. */
export const examples: DestinationExample[] = [
	{
		title: 'one person who is no contact yet: created, then put into the list',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				...ann,
				traits: {
					firstName: 'Ann',
					last_name: 'Smith',
					phone: '+1 (234) 567-8901',
					plan: 'pro',
					tags: ['a', 'b'],
					at: {},
				},
			},
		],
		exchange: (() => {
			const properties = {
				plan: 'pro',
				tags: 'a;b',
				email: 'ann@example.com',
				phone: '+12345678901',
				firstname: 'Ann',
				lastname: 'Smith',
			};
			return [
				{
					request: send('PATCH', 'crm/v3/objects/contacts/ann%40example.com?idProperty=email', { properties }),
					reply: error(404, 'resource not found'),
				},
				{ request: send('POST', 'crm/v3/objects/contacts', { properties }), reply: reply(201, { id: '7' }) },
				{
					request: send('PUT', 'crm/v3/lists/42/memberships/add', ['7']),
					reply: reply(200, { recordsIdsAdded: ['7'] }),
				},
			];
		})(),
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'several: HubSpot names the one it did not take; only the other goes into the list',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [
			{
				request: upsert('ann@example.com', 'bob@example.com'),
				reply: reply(207, {
					status: 'COMPLETE',
					results: [contact('8', 'bob@example.com')],
					numErrors: 1,
					errors: [
						{ status: 'error', category: 'VALIDATION_ERROR', message: 'x', context: { objectWriteTraceId: ['0'] } },
					],
				}),
			},
			{ request: send('PUT', 'crm/v3/lists/42/memberships/add', ['8']), reply: reply(200, { recordsIdsAdded: ['8'] }) },
		],
		verdicts: [{ outcome: 'refused', reason: 'VALIDATION_ERROR' }, { outcome: 'done' }],
	},
	{
		title: 'the whole batch is refused and nobody named: it is split until the wrong one stands alone',
		action: 'update',
		config,
		changes: [ann, bob],
		exchange: [
			{ request: upsert('ann@example.com', 'bob@example.com'), reply: error(400, 'Property values were not valid') },
			{ request: upsert('ann@example.com'), reply: error(400, 'Property values were not valid') },
			{
				request: upsert('bob@example.com'),
				reply: reply(200, { status: 'COMPLETE', results: [contact('8', 'bob@example.com')] }),
			},
		],
		verdicts: [
			{ outcome: 'refused', reason: 'the platform answered 400: Property values were not valid' },
			{ outcome: 'done' },
		],
	},
	{
		title: 'too many requests in ten seconds',
		shows: 'rate limit',
		action: 'update',
		config,
		changes: [ann],
		exchange: [
			{
				request: patchAnn,
				reply: error(429, 'You have reached your ten_secondly_rolling limit.', { 'retry-after': '10' }),
			},
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform answered 429: You have reached your ten_secondly_rolling limit.',
				afterMs: 10_000,
			},
		],
	},
	{
		title: 'the token has ended and there is nothing to renew it with',
		shows: 'expired credential',
		action: 'update',
		config,
		changes: [ann],
		exchange: [{ request: patchAnn, reply: error(401, 'Authentication credentials not found.') }],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (401: Authentication credentials not found.)',
				stop: true,
			},
		],
	},
	{
		title: 'nobody is sent who did not say yes',
		shows: 'consent missing',
		action: 'add',
		config,
		changes: [{ ...ann, consent: { status: 'denied' } }],
		exchange: [],
		verdicts: [{ outcome: 'withheld', reason: 'consent was denied' }],
	},
	{
		title: 'a removal leaves the contact and takes it out of the list; who is no contact has left already',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [
			{ ...ann, consent: undefined },
			{ ...bob, consent: undefined },
		],
		exchange: [
			{
				request: find('ann@example.com', 'bob@example.com'),
				reply: reply(207, { status: 'COMPLETE', results: [contact('7', 'ann@example.com')], numErrors: 1 }),
			},
			{
				request: send('PUT', 'crm/v3/lists/42/memberships/remove', ['7']),
				reply: reply(200, { recordsIdsRemoved: ['7'] }),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'without a list the membership property says it',
		action: 'remove',
		config: { accessToken: 'tok', attribute: 'vip' },
		changes: [{ ...ann, traits: { first_name: 'Ann' } }],
		exchange: [
			{ request: find('ann@example.com'), reply: reply(200, { results: [contact('7', 'ann@example.com')] }) },
			{
				request: send('POST', 'crm/v3/objects/contacts/batch/update', {
					inputs: [{ id: '7', properties: { vip: false } }],
				}),
				reply: reply(200, { results: [contact('7', 'ann@example.com')] }),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'nobody is taken out of nothing',
		action: 'remove',
		config: { accessToken: 'tok' },
		changes: [ann],
		exchange: [],
		verdicts: [{ outcome: 'refused', reason: 'neither a list nor a membership field is set to take it out of' }],
	},
	{
		title: 'a custom event',
		action: 'event',
		config: { ...config, eventPrefix: 'pe1_' },
		changes: [
			{
				...ann,
				event: {
					id: 'e-1',
					name: 'Trial Started',
					time: Date.UTC(2026, 4, 31, 10),
					properties: { plan: 'pro' },
					context: {},
				},
			},
		],
		exchange: [
			{
				request: send('POST', 'events/v3/send', {
					eventName: 'pe1_trial_started',
					email: 'ann@example.com',
					occurredAt: '2026-05-31T10:00:00.000Z',
					properties: { plan: 'pro' },
					uuid: 'e-1',
				}),
				reply: reply(204),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
];
