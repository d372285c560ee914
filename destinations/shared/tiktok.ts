import { failed, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Verdict } from '../../core/delivery/destination';
import { everybody } from '../../core/delivery/exchange';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { VERSIONS } from '../versions';

export function post({ config }: Batch, path: string, body: JsonObject): OutgoingRequest {
	return {
		method: 'POST',
		url: `https://business-api.tiktok.com/open_api/${VERSIONS.tiktokBusiness.version}/${path}`,
		headers: { 'access-token': String(config['accessToken']), 'content-type': 'application/json' },
		body: JSON.stringify(body),
	};
}

/** The account's own data: whether the token works. */
export function check(config: JsonObject): OutgoingRequest {
	const url = `https://business-api.tiktok.com/open_api/${VERSIONS.tiktokBusiness.version}/user/info/`;
	return { method: 'GET', url, headers: { 'access-token': String(config['accessToken']) }, body: '' };
}

const CREDENTIAL_CODES = new Set([40001, 40101, 40102, 40103, 40104, 40105, 40110, 40118]);
const PASSING_CODES = new Set([40016, 40100, 40132, 40133]);

/** TikTok answers 200 to nearly everything: it worked only when `code` is 0. */
export function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	const answer = jsonBody(response);
	if (!answer) return everybody(people, response.status < 300 ? NOT_JSON : failed(response, now));
	const code = Number(answer['code']);
	const requestId = answer['request_id'];
	if (code === 0)
		return everybody(people, { outcome: 'done', ...(typeof requestId === 'string' ? { requestId } : {}) });
	if (CREDENTIAL_CODES.has(code)) return everybody(people, failed(response, now, { blame: 'credential' }));
	if (PASSING_CODES.has(code) || code >= 50_000) return everybody(people, failed(response, now, { blame: 'moment' }));
	return everybody(people, failed(response, now, response.status < 300 ? { blame: 'data' } : {}));
}
