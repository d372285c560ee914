import type { DestinationExample } from '../../core/delivery/example';

const config = { audienceId: '23', accessToken: 'token' };
const headers = { authorization: 'Bearer token', 'content-type': 'application/json' };
const url = 'https://graph.facebook.com/v25.0/23/users';
const consent = { status: 'granted' as const };
const schema = [
	...['EXTERN_ID', 'EMAIL', 'PHONE', 'DOBY', 'DOBM', 'DOBD', 'LN', 'FN', 'FI', 'GEN', 'CT', 'ST', 'ZIP'],
	...['COUNTRY', 'MADID'],
];

/** Dots and `+x` stay: Meta does not know Gmail's rule. */
const JANE = '3eebe8d734dcf3f0bec40704e5ca2c3e48b513ad4af65ed70dcd168f425f4f4c';
const BOB = '5ff860bf1190596c7188ab851db691f0f3169c453936e9e1eba2f9a47f7a0018';
const bob = { key: 'p2', identifiers: [{ type: 'email', value: 'Bob@Example.com' }], consent };
const jane = { key: 'p1', identifiers: [{ type: 'email', value: 'Jane.Doe+x@gmail.com' }], consent };

/** A row with these columns, the others blank. */
const row = (columns: Record<string, string>) => schema.map((name) => columns[name] ?? '');
const users = (method: string, ...data: string[][]) => ({
	method,
	url,
	headers,
	body: JSON.stringify({ payload: { schema, data } }),
});
const reply = (status: number, facts: object) => ({ status, headers: {}, body: JSON.stringify(facts) });
const taken = (received: number, invalid = 0, samples: unknown = []) =>
	reply(200, {
		audience_id: '23',
		session_id: '77',
		num_received: received,
		num_invalid_entries: invalid,
		invalid_entry_samples: samples,
	});

/** Customer list audiences. */
export const examples: DestinationExample[] = [
	{
		title: 'somebody with everything Meta matches by; two addresses are two rows',
		shows: 'success',
		action: 'add',
		config,
		changes: [
			{
				key: 'p1',
				consent,
				identifiers: [
					...jane.identifiers,
					{ type: 'email', value: 'BOB@example.com' },
					{ type: 'phone', value: '+44 (0)20 7946 0000' },
					{ type: 'user_id', value: 'u1' },
					{ type: 'idfa', value: 'AECE52E7-03EE-455A-B3C4-E57283966239' },
				],
				traits: {
					first_name: 'Mary-Ann',
					last_name: 'D’Arcy Jr.',
					birthday: '1990-02-03',
					gender: 'Female',
					address: { city: 'St. Louis', state: 'Missouri', postalCode: '94105-1234', country: 'US' },
				},
			},
		],
		exchange: [
			{
				request: users(
					'POST',
					...[JANE, BOB].map((email, i) =>
						row({
							EXTERN_ID: 'u1',
							EMAIL: email,
							PHONE: i === 0 ? '38e62b3e091778f9214de3aa00ae498aa4b78433d73dec5977eb2ec1c8be4a69' : '',
							DOBY: 'a7be8e1fe282a37cd666e0632b17d933fa13f21addf4798fc0455bc166e2488c',
							DOBM: 'a953f09a1b6b6725b81956e9ad0b1eb49e3ad40004c04307ef8af6246a054116',
							DOBD: '0b8efa5a3bf104413a725c6ff0459a6be12b1fd33314cbb138745baf39504ae5',
							LN: '26a968bd203954eec51b8bb4589a525077b441ce45e1d2866b8cab4a95392bd8',
							FN: '16b3f07f0ec2f9dd127b71dc2e6c791b7d93116a1c3bc99d057eaa7a8a077e73',
							GEN: '252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111',
							CT: '8ba24bdf99947996f3000259be455de791b06fcc0e802ce05031030df1ee8ea3',
							ST: 'f4a4ce5fa6340a35aa5db0b4b6d31a6fbaa6052356460dbb0537657d803f5be2',
							ZIP: 'e73ac16e69f060ee98b0fda5f66f48c4648ee26950e9bab3a097389853fd859e',
							COUNTRY: '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621',
							MADID: i === 0 ? 'aece52e7-03ee-455a-b3c4-e57283966239' : '',
						}),
					),
				),
				reply: taken(2),
			},
		],
		verdicts: [{ outcome: 'done', requestId: '77' }],
	},
	{
		title: 'one entry is invalid by the samples that come back',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [jane, bob],
		exchange: [
			{
				request: users('POST', row({ EMAIL: JANE }), row({ EMAIL: BOB })),
				reply: taken(2, 1, [[BOB]]),
			},
		],
		verdicts: [
			{ outcome: 'done', requestId: '77' },
			{ outcome: 'refused', reason: 'Meta calls the entry invalid' },
		],
	},
	{
		title: 'a hash in capitals goes out in lower case; one of the wrong length refuses only itself',
		action: 'add',
		config,
		changes: [
			{ ...bob, identifiers: [{ type: 'email', value: BOB.toUpperCase() }] },
			{ ...jane, identifiers: [{ type: 'email', value: BOB.slice(1) }] },
		],
		exchange: [{ request: users('POST', row({ EMAIL: BOB })), reply: taken(1) }],
		verdicts: [
			{ outcome: 'done', requestId: '77' },
			{ outcome: 'refused', reason: 'email looks like a hash, but SHA-256 has 64 hex digits and this has 63' },
		],
	},
	{
		title: 'too many calls to the ad account: the code says so, the status is 400',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{
				request: users('POST', row({ EMAIL: BOB })),
				reply: reply(400, { error: { message: 'There have been too many calls.', code: 80003 } }),
			},
		],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 400: There have been too many calls.' }],
	},
	{
		title: 'the token has ended',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [bob],
		exchange: [
			{
				request: users('POST', row({ EMAIL: BOB })),
				reply: reply(400, { error: { message: 'Error validating access token.', code: 190 } }),
			},
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'the platform does not accept the credential (400: Error validating access token.)',
				stop: true,
			},
		],
	},
	{
		title: 'nobody is sent who did not say yes',
		shows: 'consent missing',
		action: 'add',
		config,
		changes: [
			{ ...bob, consent: undefined },
			{ ...bob, consent: { status: 'denied' } },
		],
		exchange: [],
		verdicts: [
			{ outcome: 'withheld', reason: 'no consent is known' },
			{ outcome: 'withheld', reason: 'consent was denied' },
		],
	},
	{
		title: 'a removal needs no consent',
		shows: 'removal',
		action: 'remove',
		config,
		changes: [{ key: 'p2', identifiers: bob.identifiers }],
		exchange: [{ request: users('DELETE', row({ EMAIL: BOB })), reply: taken(1) }],
		verdicts: [{ outcome: 'done', requestId: '77' }],
	},
];
