import { at, failed, failure, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { bisecting, DONE, everybody, exceptFor, refusing } from '../../core/delivery/exchange';
import { flat, membership, recordOf, text } from '../../core/delivery/record';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { contactId, crm, idProperty } from './request';

const NAMES = {
	email: 'email',
	phone: 'phone',
	first_name: 'firstname',
	last_name: 'lastname',
	city: 'city',
	state: 'state',
	postcode: 'zip',
	country: 'country',
};

/** Contacts by their e-mail address (or another unique property), and the list when there is one. */
export function* deliver(batch: Batch): Exchange {
	return yield* refusing(
		batch,
		(person) => whyNot(person, batch),
		(part) => (part.action === 'remove' ? takeOut(part) : put(part)),
	);
}

function whyNot(person: Person, { action, config }: Batch): string | undefined {
	if (contactId(person, config) === undefined) return `nothing to tell the contact by (${idProperty(config)})`;
	const isAudience = text(config['listId']) !== '' || text(config['attribute']) !== '';
	return action === 'remove' && !isAudience
		? 'neither a list nor a membership field is set to take it out of'
		: undefined;
}

/** HubSpot refuses properties that it does not know: the membership goes along only when its field is named. */
function properties(person: Person, { config, action }: Batch): JsonObject {
	const key = idProperty(config);
	return {
		...(action === 'remove' ? {} : flat(recordOf(person, NAMES))),
		...(text(config['attribute']) ? membership(person, config) : {}),
		...(action === 'remove' || key === 'email' ? {} : { [key]: contactId(person, config) ?? '' }),
	};
}

function* put(batch: Batch): Exchange {
	const found = new Map<string, string>();
	const said = yield* batch.people.length === 1 ? putOne(batch, found) : putSeveral(batch, found);
	const places = said.flatMap(({ outcome }, i) => (outcome === 'done' ? [i] : []));
	if (batch.action !== 'add' || !text(batch.config['listId']) || places.length === 0) return said;
	const records = places.flatMap((i) => found.get(keyOf(batch.people[i], batch)) ?? []);
	const listed = yield* intoList(batch, 'add', records);
	return said.map((verdict) => (verdict.outcome === 'done' ? listed : verdict));
}

const keyOf = (person: Person | undefined, { config }: Batch): string =>
	(person && contactId(person, config)?.toLowerCase()) ?? '';

/** Updates, and creates when there is none. */
function* putOne(batch: Batch, found: Map<string, string>): Exchange {
	const [person] = batch.people as [Person];
	const facts = { properties: properties(person, batch) };
	const path = `objects/contacts/${encodeURIComponent(contactId(person, batch.config) ?? '')}`;
	const assume = '{"id":"CONTACT_ID"}';
	const query = `?idProperty=${encodeURIComponent(idProperty(batch.config))}`;
	let response = yield { request: crm('PATCH', path + query, batch.config, facts), assume };
	if (response.status === 404)
		response = yield { request: crm('POST', 'objects/contacts', batch.config, facts), assume };
	// Somebody else created it between the two.
	if (response.status === 409) return [failed(response, batch.now, { blame: 'moment' })];
	const wrong = failure(response, batch);
	if (wrong) return wrong;
	const id = text(at(jsonBody(response), ['id']));
	if (id) found.set(keyOf(person, batch), id);
	return [id ? DONE : NOT_JSON];
}

function putSeveral(batch: Batch, found: Map<string, string>): Exchange {
	return bisecting(
		batch,
		(part) =>
			crm('POST', 'objects/contacts/batch/upsert', part.config, {
				inputs: part.people.map((p, i) => input(p, i, part)),
			}),
		(response, part) => {
			const answer = jsonBody(response);
			if (!answer) return everybody(part.people, NOT_JSON);
			remember(answer, part, found);
			return exceptFor(part.people, refusals(answer));
		},
		assumed,
	);
}

function input(person: Person, place: number, batch: Batch): JsonObject {
	return {
		idProperty: idProperty(batch.config),
		id: contactId(person, batch.config) ?? '',
		properties: properties(person, batch),
		// HubSpot names it in its errors.
		objectWriteTraceId: String(place),
	};
}

function refusals(answer: JsonObject): Map<number, string> {
	const wrong = new Map<number, string>();
	for (const error of list(answer['errors'])) {
		const reason = text(at(error, ['category'])) || 'refused by HubSpot';
		for (const place of list(at(error, ['context', 'objectWriteTraceId']))) wrong.set(Number(place), reason);
	}
	return wrong;
}

function remember(answer: JsonObject, { config }: Batch, found: Map<string, string>): void {
	for (const result of list(answer['results']))
		found.set(text(at(result, ['properties', idProperty(config)])).toLowerCase(), text(at(result, ['id'])));
}

/** Who is no contact has left already. */
function* takeOut(batch: Batch): Exchange {
	const key = idProperty(batch.config);
	const response: HttpResponse = yield {
		request: crm('POST', 'objects/contacts/batch/read', batch.config, {
			idProperty: key,
			properties: [key],
			inputs: batch.people.map((person) => ({ id: contactId(person, batch.config) ?? '' })),
		}),
		assume: assumed(batch),
	};
	const wrong = failure(response, batch);
	if (wrong) return wrong;
	const answer = jsonBody(response);
	if (!answer) return everybody(batch.people, NOT_JSON);
	const found = new Map<string, string>();
	remember(answer, batch, found);
	const records = [...found.values()];
	const listed = text(batch.config['listId']) ? yield* intoList(batch, 'remove', records) : DONE;
	const marked = text(batch.config['attribute']) && listed === DONE ? yield* mark(batch, found) : listed;
	return everybody(batch.people, marked);
}

function* intoList(
	batch: Batch,
	what: 'add' | 'remove',
	records: string[],
): Generator<{ request: ReturnType<typeof crm> }, Verdict, HttpResponse> {
	if (records.length === 0) return DONE;
	const path = `lists/${encodeURIComponent(text(batch.config['listId']))}/memberships/${what}`;
	const response = yield { request: crm('PUT', path, batch.config, records) };
	return failure(response, batch)?.[0] ?? DONE;
}

function* mark(
	batch: Batch,
	found: ReadonlyMap<string, string>,
): Generator<{ request: ReturnType<typeof crm> }, Verdict, HttpResponse> {
	const inputs = batch.people.flatMap((person) => {
		const id = found.get(keyOf(person, batch));
		return id === undefined ? [] : [{ id, properties: properties(person, batch) }];
	});
	if (inputs.length === 0) return DONE;
	const response = yield { request: crm('POST', 'objects/contacts/batch/update', batch.config, { inputs }) };
	return failure(response, batch)?.[0] ?? DONE;
}

const assumed = ({ people, config }: Batch): string =>
	JSON.stringify({
		results: people.map((person, i) => ({
			id: `CONTACT_ID_${i + 1}`,
			properties: { [idProperty(config)]: contactId(person, config) },
		})),
	});

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
