import { chunk, groupBy } from 'lodash';
import { at, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { DONE, everybody, exceptFor } from '../../core/delivery/exchange';
import { text } from '../../core/delivery/record';
import type { Json, JsonObject } from '../../core/model/json';
import { call, failure, list, profile, reasonOf } from './request';

const POLL_MS = 5_000;
const MOST_POLLS = 120;
/** Most profiles in one page, and so in one search. */
const PAGE = 100;

/** One person at once, several by a job; the list, when there is one, with them. */
export function* put(batch: Batch): Exchange {
	return yield* batch.people.length === 1 ? one(batch) : job(batch);
}

function* one(batch: Batch): Exchange {
	const { people, config, action } = batch;
	const data = profile(people[0] as Person, config);
	const response = yield {
		request: call('POST', 'profile-import', config, { data }),
		assume: '{"data":{"id":"PROFILE_ID"}}',
	};
	const wrong = failure(response, batch);
	if (wrong || action !== 'add' || !text(config['listId'])) return wrong ?? everybody(people);
	const id = text(at(jsonBody(response), ['data', 'id']));
	return id ? yield* relate('POST', batch, [id]) : everybody(people, NOT_JSON);
}

/** Adds profiles to the list, or takes them out. */
function* relate(method: 'POST' | 'DELETE', batch: Batch, ids: string[]): Exchange {
	const path = `lists/${encodeURIComponent(text(batch.config['listId']))}/relationships/profiles`;
	const data = ids.map((id) => ({ type: 'profile', id }));
	const response = yield { request: call(method, path, batch.config, { data }) };
	return (
		failure(response, { ...batch, people: batch.people.slice(0, 1) })?.flatMap((verdict) =>
			everybody(batch.people, verdict),
		) ?? everybody(batch.people)
	);
}

function* job(batch: Batch): Exchange {
	const { people, config, action } = batch;
	const listId = action === 'add' ? text(config['listId']) : '';
	const data = {
		type: 'profile-bulk-import-job',
		attributes: { profiles: { data: people.map((person) => profile(person, config)) } },
		...(listId ? { relationships: { lists: { data: [{ type: 'list', id: listId }] } } } : {}),
	};
	const made = yield {
		request: call('POST', 'profile-bulk-import-jobs', config, { data }),
		assume: '{"data":{"id":"JOB_ID"}}',
	};
	const id = text(at(jsonBody(made), ['data', 'id']));
	return failure(made, batch) ?? (id ? yield* finished(batch, id) : everybody(people, NOT_JSON));
}

const WAITS: Verdict = { outcome: 'retry', reason: 'Klaviyo has not finished the import', afterMs: 60_000 };
const CANCELLED: Verdict = { outcome: 'retry', reason: 'Klaviyo cancelled the import' };

/** Asks until the job is through; a repeat of the whole import changes nothing. */
function* finished(batch: Batch, id: string): Exchange {
	for (let polls = 0; polls < MOST_POLLS; polls++) {
		const response = yield {
			request: call('GET', `profile-bulk-import-jobs/${encodeURIComponent(id)}`, batch.config),
			afterMs: POLL_MS,
			assume: '{"data":{"attributes":{"status":"complete"}}}',
		};
		const wrong = failure(response, batch);
		if (wrong) return wrong;
		const attributes = at(jsonBody(response), ['data', 'attributes']);
		const status = at(attributes, ['status']);
		if (status === 'cancelled') return everybody(batch.people, CANCELLED);
		if (status !== 'complete') continue;
		const done: Verdict = { outcome: 'done', requestId: id };
		return Number(at(attributes, ['failed_count']) ?? 0) > 0
			? yield* refusals(batch, id, done)
			: everybody(batch.people, done);
	}
	return everybody(batch.people, WAITS);
}

function* refusals(batch: Batch, id: string, done: Verdict): Exchange {
	const wrong = new Map<number, string>();
	let next: string | undefined = `profile-bulk-import-jobs/${encodeURIComponent(id)}/import-errors`;
	while (next !== undefined) {
		const response = yield { request: call('GET', next, batch.config) };
		const failed = failure(response, batch);
		if (failed) return failed;
		const answer = jsonBody(response);
		for (const error of list(answer?.['data'])) {
			const attributes = at(error, ['attributes']);
			const payload = at(attributes, ['original_payload']);
			batch.people.forEach((person, i) => {
				if (isSame(person, payload)) wrong.set(i, reasonOf(attributes ?? null));
			});
		}
		next = /\/api\/(.+)$/.exec(text(at(answer, ['links', 'next'])))?.[1];
	}
	return exceptFor(batch.people, wrong, done);
}

const SEARCHED = { email: 'email', phone: 'phone_number', external_id: 'external_id', user_id: 'external_id' } as const;
type Searched = keyof typeof SEARCHED;

function isSame({ ids }: Person, payload: Json | undefined): boolean {
	const type = leading(ids);
	return type !== undefined && text(at(payload, [SEARCHED[type]])).toLowerCase() === ids[type]?.[0]?.toLowerCase();
}

const leading = (ids: Person['ids']): Searched | undefined =>
	(Object.keys(SEARCHED) as Searched[]).find((type) => ids[type] !== undefined);

/** Looks the profiles up and takes them out of the list; who is not there has left already. */
export function* takeOut(batch: Batch): Exchange {
	const found = new Set<string>();
	const byField = groupBy(batch.people, ({ ids }) => SEARCHED[leading(ids) ?? 'email']);
	for (const [field, people] of Object.entries(byField)) {
		for (const some of chunk(people, PAGE)) {
			const values = some.flatMap(({ ids }) => ids[leading(ids) ?? 'email']?.[0] ?? []);
			const filter = `any(${field},${JSON.stringify(values)})`;
			const query = new URLSearchParams({ filter, 'fields[profile]': field, 'page[size]': String(PAGE) });
			const response = yield {
				request: call('GET', `profiles?${query.toString()}`, batch.config),
				assume: JSON.stringify({ data: values.map((_, i) => ({ id: `PROFILE_ID_${i + 1}` })) }),
			};
			const wrong = failure(response, batch);
			if (wrong) return wrong;
			const answer: JsonObject | undefined = jsonBody(response);
			if (!answer) return everybody(batch.people, NOT_JSON);
			for (const one of list(answer['data'])) found.add(text(at(one, ['id'])));
		}
	}
	return found.size > 0 ? yield* relate('DELETE', batch, [...found]) : everybody(batch.people, DONE);
}
