import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB,
	JANE,
	bob,
	hashedBob,
	jane,
	janesAndroid,
	janesEmail,
	nobodySaidYes,
	reply,
} from '../shared/examplePeople';

const config = { audienceId: '10804', accessToken: 'token' };
const users = (...elements: object[]) => ({
	method: 'POST',
	url: 'https://api.linkedin.com/rest/dmpSegments/10804/users',
	headers: {
		authorization: 'Bearer token',
		'linkedin-version': '202603',
		'x-restli-protocol-version': '2.0.0',
		'content-type': 'application/json',
		'x-restli-method': 'BATCH_CREATE',
	},
	body: JSON.stringify({ elements }),
});
const email = (idValue: string, action = 'ADD') => ({ action, userIds: [{ idType: 'SHA256_EMAIL', idValue }] });
const created = (...statuses: number[]) => reply(200, { elements: statuses.map((status) => ({ status })) });

export const examples: DestinationExample[] = [
	{
		title: 'an address and a device; a hash in capitals goes out in lower case',
		shows: 'success',
		action: 'add',
		config,
		changes: [{ ...jane, identifiers: [janesEmail, janesAndroid] }, hashedBob],
		exchange: [
			{
				request: users(
					{
						action: 'ADD',
						userIds: [
							{ idType: 'SHA256_EMAIL', idValue: JANE },
							{ idType: 'GOOGLE_AID', idValue: '2f5f5391-3e45-4d02-b645-4575a08f86e1' },
						],
					},
					email(BOB),
				),
				reply: created(201, 201),
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'one status for each: the second is refused, the third comes again',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [jane, bob, { ...bob, key: 'p3' }],
		exchange: [
			{
				request: users(email(JANE), email(BOB), email(BOB)),
				reply: reply(207, {
					elements: [{ status: 201 }, { status: 400, error: { message: 'Invalid hash.' } }, { status: 503 }],
				}),
			},
		],
		verdicts: [
			{ outcome: 'done' },
			{ outcome: 'refused', reason: 'the platform answered 400: Invalid hash.' },
			{ outcome: 'retry', reason: 'the platform answered 503' },
		],
	},
	{
		title: 'names go along as they are written when that is switched on',
		action: 'add',
		config: { ...config, sendNames: true },
		changes: [{ ...bob, traits: { first_name: ' Zoë ', last_name: 'D’Arcy', country: 'Germany' } }],
		exchange: [
			{
				request: users({ ...email(BOB), firstName: 'Zoë', lastName: 'D’Arcy', country: 'DE' }),
				reply: created(201),
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'a segment that was just created is not there yet',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: users(email(BOB)), reply: reply(404, { message: 'Not Found' }) }],
		verdicts: [{ outcome: 'retry', reason: 'LinkedIn does not know the segment (yet)', afterMs: 5_000 }],
	},
	{
		title: 'the minute is used up',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{ request: users(email(BOB)), reply: reply(429, { message: 'Resource level throttle limit reached.' }) },
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429: Resource level throttle limit reached.' }],
	},
	{
		title: 'the token has ended',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{
				request: users(email(BOB)),
				reply: reply(401, { status: 401, message: 'The token has expired.' }),
			},
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (401: The token has expired.)',
				stop: true,
			},
		],
	},
	nobodySaidYes(config),
	{
		title: 'a removal needs no consent',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ key: 'p2', identifiers: bob.identifiers }],
		exchange: [{ request: users(email(BOB, 'REMOVE')), reply: created(201) }],
		verdicts: [{ outcome: 'done' }],
	},
];
