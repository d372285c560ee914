import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB, GAID, IDFA, JANE, bob, carol, hashedBob, jane, janesAndroid, janesEmail, janesIphone, janesPhone, nobodySaidYes,
	reply,
} from '../shared/examplePeople'; // prettier-ignore

const config = { adAccountId: '549', audienceId: '643', accessToken: 'token' };
const records = (operation_type: string, ...hashes: string[]) => ({
	method: 'PATCH',
	url: 'https://api.pinterest.com/v5/ad_accounts/549/customer_lists/643',
	headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
	body: JSON.stringify({ operation_type, records: hashes.join(',') }),
});
const list = reply(200, { id: '643', type: 'customerlist', status: 'PROCESSING' });

export const examples: DestinationExample[] = [
	{
		title: 'addresses and devices of all in one text; phone numbers are not taken',
		shows: 'success',
		action: 'add',
		config,
		changes: [{ ...jane, identifiers: [janesEmail, janesPhone, janesIphone, janesAndroid] }, hashedBob],
		exchange: [{ request: records('ADD', JANE, IDFA, GAID, BOB), reply: list }],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'who has nothing but a phone number is refused',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [carol, bob],
		exchange: [{ request: records('ADD', BOB), reply: list }],
		verdicts: [
			{ outcome: 'refused', reason: 'none of the identifiers it takes (email, idfa, gaid)' },
			{ outcome: 'done' },
		],
	},
	{
		title: 'too many calls',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{ request: records('ADD', BOB), reply: reply(429, { code: 8, message: 'You have exceeded your rate limit.' }) },
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429: You have exceeded your rate limit.' }],
	},
	{
		title: 'the token has ended and there is nothing to renew it with',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: records('ADD', BOB), reply: reply(401, { code: 2, message: 'Authentication failed.' }) }],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (401: Authentication failed.)',
				stop: true,
			},
		],
	},
	{
		title: 'an access token is got with the refresh token first; the client shows itself by basic auth',
		action: 'add',
		config: { ...config, accessToken: '', clientId: 'app', clientSecret: 's', refreshToken: 'r' },
		changes: [bob],
		exchange: [
			{
				request: {
					method: 'POST',
					url: 'https://api.pinterest.com/v5/oauth/token',
					headers: {
						'content-type': 'application/x-www-form-urlencoded',
						authorization: 'Basic YXBwOnM=',
					},
					body: 'grant_type=refresh_token&refresh_token=r',
				},
				reply: reply(200, { access_token: 'token', expires_in: 2_592_000 }),
			},
			{ request: records('ADD', BOB), reply: list },
		],
		verdicts: [{ outcome: 'done' }],
	},
	nobodySaidYes(config),
	{
		title: 'a removal needs no consent',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ key: 'p2', identifiers: bob.identifiers }],
		exchange: [{ request: records('REMOVE', BOB), reply: list }],
		verdicts: [{ outcome: 'done' }],
	},
];
