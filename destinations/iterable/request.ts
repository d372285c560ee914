import { at, failure, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Person, Verdict } from '../../core/delivery/destination';
import { everybody, exceptFor } from '../../core/delivery/exchange';
import { firstId, text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';

export function call(path: string, config: JsonObject, body?: JsonObject): OutgoingRequest {
	return {
		method: body ? 'POST' : 'GET',
		url: `https://api${config['dataCenter'] === 'eu' ? '.eu' : ''}.iterable.com/api/${path}`,
		headers: { 'api-key': text(config['apiKey']), 'content-type': 'application/json' },
		body: body ? JSON.stringify(body) : '',
	};
}

/** Address and id, as far as they are known. */
export function both(person: Person): JsonObject {
	const [email, userId] = [person.ids['email']?.[0], firstId(person, ['user_id', 'external_id'])];
	return { ...(email === undefined ? {} : { email }), ...(userId === undefined ? {} : { userId }) };
}

/** Where Iterable takes one of them only: the one by which the project knows its users, if the person has it. */
export function either(person: Person, { identifyBy }: JsonObject): JsonObject {
	const { email, userId } = both(person);
	const isById = userId !== undefined && (identifyBy === 'userId' || email === undefined);
	return isById ? { userId } : { email: email ?? '' };
}

/** Answers to bulk calls list the addresses and ids that failed, by reason. */
export function read(response: HttpResponse, batch: Batch): Verdict[] {
	const wrong = failure(response, batch);
	if (wrong) return wrong;
	const answer = jsonBody(response);
	if (!answer) return everybody(batch.people, NOT_JSON);
	const lists = { ...answer, ...(at(answer, ['failedUpdates']) as JsonObject | undefined) };
	const refused = new Map<number, string>();
	for (const [name, list] of Object.entries(lists)) {
		const isMissing = name.startsWith('notFound') && batch.action === 'remove';
		if (!Array.isArray(list) || !/(Emails|UserIds)$/.test(name) || isMissing) continue;
		for (const one of list) refused.set(placeOf(one, batch), `Iterable: ${name}`);
	}
	return exceptFor(batch.people, refused);
}

function placeOf(value: Json, { people }: Batch): number {
	const wanted = text(value).toLowerCase();
	return people.findIndex((person) => Object.values(both(person)).some((id) => text(id).toLowerCase() === wanted));
}
