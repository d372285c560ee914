import { bearer, text } from '../../core/delivery/record';
import type { Person } from '../../core/delivery/destination';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import { VERSIONS } from '../versions';

/** A call to the CRM, e.g. `objects/contacts/batch/upsert`. */
export function crm(method: string, path: string, config: JsonObject, body?: Json): OutgoingRequest {
	return send(method, `crm/${VERSIONS.hubspot.version}/${path}`, config, body);
}

export function send(method: string, path: string, config: JsonObject, body?: Json): OutgoingRequest {
	return {
		method,
		url: `https://api.hubapi.com/${path}`,
		headers: bearer({ config }),
		body: body === undefined ? '' : JSON.stringify(body),
	};
}

/** The property that tells contacts apart: the e-mail address, unless another unique one is named. */
export const idProperty = (config: JsonObject): string => text(config['idProperty']) || 'email';

/** What the contact is found by; undefined when the person has none of it. */
export function contactId({ ids }: Person, config: JsonObject): string | undefined {
	return idProperty(config) === 'email' ? ids['email']?.[0] : (ids['external_id'] ?? ids['user_id'])?.[0];
}
