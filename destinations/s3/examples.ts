import type { DestinationExample } from '../../core/delivery/example';

const config = {
	bucket: 'b',
	prefix: 'cdp/',
	awsRegion: 'eu-central-1',
	accessKeyId: 'AKID',
	secretAccessKey: 'secret',
};
const ann = {
	key: 'p1',
	segment: 'vip',
	identifiers: [{ type: 'email', value: 'ann@example.com' }],
	traits: { plan: 'pro' },
};
/** Hashes and signatures were computed apart, by the rules of AWS. */
const added = {
	method: 'PUT',
	url: 'https://b.s3.eu-central-1.amazonaws.com/cdp/vip/batch-1.ndjson',
	headers: {
		'content-type': 'application/x-ndjson',
		host: 'b.s3.eu-central-1.amazonaws.com',
		'x-amz-content-sha256': 'cf2f18907b6c5eeb8f7fee29dfda5d48c18eebd6951bcd5448379f9099dbe04a',
		'x-amz-date': '20260601T000000Z',
		authorization:
			'AWS4-HMAC-SHA256 Credential=AKID/20260601/eu-central-1/s3/aws4_request,SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,Signature=6c1017bb223a0763816aec876de34570fde606ce67cb683186e051d22e4dcab5',
	},
	body: '{"action":"add","key":"p1","segment":"vip","identifiers":[{"type":"email","value":"ann@example.com"}],"traits":{"plan":"pro"},"batch":"batch-1"}\n',
};
const error = (status: number, code: string) => ({
	status,
	headers: { 'content-type': 'application/xml' },
	body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>x</Message></Error>`,
});

/** Objects of a bucket. */
export const examples: DestinationExample[] = [
	{
		title: 'every batch is an object of its own; a repeat replaces it by itself',
		shows: 'success',
		action: 'add',
		config,
		changes: [ann],
		exchange: [{ request: added, reply: { status: 200, headers: { 'x-amz-request-id': 'R1' }, body: '' } }],
		verdicts: [{ outcome: 'done', requestId: 'R1' }],
	},
	{
		title: 'a removal as CSV, to a store that is not Amazon’s',
		shows: 'removal',
		action: 'remove',
		config: { ...config, prefix: '', endpoint: 'https://store.example/', format: 'csv' },
		changes: [ann],
		exchange: [
			{
				request: {
					method: 'PUT',
					url: 'https://store.example/b/vip/batch-1.csv',
					headers: {
						'content-type': 'text/csv',
						host: 'store.example',
						'x-amz-content-sha256': '2848ec4d16887c41e34bc8441e6eec0ad03cef4ff99744a8915cb9fddc3f1130',
						'x-amz-date': '20260601T000000Z',
						authorization:
							'AWS4-HMAC-SHA256 Credential=AKID/20260601/eu-central-1/s3/aws4_request,SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,Signature=d51fc48ae28c09f4e1f78dec907150e3664afa6b2543344c80c298bac935ac8d',
					},
					body: 'action,key,segment,identifiers,traits,batch\nremove,p1,vip,email:ann@example.com,{},batch-1\n',
				},
				reply: { status: 200, headers: {}, body: '' },
			},
		],
		verdicts: [{ outcome: 'done' }],
	},
	{
		title: 'the store asks to slow down',
		shows: 'rate limit',
		action: 'add',
		config,
		changes: [ann],
		exchange: [{ request: added, reply: error(503, 'SlowDown') }],
		verdicts: [{ outcome: 'retry', reason: 'the platform answered 503: SlowDown' }],
	},
	{
		title: 'a key that has ended comes as 400: everything waits',
		shows: 'expired credential',
		action: 'add',
		config,
		changes: [ann],
		exchange: [{ request: added, reply: error(400, 'ExpiredToken') }],
		verdicts: [
			{ outcome: 'retry', reason: 'the platform does not accept the credential (400: ExpiredToken)', stop: true },
		],
	},
	{
		title: 'a bucket that does not exist refuses',
		action: 'add',
		config,
		changes: [ann],
		exchange: [{ request: added, reply: error(404, 'NoSuchBucket') }],
		verdicts: [{ outcome: 'refused', reason: 'the platform answered 404: NoSuchBucket' }],
	},
];
