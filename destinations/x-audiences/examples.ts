import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB, GAID, IDFA, JANE, PHONE, bob, carol, hashedBob, jane, janesAndroid, janesEmail, janesIphone, janesPhone,
	nobodySaidYes, reply,
} from '../shared/examplePeople'; // prettier-ignore

const config = {
	accountId: '18ce',
	audienceId: '1nmth',
	consumerKey: 'ck',
	consumerSecret: 'cs',
	accessToken: 'token',
	accessTokenSecret: 'ts',
};
/** Signed apart from the code (Python's hmac); the body is no part of what is signed. */
const authorization =
	'OAuth oauth_consumer_key="ck", oauth_nonce="14a29b4e93cad4e3a2d1c7f600def1dc", oauth_signature="KDSzvdCeDRwYXxcNF8icUqO5TCM%3D", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1780272000", oauth_token="token", oauth_version="1.0"';
const users = (operation_type: string, ...list: object[]) => ({
	method: 'POST',
	url: 'https://ads-api.x.com/12/accounts/18ce/custom_audiences/1nmth/users',
	headers: { authorization, 'content-type': 'application/json' },
	body: JSON.stringify([{ operation_type, params: { users: list } }]),
});
const processed = (success_count: number, total_count = success_count) =>
	reply(200, { data: { success_count, total_count }, request: {} });

export const examples: DestinationExample[] = [
	{
		title: 'all kinds of identifiers, everything hashed, all users in one operation',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				...jane,
				identifiers: [janesEmail, janesPhone, janesIphone, janesAndroid, { type: 'x_handle', value: '@JaneDoe' }],
			},
			hashedBob,
		],
		exchange: [
			{
				request: users(
					'Update',
					{
						email: [JANE],
						phone_number: [PHONE],
						device_id: [IDFA, GAID],
						handle: ['7618385caea382f562305468e586330381aae549829075b78dca7cb0d0aefac6'],
					},
					{ email: [BOB] },
				),
				reply: processed(2),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'a number without a country code refuses only its owner',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [carol, bob],
		exchange: [{ request: users('Update', { email: [BOB] }), reply: processed(1) }],
		verdicts: [{ outcome: 'refused', reason: 'phone is not a phone number with a country code' }, { outcome: 'done' }],
	},
	{
		title: 'not all were processed: X wants the request again',
		action: 'update',
		config,
		changes: [jane, bob],
		exchange: [{ request: users('Update', { email: [JANE] }, { email: [BOB] }), reply: processed(1, 2) }],
		verdicts: [
			{ outcome: 'retry', reason: 'X processed 1 of 2' },
			{ outcome: 'retry', reason: 'X processed 1 of 2' },
		],
	},
	{
		title: 'too many calls',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{
				request: users('Update', { email: [BOB] }),
				reply: reply(429, { errors: [{ code: 'x' }] }, { 'retry-after': '20' }),
			},
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429', afterMs: 20_000 }],
	},
	{
		title: 'the token was revoked',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: users('Update', { email: [BOB] }), reply: reply(401, { errors: [{ code: 'x' }] }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform does not accept the credential (401)', stop: true }],
	},
	nobodySaidYes(config),
	{
		title: 'a removal needs no consent',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ key: 'p2', identifiers: bob.identifiers }],
		exchange: [{ request: users('Delete', { email: [BOB] }), reply: processed(1) }],
		verdicts: [{ outcome: 'done' }],
	},
];
