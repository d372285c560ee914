import { at, failed, failure, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Step, Verdict } from '../../core/delivery/destination';
import { DONE, everybody, exceptFor } from '../../core/delivery/exchange';
import { flat, recordOf, text } from '../../core/delivery/record';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { audience, call, member } from './request';

const emailOf = ({ ids }: Person): string => ids['email']?.[0] ?? '';

/** Members first, then the tag for those who are. */
export function* put(batch: Batch): Exchange {
	const said = yield* batch.people.length === 1 ? putOne(batch) : putSeveral(batch);
	const joined = batch.people.filter((_, i) => said[i]?.outcome === 'done');
	if (batch.action !== 'add' || !text(batch.config['tagId']) || joined.length === 0) return said;
	const tagged = yield* tag({ ...batch, people: joined }, 'members_to_add');
	return said.map((verdict) => (verdict.outcome === 'done' ? (tagged.shift() ?? verdict) : verdict));
}

function* putOne(batch: Batch): Exchange {
	const [person] = batch.people as [Person];
	const { config } = batch;
	const status = text(config['status']);
	const response = yield {
		request: call('PUT', member(config, emailOf(person)), config, {
			email_address: emailOf(person),
			status_if_new: status,
			...(config['resubscribe'] === true ? { status } : {}),
			...mergeFields(person),
		}),
	};
	return failure(response, batch) ?? everybody(batch.people);
}

function mergeFields(person: Person): JsonObject {
	const names = { email: 'email', first_name: 'FNAME', last_name: 'LNAME', phone: 'PHONE', birth_date: 'BIRTHDAY' };
	const fields = Object.entries(flat(recordOf(person, names))).filter(([key]) => /^[A-Z0-9_]{1,10}$/.test(key));
	return fields.length > 0 ? { merge_fields: Object.fromEntries(fields) } : {};
}

/** New ones in one request. Those who are there already are told, and changed one by one: nobody is subscribed again. */
function* putSeveral(batch: Batch): Exchange {
	const { people, config } = batch;
	const response = yield {
		request: call('POST', audience(config), config, {
			members: people.map((person) => ({
				email_address: emailOf(person),
				status: text(config['status']),
				...mergeFields(person),
			})),
			update_existing: config['resubscribe'] === true,
		}),
	};
	const wrong = failure(response, batch);
	if (wrong) return wrong;
	const answer = jsonBody(response);
	if (!answer) return everybody(people, NOT_JSON);
	const errors = new Map(list(answer['errors']).map((one) => [text(at(one, ['email_address'])).toLowerCase(), one]));
	const verdicts: Verdict[] = [];
	for (const person of people) verdicts.push(yield* verdictOf(person, errors.get(emailOf(person)), batch));
	return verdicts;
}

function* verdictOf(
	person: Person,
	error: Json | undefined,
	{ config, now }: Batch,
): Generator<Step, Verdict, HttpResponse> {
	if (error === undefined) return DONE;
	const code = text(at(error, ['error_code']));
	const isThere = code === 'ERROR_CONTACT_EXISTS' || /already a list member/i.test(text(at(error, ['error'])));
	if (!isThere) return { outcome: 'refused', reason: code || 'refused by Mailchimp' };
	const fields = mergeFields(person);
	if (Object.keys(fields).length === 0) return DONE;
	const response = yield { request: call('PATCH', member(config, emailOf(person)), config, fields) };
	return response.status < 300 ? DONE : failed(response, now);
}

/** With a tag it is taken off, without one the member is archived. Who is no member has left already. */
export function* takeOut(batch: Batch): Exchange {
	if (text(batch.config['tagId'])) return yield* tag(batch, 'members_to_remove');
	const verdicts: Verdict[] = [];
	for (const person of batch.people) {
		const response = yield { request: call('DELETE', member(batch.config, emailOf(person)), batch.config) };
		const isGone = response.status < 300 || response.status === 404 || response.status === 405;
		verdicts.push(isGone ? DONE : failed(response, batch.now));
	}
	return verdicts;
}

function* tag(batch: Batch, what: 'members_to_add' | 'members_to_remove'): Exchange {
	const { people, config } = batch;
	const path = `${audience(config)}/segments/${encodeURIComponent(text(config['tagId']))}`;
	const response = yield { request: call('POST', path, config, { [what]: people.map(emailOf) }) };
	const wrong = failure(response, batch);
	if (wrong || what === 'members_to_remove') return wrong ?? everybody(people);
	const refused = new Map<number, string>();
	for (const error of list(at(jsonBody(response), ['errors'])))
		for (const email of list(at(error, ['email_addresses'])))
			refused.set(
				people.findIndex((person) => emailOf(person) === text(email).toLowerCase()),
				'Mailchimp did not tag the member',
			);
	return exceptFor(people, refused);
}

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
