import { chunk, groupBy } from 'lodash';
import { at, jsonBody } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { everybody, exceptFor, parts, refusing } from '../../core/delivery/exchange';
import { text } from '../../core/delivery/record';
import type { OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { eventName, eventParams, spelt } from './params';

const HOSTS: Readonly<Record<string, string>> = { global: 'www', eu: 'region1' };
/** Most events in one request; all of one client. */
const MOST_EVENTS = 25;
const MOST_USER_PROPERTIES = 25;

/** `mp/collect`: one request for each client (and what it agreed to). */
export function* deliver(batch: Batch): Exchange {
	return yield* refusing(
		batch,
		(person) => whyNot(person),
		(part) => send(part),
	);
}

function whyNot(person: Person): string | undefined {
	const { event } = person.change;
	if (!event || eventName(event) === undefined) return 'the name of the event is reserved by Google, or has no letters';
	return clientOf(person) === undefined ? 'nothing to tell the client by: no client id, cookie or user id' : undefined;
}

function* send(batch: Batch): Exchange {
	const places = batch.people.map((_, i) => i);
	const clients = groupBy(places, (i) => JSON.stringify(who(batch.people[i] as Person, batch.config)));
	const list = Object.values(clients).flatMap((same) =>
		chunk(same, MOST_EVENTS).map((about) => ({ about, request: request(batch, about) })),
	);
	return yield* parts(batch, list, read);
}

function request({ people, config }: Batch, about: number[]): OutgoingRequest {
	const told = about.map((i) => people[i] as Person);
	const { key, isApp } = stream(config);
	const path = config['validateOnly'] === true ? 'debug/mp/collect' : 'mp/collect';
	const query = new URLSearchParams({ api_secret: text(config['apiSecret']), [key]: text(config['measurementId']) });
	return {
		method: 'POST',
		url: `https://${HOSTS[text(config['collectIn'])] ?? 'www'}.google-analytics.com/${path}?${query.toString()}`,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			...who(told[0] as Person, config),
			events: told.map((person) => event(person, isApp)),
			...(config['validateOnly'] === true ? { validation_behavior: 'ENFORCE_RECOMMENDATIONS' } : {}),
		}),
	};
}

/** A Firebase app is `1:1234:ios:abcd`, a web stream `G-…`. */
function stream(config: JsonObject): { key: string; isApp: boolean } {
	const isApp = text(config['measurementId']).includes(':');
	return { isApp, key: isApp ? 'firebase_app_id' : 'measurement_id' };
}

/** Everything of a request that is not about one event. */
function who(person: Person, config: JsonObject): JsonObject {
	const { change, ids } = person;
	const userId = ids['user_id']?.[0];
	const wanted = text(config['userProperties']).split(',').map((name) => name.trim()); // prettier-ignore
	const properties = Object.entries(change.traits)
		.filter(([name, value]) => wanted.includes(name) && typeof value !== 'object')
		.slice(0, MOST_USER_PROPERTIES);
	const data = config['userData'] === true && userId !== undefined ? userData(person) : {};
	return {
		[stream(config).isApp ? 'app_instance_id' : 'client_id']: clientOf(person) ?? '',
		...(userId === undefined ? {} : { user_id: userId }),
		...consent(person),
		...(properties.length > 0
			? { user_properties: Object.fromEntries(properties.map(([name, value]) => [spelt(name), { value }])) }
			: {}),
		...(Object.keys(data).length > 0 ? { user_data: data } : {}),
	};
}

function consent({ change: { consent: said } }: Person): JsonObject {
	if (!said) return {};
	const word = (answer: boolean | undefined) => ((answer ?? said.status === 'granted') ? 'GRANTED' : 'DENIED');
	return { consent: { ad_user_data: word(said.adUserData), ad_personalization: word(said.adPersonalization) } };
}

function userData({ ids }: Person): JsonObject {
	return {
		...(ids['email'] ? { sha256_email_address: ids['email'] } : {}),
		...(ids['phone'] ? { sha256_phone_number: ids['phone'] } : {}),
	};
}

function event({ change: { event: told, identifiers } }: Person, isApp: boolean): JsonObject {
	if (!told) return {};
	const name = eventName(told) ?? '';
	const session = isApp ? undefined : sessionOf(identifiers);
	const params = eventParams(told, name);
	return {
		name,
		timestamp_micros: told.time * 1000,
		// Both together show the event in the standard reports.
		params: session && !params['session_id'] ? { session_id: session, engagement_time_msec: 1, ...params } : params,
	};
}

/** What the event says itself, Google's own cookie, our browser id, the user; the first of them. */
function clientOf({ change: { event: told, identifiers }, ids }: Person): string | undefined {
	const said = ['client_id', 'app_instance_id']
		.map((key) => text(told?.properties[key] ?? told?.context[key]))
		.find(Boolean);
	const cookie = identifiers.find(({ type }) => type === 'cookie:_ga')?.value;
	const fromCookie = /^GA\d\.\d+\.(\d+\.\d+)$/.exec(cookie ?? '')?.[1];
	return said ?? fromCookie ?? ids['anonymous_id']?.[0] ?? ids['cookie']?.[0] ?? ids['user_id']?.[0];
}

/** The third part of Google's cookie of the stream: `GS1.1.SESSION.…` or `GS2.1.sSESSION$…`. */
function sessionOf(identifiers: ReadonlyArray<{ type: string; value: string }>): string | undefined {
	const cookie = identifiers.find(({ type }) => type.startsWith('cookie:_ga_'))?.value ?? '';
	return /^GS\d\.\d+\.s?(\d+)/.exec(cookie)?.[1];
}

const PLACE = /^events\[(\d+)\]/;

/** Google takes everything with 204 and never says what it made of it; only its checking address does. */
function read(response: HttpResponse, { people }: Batch): Verdict[] {
	const messages: Json | undefined = at(jsonBody(response), ['validationMessages']);
	const list = Array.isArray(messages) ? messages : [];
	const wrong = new Map<number, string>();
	for (const one of list) {
		const place = PLACE.exec(text(at(one, ['fieldPath'])))?.[1];
		const reason = text(at(one, ['validationCode'])) || 'refused by Google';
		if (place === undefined) return everybody(people, { outcome: 'refused', reason });
		wrong.set(Number(place), reason);
	}
	return exceptFor(people, wrong);
}
