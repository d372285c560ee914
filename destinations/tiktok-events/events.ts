import { groupBy } from 'lodash';
import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { moneyOf } from '../../core/delivery/event';
import { parts, refusing } from '../../core/delivery/exchange';
import type { DeliveryEvent, OutgoingRequest } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import { given, nameAt, numberOfItems, productsOf, said, surroundings, underNames } from '../shared/conversion';
import { post, read } from '../shared/tiktok';

export const SOURCES = [
	{ value: 'app', label: 'App' },
	{ value: 'crm', label: 'CRM' },
	{ value: 'offline', label: 'Offline' },
	{ value: 'web', label: 'Web' },
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
	viewPage: 'Pageview',
	viewProduct: 'ViewContent',
};
const OTHERS = [
	...['ApplicationApproval', 'ClickButton', 'CompletePayment', 'Contact', 'CustomizeProduct', 'Download'],
	...['FindLocation', 'PlaceAnOrder', 'Schedule', 'SubmitApplication', 'SubmitForm'],
];

const USER = {
	email: ['email'],
	phone: ['phone'],
	external_id: ['external_id', 'user_id'],
	first_name: ['first_name'],
	last_name: ['last_name'],
	zip_code: ['postcode'],
	city: ['city'],
	state: ['state'],
	country: ['country'],
	idfa: ['idfa'],
	gaid: ['gaid'],
};

/** One request holds events of one source. */
export function deliver(batch: Batch): Exchange {
	const events = batch.people.map((person) => {
		const { event } = person.change;
		return event && eventOf(person, event, batch.config);
	});
	return refusing(
		batch,
		(_, place) => (events[place]?.['user'] ? undefined : 'nothing that TikTok could find the person by'),
		(part, places) => {
			const bySource = groupBy([...places.keys()], (i) => sourceOf(part.people[i], batch.config));
			const list = Object.entries(bySource).map(([source, about]) => ({
				request: request(part, source, about.map((i) => events[places[i] ?? -1] ?? {})), // prettier-ignore
				about,
			}));
			return parts(part, list, read);
		},
	);
}

function sourceOf(person: Person | undefined, config: JsonObject): string {
	const source = person?.change.event && said(person.change.event, 'action_source', 'event_source');
	return SOURCES.some(({ value }) => value === source) ? String(source) : String(config['actionSource']);
}

function request(batch: Batch, event_source: string, data: JsonObject[]): OutgoingRequest {
	const test = batch.config['testEventCode'];
	return post(batch, 'event/track/', {
		event_source,
		event_source_id: String(batch.config['eventSourceId']),
		...(test ? { test_event_code: test } : {}),
		data,
	});
}

function eventOf(person: Person, event: DeliveryEvent, config: JsonObject): JsonObject {
	const { url, referrer, ip, userAgent } = surroundings(event);
	const { ids } = person;
	return given({
		event: nameAt(event, config, NAMES, OTHERS) ?? event.name,
		event_time: Math.floor(event.time / 1000),
		event_id: event.id,
		user: given({
			...underNames(person, USER, 'one'),
			ip,
			user_agent: userAgent,
			locale: said(event, 'locale'),
			ttclid: ids['cookie:ttclid']?.[0] ?? said(event, 'ttclid'),
			ttp: ids['cookie:_ttp']?.[0] ?? said(event, 'ttp', '_ttp'),
		}),
		page: given({ url, referrer }),
		properties: properties(event),
	});
}

function properties(event: DeliveryEvent): JsonObject {
	const products = productsOf(event);
	const contents = products.map(({ id, name, category, brand, price, quantity }) =>
		given({ content_id: id, content_name: name, content_category: category, brand, price, quantity }),
	);
	return given({
		...moneyOf(event),
		order_id: said(event, 'order_id'),
		query: said(event, 'query', 'search_string'),
		content_type: contents.length > 0 ? 'product' : undefined,
		contents,
		num_items: numberOfItems(products),
	});
}
