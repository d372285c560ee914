import type { DestinationExample } from '../../core/delivery/example';

const config = { audienceId: 'A1', apiKey: 'key-us21', tagId: '9' };
const headers = { authorization: 'Basic Y2RwOmtleS11czIx', 'content-type': 'application/json' };
const consent = { status: 'granted' as const };
const ann = { key: 'p1', identifiers: [{ type: 'email', value: 'Ann@Example.com' }], consent };
const bob = {
	key: 'p2',
	identifiers: [{ type: 'email', value: 'bob@example.com' }],
	consent,
	traits: { first_name: 'Bob' },
};
/** MD5 of the addresses in lower case. */
const ANN = '/members/257c57037d384ae37ea27a07e8a01665';
const BOB = '/members/4b9bb80620f03eb3719e0a061c14283d';

const send = (method: string, path: string, body?: object) => ({
	method,
	url: `https://us21.api.mailchimp.com/3.0/lists/A1${path}`,
	headers,
	body: body ? JSON.stringify(body) : '',
});
const reply = (status: number, facts: object = {}, more = {}) => ({
	status,
	headers: more,
	body: JSON.stringify(facts),
});
const member = (email: string, more = {}) => ({ email_address: email, status: 'subscribed', ...more });
const both = (updates: boolean) =>
	send('POST', '', {
		members: [member('ann@example.com'), member('bob@example.com', { merge_fields: { FNAME: 'Bob' } })],
		update_existing: updates,
	});
const putAnn = send('PUT', ANN, { email_address: 'ann@example.com', status_if_new: 'subscribed' });

/** Members, tag and events. */
export const examples: DestinationExample[] = [
	{
		title: 'one person: a status for new members only, then the tag',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				...ann,
				traits: { firstName: 'Ann', phone: '+1 (234) 567-8901', birthday: '1990-02-03', PLAN: 'pro', nickname: 'A' },
			},
		],
		exchange: [
			{
				request: send('PUT', ANN, {
					email_address: 'ann@example.com',
					status_if_new: 'subscribed',
					merge_fields: { PLAN: 'pro', FNAME: 'Ann', PHONE: '+12345678901', BIRTHDAY: '02/03' },
				}),
				reply: reply(200, { id: 'x', status: 'subscribed' }),
			},
			{
				request: send('POST', '/segments/9', { members_to_add: ['ann@example.com'] }),
				reply: reply(200, { total_added: 1, errors: [], error_count: 0 }),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'several: one is wrong, one is there already and only changed, not subscribed again',
		shows: 'partial refusal',
		action: 'update',
		config,
		changes: [ann, bob],
		exchange: [
			{
				request: both(false),
				reply: reply(200, {
					new_members: [],
					updated_members: [],
					errors: [
						{
							email_address: 'ann@example.com',
							error: 'Please provide a valid email address.',
							error_code: 'ERROR_GENERIC',
						},
						{
							email_address: 'bob@example.com',
							error: 'bob@example.com is already a list member, do you want to update?',
							error_code: 'ERROR_CONTACT_EXISTS',
						},
					],
					error_count: 2,
				}),
			},
			{ request: send('PATCH', BOB, { merge_fields: { FNAME: 'Bob' } }), reply: reply(200, { id: 'y' }) },
		],
		verdicts: [{ outcome: 'refused', reason: 'ERROR_GENERIC' }, { outcome: 'done' }],
	},
	{
		title: 'subscribed again when that is wanted: one request for all, one for the tag',
		action: 'add',
		config: { ...config, resubscribe: true },
		changes: [ann, bob],
		exchange: [
			{ request: both(true), reply: reply(200, { errors: [], error_count: 0 }) },
			{
				request: send('POST', '/segments/9', { members_to_add: ['ann@example.com', 'bob@example.com'] }),
				reply: reply(200, { errors: [{ email_addresses: ['bob@example.com'], error: 'x' }], error_count: 1 }),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'Mailchimp did not tag the member' }],
	},
	{
		title: 'too many requests at once',
		shows: 'rate limit',
		action: 'update',
		config,
		changes: [ann],
		exchange: [
			{ request: putAnn, reply: reply(429, { title: 'Too Many Requests', detail: 'You have exceeded the limit.' }) },
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429: You have exceeded the limit.' }],
	},
	{
		title: 'the key was switched off',
		shows: 'expired credential',
		action: 'update',
		config,
		changes: [ann],
		exchange: [
			{ request: putAnn, reply: reply(401, { title: 'API Key Invalid', detail: 'Your API key may be invalid.' }) },
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (401: Your API key may be invalid.)',
				stop: true,
			},
		],
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
		title: 'a removal takes the tag off',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ ...ann, consent: undefined }, bob],
		exchange: [
			{
				request: send('POST', '/segments/9', { members_to_remove: ['ann@example.com', 'bob@example.com'] }),
				reply: reply(200, { total_removed: 1, errors: [{ email_addresses: ['bob@example.com'], error: 'x' }] }),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'without a tag the member is archived; who is no member has left already',
		action: 'remove',
		config: { ...config, tagId: '' },
		changes: [ann, bob],
		exchange: [
			{ request: send('DELETE', ANN), reply: { status: 204, headers: {}, body: '' } },
			{ request: send('DELETE', BOB), reply: reply(404, { title: 'Resource Not Found' }) },
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'an event',
		action: 'event',
		config,
		changes: [
			{
				...ann,
				event: {
					id: 'e-1',
					name: 'Order Completed',
					time: Date.UTC(2026, 4, 31, 10),
					properties: { total: 12.5 },
					context: {},
				},
			},
		],
		exchange: [
			{
				request: send('POST', `${ANN}/events`, {
					name: 'Order_Completed',
					properties: { total: '12.5' },
					occurred_at: '2026-05-31T10:00:00.000Z',
				}),
				reply: { status: 204, headers: {}, body: '' },
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
];
