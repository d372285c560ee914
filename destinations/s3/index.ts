import { API_FIELDS } from '../../core/delivery/fields';
import type { Batch, Destination, Verdict } from '../../core/delivery/destination';
import { failed } from '../../core/delivery/answer';
import { everybody } from '../../core/delivery/exchange';
import { changeLines, FORMAT } from '../../core/delivery/lines';
import { text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { encoded, signed } from './signature';

/** A bucket at Amazon S3 or at any store that speaks its language; every batch is an object of its own. */
export const s3: Destination = Object.freeze<Destination>({
	slug: 's3',
	name: 'S3',
	description: 'Puts additions, updates and removals as CSV or NDJSON objects into a bucket',
	kinds: ['audience', 'profiles'],
	transport: 'http',
	credential: { name: 'cdpS3Api', label: 'S3' },
	fields: [
		{
			key: 'bucket',
			label: 'Bucket',
			type: 'string',
			required: true,
			description: 'Name of the bucket',
			placeholder: 'e.g. my-audiences',
		},
		{
			key: 'prefix',
			label: 'Folder',
			type: 'string',
			description: 'What the names of the objects begin with',
			placeholder: 'e.g. cdp/vip/',
		},
		FORMAT,
		{
			key: 'awsRegion',
			label: 'Region',
			type: 'string',
			default: 'us-east-1',
			description: 'Region of the bucket; many other stores take any',
			placeholder: 'e.g. eu-central-1',
			in: 'credential',
		},
		{
			key: 'endpoint',
			label: 'Endpoint',
			type: 'string',
			description: 'Address of a store that is not Amazon’s; the bucket then stands in the path',
			placeholder: 'e.g. https://s3.example.com',
			in: 'credential',
		},
		{
			key: 'accessKeyId',
			label: 'Access Key ID',
			type: 'string',
			required: true,
			description: 'Of a user who may put objects',
			in: 'credential',
		},
		{
			key: 'secretAccessKey',
			label: 'Secret Access Key',
			type: 'secret',
			required: true,
			description: 'Of the same user',
		},
		{ key: 'sessionToken', label: 'Session Token', type: 'secret', description: 'Only for keys that end' },
		...API_FIELDS,
	],
	identifiers: {},
	limits: { maxBatch: 10_000 },
	consent: { purposes: ['advertising'], tcf: [] },
	check: (config, now) => send('GET', '?list-type=2&max-keys=1', config, now, ''),
	*deliver(batch) {
		return read(yield { request: put(batch) }, batch);
	},
});

/** The name is the batch's: a repeat after a lost answer replaces the object by itself. */
function put(batch: Batch): OutgoingRequest {
	const { config, people, idempotencyKey, now } = batch;
	const { header, lines } = changeLines(batch);
	const csv = header !== undefined;
	const folder = text(config['prefix']).replace(/^\/+/, '');
	const segment = people[0]?.change.segment;
	const name = `${folder}${segment ? `${segment}/` : ''}${idempotencyKey}.${csv ? 'csv' : 'ndjson'}`;
	const path = name.split('/').map(encoded).join('/');
	return send('PUT', path, config, now, csv ? `${header}\n${lines}` : lines, csv ? 'text/csv' : 'application/x-ndjson');
}

function send(
	method: string,
	path: string,
	config: JsonObject,
	now: number,
	body: string,
	type?: string,
): OutgoingRequest {
	const region = text(config['awsRegion']);
	const bucket = text(config['bucket']);
	const endpoint = text(config['endpoint']).replace(/\/+$/, '');
	const base = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
	const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
	const key = {
		accessKeyId: text(config['accessKeyId']),
		secretAccessKey: text(config['secretAccessKey']),
		...(text(config['sessionToken']) ? { sessionToken: text(config['sessionToken']) } : {}),
	};
	return signed({ method, url: `${base}/${path}`, headers, body }, key, region, now);
}

/** docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html: the code, not the status, says who is to blame. */
const MOMENT = new Set([
	'SlowDown',
	'RequestTimeout',
	'RequestTimeTooSkewed',
	'InternalError',
	'ServiceUnavailable',
	'OperationAborted',
]);
const CREDENTIAL = new Set([
	'AccessDenied',
	'ExpiredToken',
	'InvalidAccessKeyId',
	'InvalidToken',
	'SignatureDoesNotMatch',
]);

function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	const requestId = response.headers['x-amz-request-id'];
	if (response.status >= 200 && response.status < 300)
		return everybody(people, { outcome: 'done', ...(requestId === undefined ? {} : { requestId }) });
	const why = /<Code>([A-Za-z]+)<\/Code>/.exec(response.body)?.[1] ?? '';
	const blame = MOMENT.has(why) ? 'moment' : CREDENTIAL.has(why) ? 'credential' : undefined;
	return everybody(people, failed(response, now, { ...(why ? { why } : {}), ...(blame ? { blame } : {}) }));
}
