import { at, failed, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { moneyOf } from '../../core/delivery/event';
import { refusing } from '../../core/delivery/exchange';
import type { DeliveryEvent, OutgoingRequest } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { given, nameAt, numberOfItems, productsOf, said, surroundings, underNames } from '../shared/conversion';
import { USER_NAMES } from '../shared/userNames';
import { VERSIONS } from '../versions';

export const SOURCES = [
	{ value: 'app', label: 'App' },
	{ value: 'chat', label: 'Chat' },
	{ value: 'email', label: 'Email' },
	{ value: 'other', label: 'Other' },
	{ value: 'phone_call', label: 'Phone Call' },
	{ value: 'physical_store', label: 'Physical Store' },
	{ value: 'system_generated', label: 'System Generated' },
	{ value: 'website', label: 'Website' },
];

const NAMES = {
	addPayment: 'AddPaymentInfo',
	addToCart: 'AddToCart',
	addToWishlist: 'AddToWishlist',
	lead: 'Lead',
	purchase: 'Purchase',
	search: 'Search',
	signUp: 'CompleteRegistration',
	startCheckout: 'InitiateCheckout',
	startTrial: 'StartTrial',
	subscribe: 'Subscribe',
	viewList: 'ViewContent',
	viewPage: 'PageView',
	viewProduct: 'ViewContent',
};
const OTHERS = ['Contact', 'CustomizeProduct', 'Donate', 'FindLocation', 'Schedule', 'SubmitApplication'];

/** A week, in ms: one event above it makes Meta refuse the whole request, so these go in a request of their own. */
const OLDEST = 7 * 24 * 3_600_000;

export function* deliver(batch: Batch): Exchange {
	const events = batch.people.map((person) => told(person, batch.config));
	return yield* refusing(
		batch,
		(_, place) => (events[place]?.['user_data'] ? undefined : 'nothing that Meta could find the person by'),
		function* (part, places) {
			const isOld = places.map((place) => batch.now - (batch.people[place]?.change.event?.time ?? 0) > OLDEST);
			const verdicts: Verdict[] = [];
			for (const old of [false, true]) {
				const mine = places.filter((_, i) => isOld[i] === old);
				if (mine.length === 0) continue;
				const data = mine.map((place) => events[place] ?? {});
				const verdict = read(yield { request: request(part, data) }, part);
				isOld.forEach((one, i) => one === old && (verdicts[i] = verdict));
			}
			return verdicts;
		},
	);
}

function request({ config }: Batch, data: JsonObject[]): OutgoingRequest {
	const test = config['testEventCode'];
	return {
		method: 'POST',
		url: `https://graph.facebook.com/${VERSIONS.metaMarketing.version}/${encodeURIComponent(String(config['pixelId']))}/events`,
		headers: { authorization: `Bearer ${String(config['accessToken'])}`, 'content-type': 'application/json' },
		body: JSON.stringify({ data, ...(test ? { test_event_code: test } : {}) }),
	};
}

/** Undefined user data means that nobody could be found by it. */
function told(person: Person, config: JsonObject): JsonObject {
	const event = person.change.event;
	if (!event) return {};
	const { url, ip, userAgent } = surroundings(event);
	const source = said(event, 'action_source');
	return given({
		event_name: nameAt(event, config, NAMES, OTHERS) ?? event.name,
		event_time: Math.floor(event.time / 1000),
		event_id: event.id,
		action_source: SOURCES.some(({ value }) => value === source) ? source : String(config['actionSource']),
		event_source_url: url,
		user_data: userData(person, event, { ip, userAgent }),
		custom_data: customData(event),
	});
}

function userData(
	person: Person,
	event: DeliveryEvent,
	{ ip, userAgent }: { ip?: string; userAgent?: string },
): JsonObject {
	const { ids } = person;
	const external = [...(ids['external_id'] ?? []), ...(ids['user_id'] ?? [])];
	return given({
		...underNames(person, USER_NAMES, 'one'),
		external_id: [...new Set(external)],
		madid: ids['idfa']?.[0] ?? ids['gaid']?.[0],
		client_ip_address: ip,
		client_user_agent: userAgent,
		fbp: ids['cookie:_fbp']?.[0] ?? said(event, 'fbp', '_fbp'),
		fbc: ids['cookie:_fbc']?.[0] ?? said(event, 'fbc', '_fbc'),
	});
}

function customData(event: DeliveryEvent): JsonObject {
	const products = productsOf(event);
	const contents = products
		.filter(({ id }) => id)
		.map(({ id, quantity = 1, price }) => given({ id, quantity, item_price: price }));
	return given({
		...moneyOf(event),
		order_id: said(event, 'order_id'),
		search_string: said(event, 'query', 'search_string'),
		content_name: products.length === 1 ? products[0]?.name : undefined,
		content_ids: contents.map(({ id }) => id),
		content_type: contents.length > 0 ? 'product' : undefined,
		contents,
		num_items: numberOfItems(products),
	});
}

/** Codes of developers.facebook.com/docs/graph-api/guides/error-handling. */
const CREDENTIAL_CODES = new Set([3, 10, 102, 190, 200, 294]);
const PASSING_CODES = new Set([1, 2, 4, 17, 32, 341, 368, 613]);

/** Meta takes a request as a whole or not at all. */
function read(response: HttpResponse, { now }: Batch): Verdict {
	const answer = jsonBody(response);
	if (response.status >= 200 && response.status < 300) {
		const trace = answer?.['fbtrace_id'];
		return answer ? { outcome: 'done', ...(typeof trace === 'string' ? { requestId: trace } : {}) } : NOT_JSON;
	}
	const error = at(answer, ['error']);
	const code = Number(at(error, ['code']) ?? 0);
	const user = at(error, ['error_user_msg']);
	const why = typeof user === 'string' ? { why: user } : {};
	if (CREDENTIAL_CODES.has(code)) return failed(response, now, { ...why, blame: 'credential' });
	const isPassing =
		PASSING_CODES.has(code) || (code >= 80_000 && code <= 80_014) || at(error, ['is_transient']) === true;
	return failed(response, now, isPassing ? { ...why, blame: 'moment' } : why);
}
