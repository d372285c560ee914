import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB, GAID, IDFA, JANE, PHONE_DIGITS, bob, hashedBob, jane, janesAndroid, janesEmail, janesIphone, janesPhone,
	nobodySaidYes, reply,
} from '../shared/examplePeople'; // prettier-ignore

const config = { segmentId: '567', accessToken: 'token' };
const users = (method: string, schema: string, ...hashes: string[]) => ({
	method,
	url: 'https://adsapi.snapchat.com/v1/segments/567/users',
	headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
	body: JSON.stringify({ users: [{ schema: [schema], data: hashes.map((hash) => [hash]) }] }),
});
const taken = reply(200, {
	request_status: 'success',
	request_id: 'r-1',
	users: [{ sub_request_status: 'success', user: { number_uploaded_users: 1 } }],
});
const done = { outcome: 'done', requestId: 'r-1' } as const;
const wrong = reply(400, { request_status: 'ERROR', display_message: 'wrong', message: 'Invalid phone hash.' });

export const examples: DestinationExample[] = [
	{
		title: 'one request holds one kind of identifier; the same address of two people is sent once',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{ ...jane, identifiers: [janesEmail, janesPhone, janesIphone, janesAndroid] },
			bob,
			{ ...hashedBob, key: 'p3' },
		],
		exchange: [
			{ request: users('POST', 'EMAIL_SHA256', JANE, BOB), reply: taken },
			{ request: users('POST', 'PHONE_SHA256', PHONE_DIGITS), reply: taken },
			{ request: users('POST', 'MOBILE_AD_ID_SHA256', IDFA, GAID), reply: taken },
		],
		verdicts: [done, done, done],
	},
	{
		title: 'the numbers are refused: whoever had one is, the others are not',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [{ ...jane, identifiers: [janesEmail, janesPhone] }, bob],
		exchange: [
			{ request: users('POST', 'EMAIL_SHA256', JANE, BOB), reply: taken },
			{ request: users('POST', 'PHONE_SHA256', PHONE_DIGITS), reply: wrong },
		],
		verdicts: [{ outcome: 'refused', reason: 'the platform answered 400: Invalid phone hash.' }, done],
	},
	{
		title: 'an error under a status of 200',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{
				request: users('POST', 'EMAIL_SHA256', BOB),
				reply: reply(200, { request_status: 'ERROR', display_message: 'The segment is not a customer list.' }),
			},
		],
		verdicts: [{ outcome: 'refused', reason: 'the platform answered 200: The segment is not a customer list.' }],
	},
	{
		title: 'too many calls',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: users('POST', 'EMAIL_SHA256', BOB), reply: reply(429, '', { 'retry-after': '10' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429', afterMs: 10_000 }],
	},
	{
		title: 'the token has ended',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [{ ...jane, identifiers: [janesEmail, janesPhone] }],
		exchange: [{ request: users('POST', 'EMAIL_SHA256', JANE), reply: reply(401, { message: 'unauthorized' }) }],
		verdicts: [
			{ outcome: 'retry', reason: 'the platform does not accept the credential (401: unauthorized)', stop: true },
		],
	},
	nobodySaidYes(config),
	{
		title: 'a removal needs no consent',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ key: 'p2', identifiers: bob.identifiers }],
		exchange: [{ request: users('DELETE', 'EMAIL_SHA256', BOB), reply: taken }],
		verdicts: [done],
	},
];
