import { createHash } from 'node:crypto';
import { groupBy } from 'lodash';
import { at, failure, jsonBody } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { DONE, exceptFor, refusing } from '../../core/delivery/exchange';
import { firstId, membership, recordOf, text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { VERSIONS } from '../versions';

/** Most bytes of one person or event, also inside a batch. */
const MOST_BYTES = 32_000;

/** One person or event by `entity`, several by `batch`; the manual segment, when there is one, after them. */
export function* deliver(batch: Batch): Exchange {
	return yield* refusing(batch, (person) => whyNot(person, batch), (part) => act(part)); // prettier-ignore
}

function whyNot(person: Person, { config }: Batch): string | undefined {
	if (!identity(person)) return 'nothing to tell the person by (user_id, email)';
	const bytes = Buffer.byteLength(JSON.stringify(operation(person, config)));
	return bytes > MOST_BYTES ? 'larger than the 32 kB that Customer.io takes' : undefined;
}

function* act(batch: Batch): Exchange {
	const segment = text(batch.config['segmentId']);
	if (batch.action === 'remove' && segment) return yield* inSegment(batch, 'remove_customers');
	const said = yield* send(batch);
	const joined = said.flatMap(({ outcome }, i) => (outcome === 'done' ? [i] : []));
	if (batch.action !== 'add' || !segment || joined.length === 0) return said;
	const added = yield* inSegment({ ...batch, people: joined.map((i) => batch.people[i] as Person) }, 'add_customers');
	joined.forEach((place, i) => (said[place] = added[i] as Verdict));
	return said;
}

function* send(batch: Batch): Exchange {
	const operations = batch.people.map((person) => operation(person, batch.config));
	const [only] = operations;
	const response = yield {
		request:
			operations.length === 1 && only
				? call(`${VERSIONS.customerio.version}/entity`, batch.config, only)
				: call(`${VERSIONS.customerio.version}/batch`, batch.config, { batch: operations }),
	};
	return failure(response, batch) ?? read(response, batch);
}

export function call(path: string, config: JsonObject, body?: JsonObject): OutgoingRequest {
	const key = Buffer.from(`${text(config['siteId'])}:${text(config['apiKey'])}`).toString('base64');
	return {
		method: body ? 'POST' : 'GET',
		url: `https://track${config['accountRegion'] === 'eu' ? '-eu' : ''}.customer.io/api/${path}`,
		headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
		body: body ? JSON.stringify(body) : '',
	};
}

/** 207: the places of those that were wrong. */
function read(response: HttpResponse, { people }: Batch): Verdict[] {
	const errors = at(jsonBody(response), ['errors']);
	const wrong = new Map<number, string>();
	for (const error of Array.isArray(errors) ? errors : []) {
		const reason = [text(at(error, ['reason'])), text(at(error, ['field']))].filter(Boolean).join(': ');
		wrong.set(Number(at(error, ['batch_index']) ?? 0), reason || 'refused by Customer.io');
	}
	return exceptFor(people, wrong);
}

type Identity = { id: string } | { email: string };

function identity(person: Person): Identity | undefined {
	const id = firstId(person, ['user_id', 'external_id']);
	if (id !== undefined) return { id };
	const email = person.ids['email']?.[0];
	return email === undefined ? undefined : { email };
}

const NAMES = { email: 'email', phone: 'phone', first_name: 'first_name', last_name: 'last_name' };

function operation(person: Person, config: JsonObject): JsonObject {
	const { event, action } = person.change;
	const who = { type: 'person', identifiers: { ...identity(person) } };
	if (event)
		return {
			...who,
			action: 'event',
			id: ulid(event.id, event.time),
			name: event.name,
			timestamp: Math.floor(event.time / 1000),
			attributes: event.properties,
		};
	const marked = text(config['segmentId']) === '' ? membership(person, config) : {};
	const traits = action === 'remove' ? {} : recordOf(person, NAMES);
	return {
		...who,
		action: 'identify',
		attributes: { ...(config['timestamps'] === false ? traits : dated(traits)), ...marked },
	};
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** Customer.io compares times as seconds since 1970; days begin at midnight UTC. */
function dated(traits: JsonObject): JsonObject {
	const seconds = (value: Json): Json => {
		if (typeof value !== 'string' || !ISO_DATE.test(value)) return value;
		const ms = Date.parse(
			/[T ]/.test(value) && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(value) ? `${value.replace(' ', 'T')}Z` : value,
		);
		return Number.isFinite(ms) ? Math.floor(ms / 1000) : value;
	};
	return Object.fromEntries(Object.entries(traits).map(([key, value]) => [key, seconds(value)]));
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The event's id as the ULID that Customer.io drops repeats by: always the same for the same event. */
export function ulid(id: string, time: number): string {
	if (/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id)) return id;
	const digits = (number: bigint, count: number): string =>
		Array.from({ length: count }, (_, i) => CROCKFORD[Number((number >> BigInt(5 * (count - 1 - i))) & 31n)]).join('');
	const random = BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 20)}`);
	return digits(BigInt(Math.max(0, Math.floor(time))), 10) + digits(random, 16);
}

/** Manual segments take ids of one kind at a time. */
function* inSegment(batch: Batch, what: 'add_customers' | 'remove_customers'): Exchange {
	const verdicts: Verdict[] = [];
	const places = groupBy(batch.people.map((_, i) => i), (i) => Object.keys(identity(batch.people[i] as Person) ?? {})[0]); // prettier-ignore
	for (const [type, some] of Object.entries(places)) {
		const people = some.map((i) => batch.people[i] as Person);
		const ids = people.map((person) => Object.values(identity(person) ?? {})[0] as string);
		const path = `v1/segments/${encodeURIComponent(text(batch.config['segmentId']))}/${what}?id_type=${type}`;
		const response = yield { request: call(path, batch.config, { ids }) };
		const said = failure(response, { ...batch, people }) ?? people.map(() => DONE);
		some.forEach((place, i) => (verdicts[place] = said[i] as Verdict));
	}
	return verdicts;
}
