import { at, failed, jsonBody, NOT_JSON, PASSING } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { moneyOf } from '../../core/delivery/event';
import { everybody, refusing } from '../../core/delivery/exchange';
import type { DeliveryEvent, OutgoingRequest } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { given, nameAt, numberOfItems, productsOf, said, surroundings, underNames } from '../shared/conversion';
import { USER_NAMES } from '../shared/userNames';
import { VERSIONS } from '../versions';

export const API = `https://api.pinterest.com/${VERSIONS.pinterest.version}`;

export const SOURCES = [
	{ value: 'app_android', label: 'Android App' },
	{ value: 'app_ios', label: 'iOS App' },
	{ value: 'offline', label: 'Offline' },
	{ value: 'web', label: 'Web' },
];

const NAMES = {
	addPayment: 'add_payment_info',
	addToCart: 'add_to_cart',
	addToWishlist: 'add_to_wishlist',
	lead: 'lead',
	purchase: 'checkout',
	search: 'search',
	signUp: 'signup',
	startCheckout: 'initiate_checkout',
	startTrial: 'start_trial',
	subscribe: 'subscribe',
	viewList: 'view_category',
	viewPage: 'page_visit',
	viewProduct: 'view_content',
};
const OTHERS = [
	...['app_install', 'app_open', 'contact', 'custom', 'customize_product', 'find_location', 'schedule'],
	...['submit_application', 'watch_video'],
];

export function deliver(batch: Batch): Exchange {
	return refusing(batch, whyNot, function* (part) {
		return read(yield { request: request(part) }, part);
	});
}

const FINDERS = ['email', 'phone', 'idfa', 'gaid', 'external_id', 'user_id'];

function whyNot({ ids, change: { event } }: Person): string | undefined {
	if (!event) return 'no event';
	const { ip, userAgent } = surroundings(event);
	const isKnown = FINDERS.some((type) => ids[type]) || (ip && userAgent);
	return isKnown ? undefined : 'nothing that Pinterest could find the person by';
}

function request({ config, people }: Batch): OutgoingRequest {
	return {
		method: 'POST',
		url: `${API}/ad_accounts/${encodeURIComponent(String(config['adAccountId']))}/events${config['test'] === true ? '?test=true' : ''}`,
		headers: { authorization: `Bearer ${String(config['accessToken'] ?? '')}`, 'content-type': 'application/json' },
		body: JSON.stringify({ data: people.map((person) => told(person, config)) }),
	};
}

function told(person: Person, config: JsonObject): JsonObject {
	const event = person.change.event as DeliveryEvent;
	const source = said(event, 'action_source');
	return given({
		event_name: nameAt(event, config, NAMES, OTHERS) ?? 'custom',
		action_source: SOURCES.some(({ value }) => value === source) ? source : String(config['actionSource']),
		event_time: Math.floor(event.time / 1000),
		event_id: event.id,
		event_source_url: surroundings(event).url,
		user_data: userData(person, event),
		custom_data: customData(event),
		app_id: said(event, 'app_id', 'app.namespace'),
		app_name: said(event, 'app_name', 'app.name'),
		app_version: said(event, 'app_version', 'app.version'),
		language: said(event, 'locale')?.slice(0, 2),
	});
}

function userData(person: Person, event: DeliveryEvent): JsonObject {
	const { ids } = person;
	const { ip, userAgent } = surroundings(event);
	return given({
		...underNames(person, { ...USER_NAMES, hashed_maids: ['idfa', 'gaid'] }, 'list'),
		external_id: [...new Set([...(ids['external_id'] ?? []), ...(ids['user_id'] ?? [])])],
		client_ip_address: ip,
		client_user_agent: userAgent,
		click_id: ids['cookie:_epik']?.[0] ?? said(event, 'click_id', '_epik', 'epik'),
	});
}

/** Amounts are texts at Pinterest. */
function customData(event: DeliveryEvent): JsonObject {
	const { value, currency } = moneyOf(event);
	const products = productsOf(event);
	return given({
		currency,
		value: value === undefined ? undefined : String(value),
		order_id: said(event, 'order_id'),
		search_string: said(event, 'query', 'search_string'),
		content_ids: products.flatMap(({ id }) => id ?? []),
		contents: products.map(({ id, name, category, brand, price, quantity }) =>
			given({
				id,
				item_name: name,
				item_category: category,
				item_brand: brand,
				item_price: price === undefined ? undefined : String(price),
				quantity,
			}),
		),
		num_items: numberOfItems(products),
	});
}

/** One status for each event, in order, also under 422. */
function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	const answer = jsonBody(response);
	const events = answer?.['events'];
	const isTold = Array.isArray(events) && events.length === people.length && !PASSING.has(response.status);
	if (isTold) return events.map(verdict);
	if (response.status < 200 || response.status >= 300) return everybody(people, failed(response, now));
	return everybody(people, answer ? { outcome: 'done' } : NOT_JSON);
}

function verdict(event: Json): Verdict {
	if (at(event, ['status']) !== 'failed') return { outcome: 'done' };
	const why = at(event, ['error_message']);
	return {
		outcome: 'refused',
		reason: typeof why === 'string' && why !== '' ? why.slice(0, 300) : 'refused by Pinterest',
	};
}
