import { at, failed, jsonBody, NOT_JSON, PASSING } from '../../core/delivery/answer';
import type { Batch, Verdict } from '../../core/delivery/destination';
import { everybody } from '../../core/delivery/exchange';
import { oauth2 } from '../../core/delivery/oauth2';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { VERSIONS } from '../versions';

const headersOf = ({ accessToken }: JsonObject): Record<string, string> => ({
	authorization: `Bearer ${String(accessToken ?? '')}`,
	'linkedin-version': VERSIONS.linkedinMarketing.version,
	'x-restli-protocol-version': '2.0.0',
});

/** Several elements at once (Rest.li's BATCH_CREATE). */
export function createMany(path: string, { config }: Batch, elements: JsonObject[]): OutgoingRequest {
	return {
		method: 'POST',
		url: `https://api.linkedin.com/rest/${path}`,
		headers: {
			...headersOf(config),
			'content-type': 'application/json',
			'x-restli-method': 'BATCH_CREATE',
		},
		body: JSON.stringify({ elements }),
	};
}

/** One status for each element, in order; also under a status of 200. */
export function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	if (response.status < 200 || response.status >= 300) return everybody(people, failed(response, now));
	const elements = jsonBody(response)?.['elements'];
	if (!Array.isArray(elements)) return everybody(people, response.body === '' ? { outcome: 'done' } : NOT_JSON);
	return people.map((_, i) => verdict(elements[i], response, now));
}

function verdict(element: Json | undefined, response: HttpResponse, now: number): Verdict {
	const status = Number(at(element, ['status']) ?? response.status);
	if (status < 300) return { outcome: 'done' };
	const said = at(element, ['error', 'message']) ?? at(element, ['message']);
	const blame = PASSING.has(status) ? 'moment' : 'data';
	return failed({ ...response, status }, now, { blame, ...(typeof said === 'string' ? { why: said } : {}) });
}

export const authorisation = oauth2({
	tokenUrl: 'https://www.linkedin.com/oauth/v2/accessToken',
	grant: 'refresh_token',
});

/** The ad accounts that the token may see. */
export function check(config: JsonObject): OutgoingRequest {
	const url = 'https://api.linkedin.com/rest/adAccounts?q=search&pageSize=1';
	return { method: 'GET', url, headers: headersOf(config), body: '' };
}
