import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB, GAID, IDFA, JANE, PHONE, bob, carol, hashedBob, jane, janesAndroid, janesEmail, janesIphone, janesPhone,
	nobodySaidYes, reply,
} from '../shared/examplePeople'; // prettier-ignore

const config = { advertiserId: '701', audienceId: '173', accessToken: 'token' };
const mapping = (action: string, id_schema: string[], ...rows: Array<Array<string | undefined>>) => ({
	method: 'POST',
	url: 'https://business-api.tiktok.com/open_api/v1.3/segment/mapping/',
	headers: { 'access-token': 'token', 'content-type': 'application/json' },
	body: JSON.stringify({
		advertiser_ids: ['701'],
		action,
		id_schema,
		batch_data: rows.map((row) => row.map((id) => (id === undefined ? {} : { id, audience_ids: ['173'] }))),
	}),
});
const answer = (code: number, message: string) => reply(200, { code, message, request_id: 'r-1', data: {} });
const ok = answer(0, 'OK');
const done = { outcome: 'done', requestId: 'r-1' } as const;

export const examples: DestinationExample[] = [
	{
		title: 'a column for each kind of identifier, blank where somebody has none; dots and +news stay',
		shows: 'success',
		action: 'add',
		config,
		changes: [{ ...jane, identifiers: [janesEmail, janesPhone, janesIphone, janesAndroid] }, hashedBob],
		exchange: [
			{
				request: mapping(
					'add',
					['EMAIL_SHA256', 'PHONE_SHA256', 'IDFA_SHA256', 'AAID_SHA256'],
					[JANE, PHONE, IDFA, GAID],
					[BOB, undefined, undefined, undefined],
				),
				reply: ok,
			},
		],
		verdicts: [done, done],
	},
	{
		title: 'a number without a country code refuses only its owner',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [carol, bob],
		exchange: [{ request: mapping('add', ['EMAIL_SHA256'], [BOB]), reply: ok }],
		verdicts: [{ outcome: 'refused', reason: 'phone is not a phone number with a country code' }, done],
	},
	{
		title: 'two addresses are two rows; TikTok refuses the audience under a status of 200',
		action: 'update',
		config,
		changes: [{ ...jane, identifiers: [janesEmail, ...bob.identifiers] }],
		exchange: [
			{
				request: mapping('add', ['EMAIL_SHA256'], [JANE], [BOB]),
				reply: answer(40002, 'audience_ids: the audience does not exist.'),
			},
		],
		verdicts: [{ outcome: 'refused', reason: 'the platform answered 200: audience_ids: the audience does not exist.' }],
	},
	{
		title: 'too many calls: the code says so',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: mapping('add', ['EMAIL_SHA256'], [BOB]), reply: answer(40100, 'Too many requests.') }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 200: Too many requests.' }],
	},
	{
		title: 'the token was revoked: everything waits',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{ request: mapping('add', ['EMAIL_SHA256'], [BOB]), reply: answer(40105, 'Access token is incorrect.') },
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (200: Access token is incorrect.)',
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
		exchange: [{ request: mapping('delete', ['EMAIL_SHA256'], [BOB]), reply: ok }],
		verdicts: [done],
	},
];
