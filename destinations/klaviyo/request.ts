import { at, failed, jsonBody } from '../../core/delivery/answer';
import type { Batch, Person, Verdict } from '../../core/delivery/destination';
import { BESIDE, exceptFor } from '../../core/delivery/exchange';
import { membership, recordOf, text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { VERSIONS } from '../versions';

/** A call under `/api/`; the revision says which of Klaviyo's APIs is spoken. */
export function call(method: string, path: string, { apiKey }: JsonObject, body?: JsonObject): OutgoingRequest {
	return {
		method,
		url: `https://a.klaviyo.com/api/${path}`,
		headers: {
			accept: 'application/json',
			authorization: `Klaviyo-API-Key ${text(apiKey)}`,
			revision: VERSIONS.klaviyo.version,
			...(body ? { 'content-type': 'application/json' } : {}),
		},
		body: body ? JSON.stringify(body) : '',
	};
}

const ATTRIBUTES = { email: 'email', phone: 'phone_number', user_id: 'external_id', external_id: 'external_id' };
const NAMES = { first_name: 'first_name', last_name: 'last_name' };
const LOCATION = { city: 'city', state: 'region', postcode: 'zip', country: 'country' };
/** Traits that Klaviyo keeps beside the custom properties. */
const OWN = ['organization', 'locale', 'title', 'image'];

/** Whoever leaves is sent with identifiers and membership only. */
export function profile(person: Person, config: JsonObject): JsonObject {
	const isRemoval = person.change.action === 'remove';
	const ids = pick(person, ATTRIBUTES);
	const rest = isRemoval ? {} : recordOf(person, { ...ATTRIBUTES, ...NAMES, ...LOCATION });
	const named = new Set([...Object.values({ ...ATTRIBUTES, ...NAMES, ...LOCATION }), ...OWN]);
	const location = pick(person, LOCATION);
	const properties = {
		...Object.fromEntries(Object.entries(rest).filter(([key]) => !named.has(key))),
		...(text(config['listId']) === '' ? membership(person, config) : {}),
	};
	return {
		type: 'profile',
		attributes: {
			...ids,
			...(isRemoval ? {} : pick(person, NAMES)),
			...Object.fromEntries(OWN.flatMap((key) => (typeof rest[key] === 'string' ? [[key, rest[key]]] : []))),
			...(isRemoval || Object.keys(location).length === 0 ? {} : { location }),
			...(Object.keys(properties).length > 0 ? { properties } : {}),
		},
	};
}

function pick({ ids }: Person, names: Readonly<Record<string, string>>): JsonObject {
	return Object.fromEntries(
		Object.entries(names).flatMap(([type, name]) => (ids[type]?.[0] === undefined ? [] : [[name, ids[type][0]]])),
	);
}

/** Places in a body, e.g. `/data/attributes/profiles/data/3/attributes/email`. */
const PLACE = /\/data\/(\d+)\//;

/** Nothing for a 2xx. A 400 that points at some of the batch refuses those; the others come again. */
export function failure(response: HttpResponse, { people, now }: Batch): Verdict[] | undefined {
	if (response.status >= 200 && response.status < 300) return undefined;
	const errors = list(at(jsonBody(response), ['errors']));
	const wrong = new Map<number, string>();
	for (const error of errors) {
		const place = PLACE.exec(text(at(error, ['source', 'pointer'])))?.[1];
		if (place !== undefined) wrong.set(Number(place), reasonOf(error));
	}
	if (response.status === 400 && wrong.size > 0 && people.length > 1) return exceptFor(people, wrong, BESIDE);
	const why = errors[0] === undefined ? '' : reasonOf(errors[0]);
	return people.map(() => failed(response, now, why ? { why } : {}));
}

/** The title, not the detail: the detail may repeat what was sent. */
export const reasonOf = (error: Json): string => text(at(error, ['title'])) || 'refused by Klaviyo';

export const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
