import { chunk, uniq } from 'lodash';
import { at, failed, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Verdict } from '../../core/delivery/destination';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { valuesOf } from '../shared/values';
import { VERSIONS } from '../versions';

/** Most items of a request (page of ApplyCustomerListUserData). */
const MOST = 1_000;

/** Headers of a credential without an account. */
export const signedIn = (config: JsonObject): Record<string, string> => ({
	authorization: `Bearer ${String(config['accessToken'] ?? '')}`,
	developertoken: String(config['developerToken']),
	'content-type': 'application/json',
});

/** `PartialErrors` names items by their index; somebody with several addresses may be in two requests. */
export function* deliver(batch: Batch): Exchange {
	const verdicts = batch.people.map((): Verdict => ({ outcome: 'done' }));
	for (const items of chunk([...valuesOf(batch, ['email'])], MOST)) {
		const response = yield { request: request(batch, items.map(([value]) => value)) }; // prettier-ignore
		const whole = wholeVerdict(response, batch);
		for (const at of whole ? uniq(items.flatMap(([, places]) => places)) : []) verdicts[at] = whole as Verdict;
		if (whole?.outcome === 'retry' && whole.stop) return verdicts.map(() => whole);
		for (const { index, why } of partialErrors(jsonBody(response)))
			for (const at of items[index]?.[1] ?? []) verdicts[at] = { outcome: 'refused', reason: why };
	}
	return verdicts;
}

function request({ action, config }: Batch, items: string[]): OutgoingRequest {
	return {
		method: 'POST',
		url: `https://campaign.api.bingads.microsoft.com/CampaignManagement/${VERSIONS.microsoftAdvertising.version}/CustomerListUserData/Apply`,
		headers: {
			...signedIn(config),
			customerid: String(config['customerId']),
			customeraccountid: String(config['accountId']),
		},
		body: JSON.stringify({
			CustomerListUserData: {
				...(config['acceptTerms'] === true ? { AcceptCustomerMatchTerm: true } : {}),
				ActionType: action === 'remove' ? 'Remove' : 'Add',
				AudienceId: String(config['audienceId']),
				CustomerListItemSubType: 'Email',
				CustomerListItems: items,
			},
		}),
	};
}

/** Codes of operation error pages: token wrong, no access, expired; too many calls. The status does not always tell. */
const CREDENTIAL_CODES = new Set([105, 106, 109, 116, 120]);
const PASSING_CODES = new Set([0, 117, 207]);

function wholeVerdict(response: HttpResponse, { now }: Batch): Verdict | undefined {
	const answer = jsonBody(response);
	if (response.status >= 200 && response.status < 300) return answer ? undefined : NOT_JSON;
	const [error] = [...list(answer?.['Errors']), ...list(answer?.['OperationErrors'])];
	const code = Number(at(error, ['Code']) ?? Number.NaN);
	const message = at(error, ['Message']);
	const why = typeof message === 'string' ? { why: message } : {};
	if (CREDENTIAL_CODES.has(code)) return failed(response, now, { ...why, blame: 'credential' });
	if (PASSING_CODES.has(code)) return failed(response, now, { ...why, blame: 'moment' });
	return failed(response, now, why);
}

function partialErrors(answer: JsonObject | undefined): Array<{ index: number; why: string }> {
	return list(answer?.['PartialErrors']).flatMap((one) => {
		const why = at(one, ['ErrorCode']) ?? at(one, ['Message']);
		return one === null ? [] : [{ index: Number(at(one, ['Index'])), why: typeof why === 'string' ? why : 'refused' }];
	});
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
