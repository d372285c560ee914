import type { DestinationExample } from '../../core/delivery/example';

const config = { apiKey: 'pk', listId: 'L1' };
const read = { accept: 'application/json', authorization: 'Klaviyo-API-Key pk', revision: '2026-04-15' };
const headers = { ...read, 'content-type': 'application/json' };
const consent = { status: 'granted' as const };
const ann = { key: 'p1', identifiers: [{ type: 'email', value: ' Ann@Example.com' }], consent };
const bob = { key: 'p2', identifiers: [{ type: 'user_id', value: 'u2' }], consent };

const send = (method: string, path: string, body?: object) => ({
	method,
	url: `https://a.klaviyo.com/api/${path}`,
	headers: body ? headers : read,
	body: body ? JSON.stringify(body) : '',
});
const reply = (status: number, facts?: object, more = {}) => ({
	status,
	headers: more,
	body: facts ? JSON.stringify(facts) : '',
});
const error = (status: number, title: string, more = {}) =>
	reply(status, { errors: [{ status, title, detail: 'about ann@example.com' }] }, more);
const annProfile = { type: 'profile', attributes: { email: 'ann@example.com' } };
const intoList = (...ids: string[]) => ({ data: ids.map((id) => ({ type: 'profile', id })) });
const importAnn = send('POST', 'profile-import', { data: annProfile });
const importBoth = send('POST', 'profile-bulk-import-jobs', {
	data: {
		type: 'profile-bulk-import-job',
		attributes: { profiles: { data: [annProfile, { type: 'profile', attributes: { external_id: 'u2' } }] } },
		relationships: { lists: { data: [{ type: 'list', id: 'L1' }] } },
	},
});
const job = (status: string, failed = 0) =>
	reply(200, { data: { type: 'profile-bulk-import-job', id: 'J1', attributes: { status, failed_count: failed } } });
const made = reply(202, { data: { type: 'profile-bulk-import-job', id: 'J1' } });
const askJob = send('GET', 'profile-bulk-import-jobs/J1');
const ordered = {
	...ann,
	event: {
		id: 'e-1',
		name: 'Order Completed',
		time: Date.UTC(2026, 4, 31, 10),
		properties: { revenue: 12.5, currency: 'eur' },
		context: {},
	},
};
const event = {
	properties: { revenue: 12.5, currency: 'eur' },
	time: '2026-05-31T10:00:00.000Z',
	value: 12.5,
	value_currency: 'EUR',
	unique_id: 'e-1',
	metric: { data: { type: 'metric', attributes: { name: 'Order Completed' } } },
};

/** Profiles, list and events. */
export const examples: DestinationExample[] = [
	{
		title: 'one person: the profile, then the list',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				...ann,
				identifiers: [
					...ann.identifiers,
					{ type: 'phone', value: '+44 (0)20 7946 0000' },
					{ type: 'user_id', value: 'u1' },
				],
				traits: { firstName: 'Ann', city: 'Leeds', country: 'GB', title: 'Dr', plan: 'pro', scores: [1, 2] },
			},
		],
		exchange: [
			{
				request: send('POST', 'profile-import', {
					data: {
						type: 'profile',
						attributes: {
							email: 'ann@example.com',
							phone_number: '+442079460000',
							external_id: 'u1',
							first_name: 'Ann',
							title: 'Dr',
							location: { city: 'Leeds', country: 'GB' },
							properties: { plan: 'pro', scores: [1, 2] },
						},
					},
				}),
				reply: reply(201, { data: { type: 'profile', id: 'P1' } }),
			},
			{ request: send('POST', 'lists/L1/relationships/profiles', intoList('P1')), reply: reply(204) },
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'several by a job, asked for until it is complete; it names the one it did not take',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [
			{ request: importBoth, reply: made },
			{ request: askJob, reply: job('processing') },
			{ request: askJob, reply: job('complete', 1) },
			{
				request: send('GET', 'profile-bulk-import-jobs/J1/import-errors'),
				reply: reply(200, {
					data: [
						{
							type: 'import-error',
							id: 'E1',
							attributes: {
								code: 'invalid',
								title: 'Invalid email address',
								detail: 'ann@example.com is not',
								original_payload: { email: 'ann@example.com' },
							},
						},
					],
					links: { next: null },
				}),
			},
		],
		verdicts: [
			{ outcome: 'refused', reason: 'Invalid email address' },
			{ outcome: 'done', requestId: 'J1' },
		],
	},
	{
		title: 'a job that is refused at once because of one person: the other is sent again',
		action: 'add',
		config,
		changes: [ann, bob],
		exchange: [
			{
				request: importBoth,
				reply: reply(400, {
					errors: [
						{
							status: 400,
							title: 'Invalid input.',
							detail: 'x',
							source: { pointer: '/data/attributes/profiles/data/0/attributes/email' },
						},
					],
				}),
			},
		],
		verdicts: [
			{ outcome: 'refused', reason: 'Invalid input.' },
			{ outcome: 'retry', reason: 'refused together with others that were wrong', afterMs: 0 },
		],
	},
	{
		title: 'too many requests',
		shows: 'rate limit',
		action: 'update',
		config,
		changes: [ann],
		exchange: [{ request: importAnn, reply: error(429, 'Throttled', { 'retry-after': '7' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429: Throttled', afterMs: 7_000 }],
	},
	{
		title: 'the key was revoked: everything waits',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [ann],
		exchange: [{ request: importAnn, reply: error(401, 'Invalid API key.') }],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (401: Invalid API key.)',
				stop: true,
			},
		],
	},
	{
		title: 'nobody is sent who did not say yes to e-mail',
		shows: 'consent missing',
		action: 'add',
		config,
		changes: [
			{ ...ann, consent: undefined },
			{ ...ann, consent: { status: 'granted', purposes: ['advertising'] } },
		],
		exchange: [],
		verdicts: [
			{ outcome: 'withheld', reason: 'no consent is known' },
			{ outcome: 'withheld', reason: 'no consent for email' },
		],
	},
	{
		title: 'a removal looks the profiles up and takes those out that are there',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [
			{ ...ann, consent: undefined },
			{ ...bob, consent: undefined },
		],
		exchange: [
			{
				request: send(
					'GET',
					'profiles?filter=any%28email%2C%5B%22ann%40example.com%22%5D%29&fields%5Bprofile%5D=email&page%5Bsize%5D=100',
				),
				reply: reply(200, { data: [{ type: 'profile', id: 'P1' }] }),
			},
			{
				request: send(
					'GET',
					'profiles?filter=any%28external_id%2C%5B%22u2%22%5D%29&fields%5Bprofile%5D=external_id&page%5Bsize%5D=100',
				),
				reply: reply(200, { data: [] }),
			},
			{ request: send('DELETE', 'lists/L1/relationships/profiles', intoList('P1')), reply: reply(204) },
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'without a list a property says who is a member; who leaves is sent without traits',
		action: 'remove',
		config: { apiKey: 'pk' },
		changes: [{ ...ann, segment: 'vip', traits: { first_name: 'Ann' } }],
		exchange: [
			{
				request: send('POST', 'profile-import', {
					data: { type: 'profile', attributes: { email: 'ann@example.com', properties: { vip: false } } },
				}),
				reply: reply(200, { data: { type: 'profile', id: 'P1' } }),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'one event',
		action: 'event',
		config,
		changes: [ordered],
		exchange: [
			{
				request: send('POST', 'events', {
					data: { type: 'event', attributes: { ...event, profile: { data: annProfile } } },
				}),
				reply: reply(202),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'several events',
		action: 'event',
		config,
		changes: [ordered, { ...ordered, event: { ...ordered.event, id: 'e-2' } }],
		exchange: [
			{
				request: send('POST', 'event-bulk-create-jobs', {
					data: {
						type: 'event-bulk-create-job',
						attributes: {
							'events-bulk-create': {
								data: [event, { ...event, unique_id: 'e-2' }].map((attributes) => ({
									type: 'event-bulk-create',
									attributes: { profile: { data: annProfile }, events: { data: [{ type: 'event', attributes }] } },
								})),
							},
						},
					},
				}),
				reply: reply(202),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
];
