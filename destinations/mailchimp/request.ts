import { createHash } from 'node:crypto';
import { text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import { VERSIONS } from '../versions';

/** A call below the audience, e.g. `/members/…`. The end of the key says in which data center the account lives. */
export function call(method: string, path: string, config: JsonObject, body?: JsonObject): OutgoingRequest {
	const key = text(config['apiKey']);
	const center = text(config['dataCenter']) || (/-([a-z]+\d+)$/.exec(key)?.[1] ?? 'us1');
	return {
		method,
		url: `https://${center}.api.mailchimp.com/${VERSIONS.mailchimp.version}${path}`,
		headers: {
			authorization: `Basic ${Buffer.from(`cdp:${key}`).toString('base64')}`,
			'content-type': 'application/json',
		},
		body: body ? JSON.stringify(body) : '',
	};
}

export const audience = (config: JsonObject): string => `/lists/${encodeURIComponent(text(config['audienceId']))}`;

/** Mailchimp's key of a member: MD5 of the address in lower case. */
export const member = (config: JsonObject, email: string): string =>
	`${audience(config)}/members/${createHash('md5').update(email).digest('hex')}`;
