import { moneyOf } from '../../core/delivery/event';
import type { DeliveryEvent } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';

/** Segment's e-commerce names -> Google's recommended events; other names stay, spelt as Google allows. */
const NAMES: Readonly<Record<string, string>> = {
	'products searched': 'search',
	'product list viewed': 'view_item_list',
	'product clicked': 'select_item',
	'product viewed': 'view_item',
	'product added': 'add_to_cart',
	'product removed': 'remove_from_cart',
	'product added to wishlist': 'add_to_wishlist',
	'cart viewed': 'view_cart',
	'checkout started': 'begin_checkout',
	'payment info entered': 'add_payment_info',
	'order completed': 'purchase',
	'order refunded': 'refund',
	'promotion viewed': 'view_promotion',
	'promotion clicked': 'select_promotion',
	'signed up': 'sign_up',
	'signed in': 'login',
	page: 'page_view',
	screen: 'screen_view',
};
const OF_ONE_PRODUCT = new Set(['select_item', 'view_item', 'add_to_cart', 'remove_from_cart', 'add_to_wishlist']);
const OF_ORDERS = new Set(['purchase', 'refund']);

/** Parameter names that Google gives another meaning than Segment. */
const PARAMS: Readonly<Record<string, string>> = {
	order_id: 'transaction_id',
	query: 'search_term',
	list_id: 'item_list_id',
};
const ITEM: Readonly<Record<string, string>> = {
	product_id: 'item_id',
	sku: 'item_id',
	id: 'item_id',
	name: 'item_name',
	brand: 'item_brand',
	category: 'item_category',
	variant: 'item_variant',
	position: 'index',
};
/** What belongs to the product when an event is about one, and not to the event. */
const OF_ITEM = new Set([...Object.keys(ITEM), 'price', 'quantity', 'coupon']);

/** developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events (limitations) */
const MOST = { params: 25, name: 40, text: 100, items: 200 };
const RESERVED = /^(google_|ga_|firebase_|gtag\.)/;
const RESERVED_NAMES = new Set(
	[
		...['ad_activeview', 'ad_click', 'ad_exposure', 'ad_query', 'ad_reward', 'adunit_exposure', 'app_clear_data'],
		...['app_exception', 'app_install', 'app_remove', 'app_store_refund', 'app_update', 'app_upgrade'],
		...['dynamic_link_app_open', 'dynamic_link_app_update', 'dynamic_link_first_open', 'error', 'firebase_campaign'],
		...['first_open', 'first_visit', 'notification_dismiss', 'notification_foreground', 'notification_open'],
		...['notification_receive', 'os_update', 'session_start', 'user_engagement'],
	], // prettier-ignore
);

/** The name as Google takes it: letters, digits and underscores, from a letter on; undefined when it cannot be. */
export function eventName({ name }: DeliveryEvent): string | undefined {
	const known =
		NAMES[
			name
				.trim()
				.toLowerCase()
				.replace(/[_\s]+/g, ' ')
		] ?? spelt(name);
	return known === '' || RESERVED.test(known) || RESERVED_NAMES.has(known) ? undefined : known.slice(0, MOST.name);
}

/** The event's parameters; products become `items`. */
export function eventParams(event: DeliveryEvent, name: string): JsonObject {
	const { properties } = event;
	const isOne = OF_ONE_PRODUCT.has(name) && !Array.isArray(properties['products'] ?? properties['items']);
	const plain = Object.entries(properties).flatMap(([key, value]) => {
		if (isOne && OF_ITEM.has(key)) return [];
		const sent = plainValue(value);
		return sent === undefined ? [] : [[PARAMS[key] ?? spelt(key), sent] as const];
	});
	const items = isOne ? [item(properties)] : list(properties['products'] ?? properties['items']).map(item);
	const order =
		OF_ORDERS.has(name) && properties['order_id'] === undefined && properties['transaction_id'] === undefined;
	const params = Object.fromEntries(plain.filter(([key]) => !['revenue', 'total', 'client_id'].includes(key)));
	return {
		...Object.fromEntries(Object.entries({ ...params, ...moneyOf(event) }).slice(0, MOST.params - 3)),
		...(items.some((one) => Object.keys(one).length > 0) ? { items: items.slice(0, MOST.items) } : {}),
		// Google drops repeats of a purchase by it, and only of a purchase.
		...(order ? { transaction_id: event.id } : {}),
	};
}

function item(product: JsonObject): JsonObject {
	const isProduct = Object.keys(product).some((key) => OF_ITEM.has(key) || key.startsWith('item_'));
	if (!isProduct) return {};
	return Object.fromEntries(
		Object.entries(product).flatMap(([key, value]) => {
			const sent = plainValue(value);
			const wanted = OF_ITEM.has(key) || key.startsWith('item_') || ['index', 'discount', 'affiliation'].includes(key);
			return sent === undefined || !wanted ? [] : [[ITEM[key] ?? key, sent]];
		}),
	);
}

const list = (value: Json | undefined): JsonObject[] =>
	(Array.isArray(value) ? value : []).filter(
		(one): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one),
	);

function plainValue(value: Json): string | number | boolean | undefined {
	if (typeof value === 'string') return value.slice(0, MOST.text);
	return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** `Signed Up!` -> `signed_up`. */
export function spelt(text: string): string {
	return text
		.trim()
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^[^a-z]+|_+$/g, '');
}
