import type { DestinationExample } from '../../core/delivery/example';
import { bob, consent, jane, janesEmail, janesIphone, janesPhone, nobodySaidYes, reply } from '../shared/examplePeople';

const config = { advertiserId: 'abc', segmentName: 'loyal', secretKey: 'secret' };
const operator = { operatorKey: 'key', operatorSecret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=' };
const GUID = '2f5f5391-3e45-4d02-b645-4575a08f86e1';
const IPHONE = 'aece52e7-03ee-455a-b3c4-e57283966239';
const byDevice = { key: 'p1', identifiers: [janesIphone], consent };
const otherDevice = { key: 'p2', identifiers: [{ type: 'gaid', value: GUID }], consent };

const data = (items: Array<[string, string]>, proofs: Record<string, string>, ttl = 43_200, more = {}) => ({
	method: 'POST',
	url: 'https://use-data.adsrvr.org/data/advertiser',
	headers: { ...proofs, 'content-type': 'application/json' },
	body: JSON.stringify({
		...more,
		AdvertiserId: 'abc',
		Items: items.map(([kind, id]) => ({ [kind]: id, Data: [{ Name: 'loyal', TTLInMinutes: ttl }] })),
	}),
});
const map = (body: string) => ({
	method: 'POST',
	url: 'https://prod.uidapi.com/v3/identity/map',
	headers: { authorization: 'Bearer key', 'content-type': 'text/plain' },
	body,
});
const one = data([['DAID', IPHONE]], { ttdsignature: 'TwsebH/XAnYDqUUtBC2tm6sAS0w=' });
const taken = reply(200, {});

/** Envelopes and signatures were computed apart from the code (Python's cryptography and hmac). */
export const examples: DestinationExample[] = [
	{
		title:
			'cookie, device, and the raw UID2s of address and number; a data provider signs too; who opted out is refused',
		shows: 'success',
		action: 'add',
		config: { ...config, ...operator, dataProviderId: 'p1', dataProviderSecret: 'dp' },
		changes: [
			{
				...jane,
				identifiers: [
					{ type: 'email', value: 'Jane.Doe+news@gmail.com' },
					janesPhone,
					janesIphone,
					{ type: 'cookie:ttd', value: GUID },
				],
			},
			bob,
		],
		exchange: [
			{
				// {"email_hash":[jane,bob],"phone_hash":[jane]}
				request: map(
					'ASN6t6S+s9L7Ij+PGwZ+qL9lHEAFppwjLhiyhUfTF36HqR5NxG6N2RSPSxjau7XWVDUyJkBEqqWt4HCsgGBo70oAOZaYFAP3/oGAnDihK24qXzW5Mwituj6lxJbeUHw4IVGdTmwmBGcbEUSwmXFnWbvFL8akU+B/ns+m5fRO8ZsfTUHK88o+5xidufrpz2Wc2u5m/aiMRjkucAsRjQcbY1fm+sbW9QvKXopu5Jlam1T2svrAbxLB/Er7tYoqOvf8mRgUeigLE/3h5vdfZaGqNcHUOnPbRFb8SA==',
				),
				// raw-jane; bob opted out; raw-phone, before it old-phone
				reply: reply(
					200,
					'lSlvUK9GbmSmaAAuT9zivMAfSRRDXPEIb7PsfM4hAo7bHD/QyjTNMSw+O4/Rq3F8VG+l11zQDM/l9rUAaT4c8GLDirqp3obGP7rJtcNaYKh/jiMwcS6m2rjaF5/WiePb9rpT+DyLM/0Mv37oUUFfLS0Cneb8ypgY8/TRsK1bKWpouKOIP37gz3h8YaN8y62gQv3LIo3L+bIi1bi8WyxYKh7/ivj3+xksQXeV0FAjK0j8HqcYryuX0N5X3AemEg==',
				),
			},
			{
				request: data(
					[
						['TDID', GUID],
						['DAID', IPHONE],
						['UID2', 'raw-jane'],
						['UID2', 'raw-phone'],
					],
					{ ttdsignature: '62MTuSfHoXA4btWabuot3cmGK/w=', 'ttdsignature-dp': 'j/MBueiWQuULjdtox3hYs3qWE+A=' },
					43_200,
					{ DataProviderId: 'p1' },
				),
				reply: taken,
			},
		],
		verdicts: [{ outcome: 'done' }, { outcome: 'refused', reason: 'the person opted out of the id' }],
	},
	{
		title: 'a failed line names the second item; an address cannot go without an operator',
		shows: 'partial refusal',
		action: 'add',
		config,
		changes: [byDevice, otherDevice, { ...bob, key: 'p3' }],
		exchange: [
			{
				request: data(
					[
						['DAID', IPHONE],
						['DAID', GUID],
					],
					{ ttdsignature: '0wdjBuRBbkr5eihi/veQcK2BH98=' },
				),
				reply: reply(200, { FailedLines: [{ ErrorCode: 'MissingUserId', Message: 'Invalid DAID, item #2' }] }),
			},
		],
		verdicts: [
			{ outcome: 'done' },
			{ outcome: 'refused', reason: 'MissingUserId' },
			{ outcome: 'refused', reason: 'only addresses or numbers, and no UID2 operator is given to map them' },
		],
	},
	{
		title: 'a token instead of a signature',
		action: 'add',
		config: { ...config, secretKey: '', apiToken: 'token' },
		changes: [byDevice],
		exchange: [{ request: data([['DAID', IPHONE]], { 'ttd-auth': 'token' }), reply: taken }],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'too many calls',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [byDevice],
		exchange: [{ request: one, reply: reply(429, { Message: 'Slow down.' }) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 429' }],
	},
	{
		title: 'the signature is not accepted',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [byDevice],
		exchange: [{ request: one, reply: reply(401) }],
		verdicts: [{ outcome: 'retry', reason: 'the platform does not accept the credential (401)', stop: true }],
	},
	nobodySaidYes(config),
	{
		title: 'a removal has no time to live, also under the id before; it needs no consent',
		shows: 'removal',
		action: 'remove',
		config: { ...config, ...operator },
		changes: [{ key: 'p1', identifiers: [{ ...janesEmail, value: 'janedoe@gmail.com' }] }],
		exchange: [
			{
				request: map(
					'AR8mlyuLE9GAHH1+JptAswNFGqsbZoyXgPx6QyqhqUCRpyNvDJQVci3AGci6UjY/MG49K8hFDOMPEuM7+VFBx0g2LVWuulsuVxxIp0PwuzY63hZTbTjTjCJIDDXYW2Z+Ox3b98sWoXY3e0zsk1BK4n6Djx/NWgQFvWSOYA==',
				),
				reply: reply(
					200,
					'8eFJS3yIhVYYAoOMhZD9UbmUoa/bcm4JMkp2HuxVo/NtWk8HTrrZYfFWIqc+TQAHgekrJJbJGl3dyzlZr0ezszp+i7u0gR8Fyb48h83jpsKcjh+g5XqxvSP7Fu4JRI7aVSijkU1ZW6F+c7Cc0yO0GWeITEwh1ke5OIZs1nRZTqXeKdfbs8t2YHVvohnloA==',
				),
			},
			{
				request: data(
					[
						['UID2', 'raw-jane'],
						['UID2', 'old-jane'],
					],
					{ ttdsignature: 'VYt9CNrUmChwMpVPtOkX38y4ekQ=' },
					0,
				),
				reply: taken,
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'the operator does not accept the key: nothing is sent',
		action: 'remove',
		config: { ...config, ...operator },
		changes: [{ key: 'p1', identifiers: [{ ...janesEmail, value: 'janedoe@gmail.com' }] }],
		exchange: [
			{
				request: map(
					'AR8mlyuLE9GAHH1+JptAswNFGqsbZoyXgPx6QyqhqUCRpyNvDJQVci3AGci6UjY/MG49K8hFDOMPEuM7+VFBx0g2LVWuulsuVxxIp0PwuzY63hZTbTjTjCJIDDXYW2Z+Ox3b98sWoXY3e0zsk1BK4n6Djx/NWgQFvWSOYA==',
				),
				reply: reply(401, { status: 'unauthorized' }),
			},
		],
		verdicts: [
			{
				outcome: 'retry',
				reason: 'UID2 operator: the platform does not accept the credential (401)',
				stop: true,
			},
		],
	},
];
