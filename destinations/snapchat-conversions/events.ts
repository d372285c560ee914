import { failed, jsonBody, NOT_JSON } from '../../core/delivery/answer';
import type { Batch, Exchange, Person, Verdict } from '../../core/delivery/destination';
import { moneyOf } from '../../core/delivery/event';
import { everybody, oneRequest, refusing } from '../../core/delivery/exchange';
import type { DeliveryEvent, OutgoingRequest } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import type { HttpResponse } from '../../core/ports';
import { given, nameAt, numberOfItems, productsOf, said, surroundings, underNames } from '../shared/conversion';
import { USER_NAMES } from '../shared/userNames';
import { VERSIONS } from '../versions';

export const SOURCES = [
	{ value: 'MOBILE_APP', label: 'Mobile App' },
	{ value: 'OFFLINE', label: 'Offline' },
	{ value: 'WEB', label: 'Web' },
];

const NAMES = {
	addPayment: 'ADD_BILLING',
	addToCart: 'ADD_CART',
	addToWishlist: 'ADD_TO_WISHLIST',
	purchase: 'PURCHASE',
	search: 'SEARCH',
	signUp: 'SIGN_UP',
	startCheckout: 'START_CHECKOUT',
	startTrial: 'START_TRIAL',
	subscribe: 'SUBSCRIBE',
	viewList: 'LIST_VIEW',
	viewPage: 'PAGE_VIEW',
	viewProduct: 'VIEW_CONTENT',
};
const OTHERS = [
	...['AD_CLICK', 'AD_VIEW', 'APP_INSTALL', 'APP_OPEN', 'ACHIEVEMENT_UNLOCKED', 'COMPLETE_TUTORIAL', 'INVITE'],
	...['LEVEL_COMPLETE', 'LOGIN', 'RATE', 'RESERVE', 'SAVE', 'SHARE', 'SPENT_CREDITS'],
	...['CUSTOM_EVENT_1', 'CUSTOM_EVENT_2', 'CUSTOM_EVENT_3', 'CUSTOM_EVENT_4', 'CUSTOM_EVENT_5'],
];

export function deliver(batch: Batch): Exchange {
	return refusing(batch, (person) => whyNot(person, batch.config), oneRequest(request, read));
}

function whyNot({ ids, change: { event } }: Person, config: JsonObject): string | undefined {
	if (!event) return 'no event';
	if (!nameAt(event, config, NAMES, OTHERS)) return 'Snapchat has no event of that name';
	const { ip, userAgent } = surroundings(event);
	if (ids['email'] || ids['phone'] || ids['idfa'] || ids['gaid'] || (ip && userAgent)) return undefined;
	return 'neither e-mail address, phone number, device id, nor IP address with browser';
}

function request({ config, people }: Batch): OutgoingRequest {
	const [pixel, token] = [config['pixelId'], config['accessToken']].map((text) => encodeURIComponent(String(text)));
	return {
		method: 'POST',
		url: `https://tr.snapchat.com/${VERSIONS.snapchatConversions.version}/${pixel}/events?access_token=${token}`,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ data: people.map((person) => told(person, config)) }),
	};
}

function told(person: Person, config: JsonObject): JsonObject {
	const event = person.change.event as DeliveryEvent;
	const source = said(event, 'action_source')?.toUpperCase();
	return given({
		event_name: nameAt(event, config, NAMES, OTHERS),
		event_time: Math.floor(event.time / 1000),
		event_id: event.id,
		action_source: SOURCES.some(({ value }) => value === source) ? source : String(config['actionSource']),
		event_source_url: surroundings(event).url,
		user_data: userData(person, event),
		custom_data: customData(event),
	});
}

function userData(person: Person, event: DeliveryEvent): JsonObject {
	const { ids } = person;
	const { ip, userAgent } = surroundings(event);
	return given({
		...underNames(person, USER_NAMES, 'one'),
		external_id: ids['external_id']?.[0] ?? ids['user_id']?.[0],
		madid: ids['idfa']?.[0] ?? ids['gaid']?.[0],
		client_ip_address: ip,
		client_user_agent: userAgent,
		sc_click_id: said(event, 'sc_click_id', 'ScCid'),
		sc_cookie1: ids['cookie:_scid']?.[0] ?? said(event, 'sc_cookie1', '_scid'),
	});
}

function customData(event: DeliveryEvent): JsonObject {
	const products = productsOf(event);
	const contents = products
		.filter(({ id }) => id)
		.map(({ id, quantity = 1, price, brand }) => given({ id, quantity, item_price: price, brand }));
	return given({
		...moneyOf(event),
		order_id: said(event, 'order_id'),
		search_string: said(event, 'query', 'search_string'),
		content_ids: contents.map(({ id }) => id),
		content_category: [...new Set(products.flatMap(({ category }) => category ?? []))],
		contents,
		num_items: numberOfItems(products),
	});
}

/** `status` may say that a 200 was an error. */
function read(response: HttpResponse, { people, now }: Batch): Verdict[] {
	const answer = jsonBody(response);
	if (!answer) return everybody(people, NOT_JSON);
	if (typeof answer['status'] === 'string' && !/^(valid|success|ok)$/i.test(answer['status'])) {
		const why = answer['reason'];
		return everybody(people, failed(response, now, { blame: 'data', ...(typeof why === 'string' ? { why } : {}) }));
	}
	return everybody(people);
}
