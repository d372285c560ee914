import { failed, jsonBody, at, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Person, Verdict } from '../../core/delivery/destination';
import { everybody } from '../../core/delivery/exchange';
import type { DeliveryConsent, OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { VERSIONS } from '../versions';

/** developers.google.com/data-manager/api/limits */
const MOST_IDENTIFIERS = 10;

/** A POST to a method such as `audienceMembers:ingest`. */
export function post(method: string, { config }: Batch, body: JsonObject): OutgoingRequest {
	const only: JsonObject = config['validateOnly'] === true ? { validateOnly: true } : {};
	return {
		method: 'POST',
		url: `https://datamanager.googleapis.com/${VERSIONS.googleDataManager.version}/${method}`,
		headers: { authorization: `Bearer ${String(config['accessToken'] ?? '')}`, 'content-type': 'application/json' },
		body: JSON.stringify({ destinations: [target(config)], ...body, ...only }),
	};
}

function target(config: JsonObject): JsonObject {
	const account = (id: Json | undefined): string => String(id).replaceAll('-', '');
	const accountType = config['accountType'] as string;
	return {
		operatingAccount: { accountType, accountId: account(config['accountId']) },
		...(config['loginAccountId']
			? { loginAccount: { accountType, accountId: account(config['loginAccountId']) } }
			: {}),
		productDestinationId: String(config['productDestinationId']),
	};
}

/** E-mail addresses, phone numbers and, when it is complete, the address; empty when there is none of them. */
export function userIdentifiers({ ids }: Person, config: JsonObject): JsonObject[] {
	const [givenName, familyName, postalCode] = [ids['first_name']?.[0], ids['last_name']?.[0], ids['postcode']?.[0]];
	const region = typeof config['region'] === 'string' ? config['region'].toUpperCase() : undefined;
	const regionCode = ids['country']?.[0] ?? region;
	const address = givenName && familyName && regionCode && postalCode;
	return [
		...(ids['email'] ?? []).map((emailAddress) => ({ emailAddress })),
		...(ids['phone'] ?? []).map((phoneNumber) => ({ phoneNumber })),
		...(address ? [{ address: { givenName, familyName, regionCode, postalCode } }] : []),
	].slice(0, MOST_IDENTIFIERS);
}

/** What the person agreed to in Google's words; a yes to everything counts for both questions. */
export function consentOf(consent: DeliveryConsent | undefined): JsonObject {
	if (!consent) return {};
	const said = (answer: boolean | undefined) =>
		(answer ?? consent.status === 'granted') ? 'CONSENT_GRANTED' : 'CONSENT_DENIED';
	return { consent: { adUserData: said(consent.adUserData), adPersonalization: said(consent.adPersonalization) } };
}

/** One place of a list in the request that Google complains about, e.g. `audience_members[3].user_data`. */
const PLACE = /(?:audience_?members|events)\[(\d+)\]/i;

/** 2xx takes all. A 400 that names places refuses those; the others are sent again without them. */
export function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	const answer = jsonBody(response);
	if (response.status >= 200 && response.status < 300) {
		if (!answer) return everybody(people, NOT_JSON);
		const requestId = answer['requestId'];
		return everybody(people, { outcome: 'done', ...(typeof requestId === 'string' ? { requestId } : {}) });
	}
	const places = response.status === 400 ? violations(answer) : new Map<number, string>();
	const others: Verdict =
		places.size > 0
			? { outcome: 'retry', reason: 'refused together with others that were wrong', afterMs: 0 }
			: failed(response, now);
	return people.map((_, i) => (places.has(i) ? { outcome: 'refused', reason: places.get(i) ?? '' } : others));
}

function violations(answer: JsonObject | undefined): Map<number, string> {
	const details = at(answer, ['error', 'details']);
	const found = new Map<number, string>();
	for (const detail of Array.isArray(details) ? details : []) {
		const list = at(detail, ['fieldViolations']);
		for (const one of Array.isArray(list) ? list : []) {
			const place = PLACE.exec(String(at(one, ['field'])))?.[1];
			const reason = at(one, ['reason']) ?? at(one, ['description']);
			if (place !== undefined) found.set(Number(place), typeof reason === 'string' ? reason : 'refused by Google');
		}
	}
	return found;
}
