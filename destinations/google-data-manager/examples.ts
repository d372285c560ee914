import type { DestinationExample } from '../../core/delivery/example';

const config = { accountId: '123-456-7890', productDestinationId: '42', accessToken: 'token', region: 'GB' };
const headers = { authorization: 'Bearer token', 'content-type': 'application/json' };
const consent = { status: 'granted' as const };
const destinations = [
	{ operatingAccount: { accountType: 'GOOGLE_ADS', accountId: '1234567890' }, productDestinationId: '42' },
];
const granted = { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_GRANTED' };
const accepted = { customerMatchTermsOfServiceStatus: 'ACCEPTED' };

/** SHA-256 of janedoe@gmail.com: dots and `+news` mean nothing at Gmail. */
const JANE = 'd6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69';
const BOB = '5ff860bf1190596c7188ab851db691f0f3169c453936e9e1eba2f9a47f7a0018';
const jane = { key: 'p1', identifiers: [{ type: 'email', value: ' Jane.Doe+News@Gmail.com ' }], consent };
const bob = { key: 'p2', identifiers: [{ type: 'email', value: 'bob@example.com' }], consent };

const post = (method: string, body: object) => ({
	method: 'POST',
	url: `https://datamanager.googleapis.com/v1/${method}`,
	headers,
	body: JSON.stringify(body),
});
const member = (hash: string) => ({ consent: granted, userData: { userIdentifiers: [{ emailAddress: hash }] } });
const ingest = (...hashes: string[]) =>
	post('audienceMembers:ingest', {
		destinations,
		audienceMembers: hashes.map(member),
		termsOfService: accepted,
		encoding: 'HEX',
	});
const taken = { status: 200, headers: {}, body: '{"requestId":"r-1"}' };
const error = (status: number, facts: object, more = {}) => ({
	status,
	headers: { 'content-type': 'application/json', ...more },
	body: JSON.stringify({ error: { code: status, ...facts } }),
});

/** Customer Match and conversions. */
export const examples: DestinationExample[] = [
	{
		title: 'somebody with everything Google matches by; the number has its trunk zero, the name a title and a suffix',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				...jane,
				identifiers: [...jane.identifiers, { type: 'phone', value: '+44 (0)20 7946 0000' }],
				traits: { first_name: 'Dr. Jane', last_name: 'Doe, Jr.', postcode: 'SW1A 1AA' },
			},
		],
		exchange: [
			{
				request: post('audienceMembers:ingest', {
					destinations,
					audienceMembers: [
						{
							consent: granted,
							userData: {
								userIdentifiers: [
									{ emailAddress: JANE },
									{ phoneNumber: '543f9cda443b9c55ebcf8ab34b586f9dc34948776b73de02393c41d5f8edc356' },
									{
										address: {
											givenName: '81f8f6dde88365f3928796ec7aa53f72820b06db8664f5fe76a7eb13e24546a2',
											familyName: '799ef92a11af918e3fb741df42934f3b568ed2d93ac1df74f1b8d41a27932a6f',
											regionCode: 'GB',
											postalCode: 'SW1A 1AA',
										},
									},
								],
							},
						},
					],
					termsOfService: accepted,
					encoding: 'HEX',
				}),
				reply: taken,
			},
		],
		verdicts: [{ outcome: 'done', requestId: 'r-1' }],
	},
	{
		title: 'Google names the member it does not like: that one is refused, the other sent again',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [jane, bob],
		exchange: [
			{
				request: ingest(JANE, BOB),
				reply: error(400, {
					message: 'There was a problem with the request.',
					status: 'INVALID_ARGUMENT',
					details: [
						{
							'@type': 'type.googleapis.com/google.rpc.BadRequest',
							fieldViolations: [
								{
									field: 'audience_members[1].user_data.user_identifiers[0].email_address',
									description: 'The SHA256 encoded value is malformed.',
									reason: 'INVALID_SHA256_FORMAT',
								},
							],
						},
					],
				}),
			},
		],
		verdicts: [
			{ outcome: 'retry', reason: 'refused together with others that were wrong', afterMs: 0 },
			{ outcome: 'refused', reason: 'INVALID_SHA256_FORMAT' },
		],
	},
	{
		title: 'the quota of the minute is used up',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{
				request: ingest(BOB),
				reply: error(429, { message: 'Too many requests.', status: 'RESOURCE_EXHAUSTED' }, { 'retry-after': '30' }),
			},
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429: Too many requests.', afterMs: 30_000 }],
	},
	{
		title: 'the token has ended and there is nothing to renew it with: everything waits',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{
				request: ingest(BOB),
				reply: error(401, { message: 'Invalid credentials.', status: 'UNAUTHENTICATED' }),
			},
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (401: Invalid credentials.)',
				stop: true,
			},
		],
	},
	{
		title: 'an access token is got with the refresh token first',
		action: 'add',
		config: { ...config, accessToken: '', clientId: 'app', clientSecret: 's', refreshToken: 'r' },
		changes: [bob],
		exchange: [
			{
				request: {
					method: 'POST',
					url: 'https://oauth2.googleapis.com/token',
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
					body: 'grant_type=refresh_token&client_id=app&client_secret=s&refresh_token=r',
				},
				reply: { status: 200, headers: {}, body: '{"access_token":"token","expires_in":3599}' },
			},
			{ request: ingest(BOB), reply: taken },
		],
		verdicts: [{ outcome: 'done', requestId: 'r-1' }],
	},
	{
		title: 'nobody is sent who did not say yes, or said no to personalised ads',
		shows: 'consent missing',
		action: 'add',
		config,
		changes: [
			{ ...bob, consent: undefined },
			{ ...bob, consent: { status: 'granted', adPersonalization: false } },
			{ ...bob, consent: { status: 'granted', purposes: [1, 7] } },
		],
		exchange: [],
		verdicts: [
			{ outcome: 'withheld', reason: 'no consent is known' },
			{ outcome: 'withheld', reason: 'no consent for ad_personalization' },
			{ outcome: 'withheld', reason: 'no consent for TCF purpose 3, TCF purpose 4' },
		],
	},
	{
		title: 'a removal needs no consent; a number that is none refuses only itself',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ key: 'p2', identifiers: [...bob.identifiers, { type: 'phone', value: 'call me' }] }],
		exchange: [
			{
				request: post('audienceMembers:remove', {
					destinations,
					audienceMembers: [{ userData: { userIdentifiers: [{ emailAddress: BOB }] } }],
					encoding: 'HEX',
				}),
				reply: taken,
			},
		],
		verdicts: [{ outcome: 'done', requestId: 'r-1' }],
	},
	{
		title: 'a list of mobile device ids takes those, in lower case and not hashed; who has none is refused',
		action: 'add',
		config: { ...config, upload: 'mobile' },
		changes: [{ ...bob, identifiers: [{ type: 'gaid', value: '2F5F5391-3E45-4D02-B645-4575A08F86E1' }] }, bob],
		exchange: [
			{
				request: post('audienceMembers:ingest', {
					destinations,
					audienceMembers: [{ consent: granted, mobileData: { mobileIds: ['2f5f5391-3e45-4d02-b645-4575a08f86e1'] } }],
					termsOfService: accepted,
					encoding: 'HEX',
				}),
				reply: taken,
			},
		],
		verdicts: [
			{ outcome: 'done', requestId: 'r-1' },
			{ outcome: 'refused', reason: 'the list holds mobile device ids and the person has none' },
		],
	},
	{
		title: 'a conversion, with the click it came from; measuring is allowed, personalised ads are not',
		action: 'event',
		config,
		changes: [
			{
				...bob,
				consent: { status: 'granted', purposes: [1, 7], adPersonalization: false },
				event: {
					id: 'order-1',
					name: 'Order Completed',
					time: Date.UTC(2026, 4, 31, 10),
					properties: { revenue: 12.5, currency: 'eur', gclid: 'G-1' },
					context: {},
				},
			},
		],
		exchange: [
			{
				request: post('events:ingest', {
					destinations,
					events: [
						{
							transactionId: 'order-1',
							eventTimestamp: '2026-05-31T10:00:00.000Z',
							eventSource: 'WEB',
							userData: { userIdentifiers: [{ emailAddress: BOB }] },
							adIdentifiers: { gclid: 'G-1' },
							conversionValue: 12.5,
							currency: 'EUR',
							consent: { adUserData: 'CONSENT_GRANTED', adPersonalization: 'CONSENT_DENIED' },
						},
					],
					encoding: 'HEX',
				}),
				reply: taken,
			},
		],
		verdicts: [{ outcome: 'done', requestId: 'r-1' }],
	},
];
