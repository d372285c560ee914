import type { DestinationExample } from '../../core/delivery/example';
import {
	BOB,
	JANE,
	bob,
	hashedBob,
	jane,
	janesEmail,
	janesIphone,
	nobodySaidYes,
	reply,
} from '../shared/examplePeople';

const config = { audienceId: '12345', accessToken: 'token' };
const contacts = (operation: string, identifierType: string, identifiers: string[], more = {}) => ({
	method: 'PATCH',
	url: 'https://api.criteo.com/2026-01/marketing-solutions/audience-segments/12345/contact-list',
	headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
	body: JSON.stringify({
		data: { type: 'ContactlistAmendment', attributes: { operation, identifierType, ...more, identifiers } },
	}),
});
const amended = (sampleInvalidIdentifiers: string[] = []) =>
	reply(200, {
		data: {
			type: 'ContactlistAmendment',
			attributes: { nbInvalidIdentifiers: sampleInvalidIdentifiers.length, sampleInvalidIdentifiers },
		},
		errors: [],
		warnings: [],
	});

export const examples: DestinationExample[] = [
	{
		title: 'one request holds one kind of identifier; device ids are not hashed',
		shows: 'success',
		action: 'add',
		config,
		changes: [{ ...jane, identifiers: [janesEmail, janesIphone] }, hashedBob],
		exchange: [
			{ request: contacts('add', 'email', [JANE, BOB]), reply: amended() },
			{ request: contacts('add', 'madid', ['aece52e7-03ee-455a-b3c4-e57283966239']), reply: amended() },
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'done' }],
	},
	{
		title: 'matched cookies, when Criteo gave a caller id',
		action: 'add',
		config: { ...config, gumCallerId: 15 },
		changes: [{ ...jane, identifiers: [{ type: 'cookie:gum', value: 'k-1' }] }],
		exchange: [{ request: contacts('add', 'gum', ['k-1'], { gumCallerId: 15 }), reply: amended() }],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'a cookie without a caller id is refused; an address in the sample of invalid ones too',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [{ ...jane, identifiers: [{ type: 'cookie:gum', value: 'k-1' }] }, { ...jane, key: 'p4' }, bob],
		exchange: [{ request: contacts('add', 'email', [JANE, BOB]), reply: amended([BOB]) }],
		verdicts: [
			{ outcome: 'refused', reason: 'only a cookie, and no GUM caller id is given' },
			{ outcome: 'done' },
			{ outcome: 'refused', reason: 'Criteo calls the identifier invalid' },
		],
	},
	{
		title: 'too many calls',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [{ request: contacts('add', 'email', [BOB]), reply: reply(429, '', { 'retry-after': '60' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429', afterMs: 60_000 }],
	},
	{
		title: 'the token has ended: a new one is got with the client secret and the request repeated',
		shows: 'expired credential',
		action: 'add',
		config: { ...config, clientId: 'app', clientSecret: 's' },
		changes: [bob],
		exchange: [
			{ request: contacts('add', 'email', [BOB]), reply: reply(401, { errors: [{ code: 'expired' }] }) },
			{
				request: {
					method: 'POST',
					url: 'https://api.criteo.com/oauth2/token',
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
					body: 'grant_type=client_credentials&client_id=app&client_secret=s',
				},
				reply: reply(200, { access_token: 'new', token_type: 'Bearer', expires_in: 900 }),
			},
			{
				request: {
					...contacts('add', 'email', [BOB]),
					headers: { authorization: 'Bearer new', 'content-type': 'application/json' },
				},
				reply: amended(),
			},
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
		exchange: [{ request: contacts('remove', 'email', [BOB]), reply: amended() }],
		verdicts: [{ outcome: 'done' }],
	},
];
