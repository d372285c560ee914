import type { Person } from '../../core/delivery/destination';
import type { DestinationField, DeliveryEvent } from '../../core/model/delivery';
import type { Json, JsonObject } from '../../core/model/json';
import { at } from '../../core/delivery/answer';

/** What shops do, by the names of Segment's e-commerce events; every platform has a name of its own for some of it. */
export type Action = keyof typeof SPELLINGS;

const SPELLINGS = {
	addPayment: ['paymentinfoentered', 'addpaymentinfo', 'addbilling'],
	addToCart: ['productadded', 'addtocart', 'addcart'],
	addToWishlist: ['productaddedtowishlist', 'addtowishlist'],
	lead: ['lead', 'leadgenerated', 'generatelead', 'formsubmitted', 'submitform'],
	purchase: ['ordercompleted', 'purchase', 'checkout', 'completepayment', 'placeanorder'],
	search: ['productssearched', 'search'],
	signUp: ['signedup', 'signup', 'accountcreated', 'completeregistration'],
	startCheckout: ['checkoutstarted', 'initiatecheckout', 'begincheckout', 'startcheckout'],
	startTrial: ['trialstarted', 'starttrial'],
	subscribe: ['subscriptionstarted', 'subscribe', 'subscribed'],
	viewList: ['productlistviewed', 'viewcategory'],
	viewPage: ['page', 'pageview', 'pageviewed', 'pagevisit', 'screen'],
	viewProduct: ['productviewed', 'viewcontent', 'viewitem'],
};
const BY_SPELLING = new Map(
	Object.entries(SPELLINGS).flatMap(([action, all]) => all.map((one) => [one, action as Action])),
);

const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** One name for all events of a push, for platforms whose names are their own. */
export const EVENT_NAME: DestinationField = {
	key: 'eventName',
	label: 'Event Name',
	type: 'string',
	description: 'Name at the platform for every event of this push; found by the name of the event when blank',
};

/**
 * What the platform calls an event: the name in the config, the platform's own spelling of the event's name, or the name of
 * the same action; undefined when it has none.
 */
export function nameAt(
	{ name }: DeliveryEvent,
	config: JsonObject,
	names: Partial<Record<Action, string>>,
	others: readonly string[] = [],
): string | undefined {
	const fixed = config['eventName'];
	if (typeof fixed === 'string' && fixed !== '') return fixed;
	const own = [...Object.values(names), ...others].find((one) => bare(one) === bare(name));
	const action = BY_SPELLING.get(bare(name));
	return own ?? (action && names[action]);
}

/** The first text (or number) under one of these names in the properties or the context, e.g. `page.url`. */
export function said({ properties, context }: DeliveryEvent, ...names: string[]): string | undefined {
	for (const name of names)
		for (const place of [properties, context]) {
			const value = at(place, name.split('.'));
			if (typeof value === 'string' && value.trim() !== '') return value.trim();
			if (typeof value === 'number') return String(value);
		}
	return undefined;
}

/** Where it happened and in which browser. */
export function surroundings(event: DeliveryEvent) {
	return {
		url: said(event, 'page.url', 'event_source_url', 'url'),
		referrer: said(event, 'page.referrer', 'referrer'),
		ip: said(event, 'ip', 'client_ip_address'),
		userAgent: said(event, 'userAgent', 'user_agent', 'client_user_agent'),
	};
}

export interface Product {
	id?: string;
	name?: string;
	category?: string;
	brand?: string;
	price?: number;
	quantity?: number;
}

/** The products of an order or list, or the one product that an event is about. */
export function productsOf({ properties }: DeliveryEvent): Product[] {
	const list = properties['products'];
	const single = properties['product_id'] ?? properties['sku'];
	const found = Array.isArray(list) ? list : single === undefined ? [] : [properties];
	return found.flatMap((one) => (isObject(one) ? [product(one)] : []));
}

function product(one: JsonObject): Product {
	const text = (...names: string[]) =>
		names.map((name) => one[name]).find((value) => value !== undefined && value !== '');
	return given({
		id: words(text('product_id', 'sku', 'id', 'productId')),
		name: words(text('name', 'product_name')),
		category: words(text('category')),
		brand: words(text('brand')),
		price: number(text('price')),
		quantity: number(text('quantity')),
	});
}

/** How many things; the number of products that do not say how many. */
export function numberOfItems(products: readonly Product[]): number | undefined {
	return products.length === 0 ? undefined : products.reduce((sum, { quantity = 1 }) => sum + quantity, 0);
}

/** Hashed identifiers under the platform's short names, e.g. `{ em: ['email'] }`; `list` also where there is only one. */
export function underNames(
	{ ids }: Person,
	names: Record<string, readonly string[]>,
	list: 'list' | 'one',
): JsonObject {
	return given(
		Object.fromEntries(
			Object.entries(names).map(([name, types]): [string, Json | undefined] => {
				const values = types.flatMap((type) => ids[type] ?? []);
				return [name, values.length === 1 && list === 'one' ? values[0] : values];
			}),
		),
	);
}

/** Only what there is: no undefined, no blank text, no empty list or object. */
export function given<T extends Record<string, unknown>>(all: T): { [K in keyof T]: Exclude<T[K], undefined> } {
	const isThere = (value: unknown): boolean =>
		value !== undefined &&
		value !== '' &&
		!(typeof value === 'object' && value !== null && Object.keys(value).length === 0);
	return Object.fromEntries(Object.entries(all).filter(([, value]) => isThere(value))) as {
		[K in keyof T]: Exclude<T[K], undefined>;
	};
}

const isObject = (value: Json): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const words = (value: Json | undefined): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

function number(value: Json | undefined): number | undefined {
	const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}
