import { createHash, createHmac } from 'node:crypto';
import type { OutgoingRequest } from '../../core/model/delivery';

export interface AwsKey {
	accessKeyId: string;
	secretAccessKey: string;
	sessionToken?: string;
}

/**
 * AWS Signature Version 4 for S3, in the headers: adds `host`, `x-amz-date`, `x-amz-content-sha256` and `authorization`.
 * Source: docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, whose published examples are its tests.
 */
export function signed(request: OutgoingRequest, key: AwsKey, region: string, now: number): OutgoingRequest {
	const url = new URL(request.url);
	const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
	const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
	const bodyHash = sha256(request.body);
	const headers: Record<string, string> = {
		...request.headers,
		host: url.host,
		'x-amz-content-sha256': bodyHash,
		'x-amz-date': time,
		...(key.sessionToken ? { 'x-amz-security-token': key.sessionToken } : {}),
	};
	const names = Object.keys(headers).sort();
	const canonical = [
		request.method,
		url.pathname.split('/').map((part) => encoded(decodeURIComponent(part))).join('/'),
		query(url),
		...names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
		'',
		names.join(';'),
		bodyHash,
	].join('\n'); // prettier-ignore
	const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
	const signature = hmac(signingKey(key.secretAccessKey, scope), text).toString('hex');
	const credential = `${key.accessKeyId}/${scope}`;
	return {
		...request,
		headers: {
			...headers,
			authorization: `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${names.join(';')},Signature=${signature}`,
		},
	};
}

function query(url: URL): string {
	const pairs = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
	return pairs.sort().join('&');
}

/** RFC 3986: only letters, digits and - _ . ~ stay. */
export const encoded = (text: string): string =>
	encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** The key of the day, the region and the service. */
function signingKey(secret: string, scope: string): Buffer {
	return scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
