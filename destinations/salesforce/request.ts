import { at, failed } from '../../core/delivery/answer';
import type { Batch, Person, Verdict } from '../../core/delivery/destination';
import { BESIDE, DONE } from '../../core/delivery/exchange';
import { bearer, firstId, text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { VERSIONS } from '../versions';

export function instance(config: JsonObject): string {
	const url = text(config['instance']).replace(/\/+$/, '');
	return /^https?:\/\//.test(url) ? url : `https://${url}`;
}

export function call(method: string, path: string, config: JsonObject, body?: JsonObject): OutgoingRequest {
	return {
		method,
		url: `${instance(config)}/services/data/${VERSIONS.salesforce.version}/${path}`,
		headers: bearer({ config }),
		body: body ? JSON.stringify(body) : '',
	};
}

export const objectOf = (config: JsonObject): string => text(config['object']) || 'Contact';

/** The external id: the e-mail address when that is the field, else the user's id. */
export function externalId(person: Person, config: JsonObject): string | undefined {
	const isEmail = /e-?mail/i.test(text(config['externalIdField']));
	return isEmail ? person.ids['email']?.[0] : firstId(person, ['external_id', 'user_id']);
}

/** Salesforce answers with lists, errors too. */
export function jsonList(response: HttpResponse): Json[] | undefined {
	try {
		const value = JSON.parse(response.body) as Json;
		return Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The daily allowance is used up, as 403; everything else as its status says. */
export function failure(response: HttpResponse, { people, now }: Batch): Verdict[] | undefined {
	if (response.status >= 200 && response.status < 300) return undefined;
	const why = text(at(jsonList(response)?.[0], ['errorCode']));
	const isLimit = why === 'REQUEST_LIMIT_EXCEEDED';
	const verdict = failed(response, now, { ...(why ? { why } : {}), ...(isLimit ? { blame: 'moment' } : {}) });
	return people.map(() => verdict);
}

/** Codes after which the same record may succeed. */
const PASSING = new Set(['UNABLE_TO_LOCK_ROW', 'SERVER_UNAVAILABLE', 'QUERY_TIMEOUT', 'REQUEST_RUNNING_TOO_LONG']);
const MOMENT: Verdict = { outcome: 'retry', reason: 'another change held the record' };

/** One result a record, in order; codes in `fine` are as good as success. */
export function verdictOf(result: Json | undefined, fine: readonly string[] = []): Verdict {
	if (result === undefined) return { ...BESIDE, reason: 'Salesforce did not say what became of it' } as Verdict;
	if (at(result, ['success']) === true) return DONE;
	const errors = at(result, ['errors']);
	const code = text(at(Array.isArray(errors) ? errors[0] : undefined, ['statusCode']));
	if (fine.includes(code)) return DONE;
	return PASSING.has(code) ? MOMENT : { outcome: 'refused', reason: code || 'refused by Salesforce' };
}

/** A text in a query: https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm */
export const quoted = (value: string): string => `'${value.replace(/[\\']/g, '\\$&')}'`;
