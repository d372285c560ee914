import { signed } from '../../../destinations/s3/signature';

const key = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const now = Date.UTC(2013, 4, 24);

/** docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, all four examples. */
const published = [
	{
		title: 'GET Object with a range',
		request: { method: 'GET', path: '/test.txt', headers: { range: 'bytes=0-9' }, body: '' },
		signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
	},
	{
		title: 'PUT Object',
		request: {
			method: 'PUT',
			path: '/test$file.text',
			headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
			body: 'Welcome to Amazon S3.',
		},
		signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
	},
	{
		title: 'GET Bucket Lifecycle',
		request: { method: 'GET', path: '/?lifecycle', headers: {}, body: '' },
		signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
	},
	{
		title: 'GET Bucket (List Objects)',
		request: { method: 'GET', path: '/?max-keys=2&prefix=J', headers: {}, body: '' },
		signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
	},
];

describe('AWS Signature Version 4', () => {
	it.each(published)('$title as AWS publishes it', ({ request: { path, ...request }, signature }) => {
		const whole = {
			...request,
			headers: request.headers as Record<string, string>,
			url: `https://examplebucket.s3.amazonaws.com${path}`,
		};
		expect(signed(whole, key, 'us-east-1', now).headers['authorization']).toMatch(
			new RegExp(`Signature=${signature}$`),
		);
	});

	it('signs the token of a key that ends', () => {
		const request = { method: 'GET', url: 'https://b.s3.amazonaws.com/', headers: {}, body: '' };
		const { headers } = signed(request, { ...key, sessionToken: 't' }, 'us-east-1', now);
		expect(headers['x-amz-security-token']).toBe('t');
		expect(headers['authorization']).toContain(
			'SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,',
		);
	});
});
