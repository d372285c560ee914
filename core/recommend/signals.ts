import { isPlainObject } from 'lodash';
import type { Json, JsonObject } from '../model/json';
import type { PairKind } from '../ports';

/** What an event says of products and subjects. */
export interface Signal {
	/** `read`: a category or a brand came up, no product. */
	kind: PairKind | 'read';
	weight: number;
	products: Mentioned[];
	categories: string[];
	brands: string[];
}

/** A product as an event names it. */
export interface Mentioned {
	sku: string;
	name?: string;
	category?: string;
	brand?: string;
	price?: number;
	url?: string;
	image?: string;
}

type Meaning = Pick<Signal, 'kind' | 'weight'>;

const viewed = (weight: number): Meaning => ({ kind: 'viewed', weight });
const bought: Meaning = { kind: 'bought', weight: 5 };
const read: Meaning = { kind: 'read', weight: 1 };

/** Names of Segment's e-commerce specification and of Google Analytics 4; a basket says more than a look, a purchase more than a basket. */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
	['Product Viewed', viewed(1)],
	['Product Clicked', viewed(1)],
	['Product Added', viewed(3)],
	['Product Added to Wishlist', viewed(2)],
	['Order Completed', bought],
	['Order Updated', bought],
	['Product List Viewed', read],
	['$page', read],
	['$screen', read],
	['view_item', viewed(1)],
	['add_to_cart', viewed(3)],
	['add_to_wishlist', viewed(2)],
	['purchase', bought],
	['view_item_list', read],
]);

/** Events that may say something. */
export const SIGNAL_NAMES = [...MEANINGS.keys()];

const SAID = ['category', 'brand', 'product_id', 'sku'];

/** Quick look whether an event will be counted: pages only when they say what they are about. */
export const mayCount = (name: string, properties: readonly string[]): boolean =>
	MEANINGS.has(name) && (!name.startsWith('$') || properties.some((property) => SAID.includes(property)));

/** Longer values are no names of anything. */
const MAX_LENGTH = 200;
const MAX_PRODUCTS = 500;

/** Reads an event; undefined when it says nothing of products or subjects. Pure. */
export function signalOf(name: string, properties: JsonObject): Signal | undefined {
	const meaning = MEANINGS.get(name);
	if (!meaning) return undefined;
	const lists = [properties['products'], properties['items']]
		.flatMap((list): Json[] => (Array.isArray(list) ? list : []))
		.slice(0, MAX_PRODUCTS);
	const objects = [properties, ...lists].filter((one): one is JsonObject => isPlainObject(one));
	const products = [...new Map(objects.flatMap(mentioned).map((product) => [product.sku, product])).values()];
	const categories = distinct(objects.map((one) => text(one['category'] ?? one['item_category'])));
	const brands = distinct(objects.map((one) => text(one['brand'] ?? one['item_brand'])));
	if (products.length + categories.length + brands.length === 0) return undefined;
	const kind = meaning.kind === 'read' && products.length > 0 && lists.length === 0 ? 'viewed' : meaning.kind;
	return { ...meaning, kind, products: kind === 'read' ? [] : products, categories, brands };
}

function mentioned(one: JsonObject): Mentioned[] {
	const sku = text(one['product_id'] ?? one['sku'] ?? one['item_id']);
	if (sku === undefined) return [];
	const price = Number(one['price'] ?? NaN);
	const facts = {
		name: text(one['name'] ?? one['item_name']),
		category: text(one['category'] ?? one['item_category']),
		brand: text(one['brand'] ?? one['item_brand']),
		price: Number.isFinite(price) ? price : undefined,
		url: text(one['url']),
		image: text(one['image_url']),
	};
	return [{ sku, ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) }];
}

const distinct = (values: Array<string | undefined>): string[] => [
	...new Set(values.filter((value) => value !== undefined)),
];

function text(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const trimmed = String(value).trim();
	return trimmed === '' || trimmed.length > MAX_LENGTH ? undefined : trimmed;
}
