import type { Fields } from './guard';

/** E-commerce events as GA4 names them -> as Segment's specification does. */
const NAMES: Record<string, string> = {
	view_item: 'Product Viewed',
	view_item_list: 'Product List Viewed',
	select_item: 'Product Clicked',
	add_to_cart: 'Product Added',
	remove_from_cart: 'Product Removed',
	view_cart: 'Cart Viewed',
	add_to_wishlist: 'Product Added to Wishlist',
	begin_checkout: 'Checkout Started',
	add_shipping_info: 'Checkout Step Completed',
	add_payment_info: 'Payment Info Entered',
	purchase: 'Order Completed',
	refund: 'Order Refunded',
	search: 'Products Searched',
	view_promotion: 'Promotion Viewed',
	select_promotion: 'Promotion Clicked',
};
const ITEM: Record<string, string> = {
	item_id: 'product_id',
	item_name: 'name',
	item_brand: 'brand',
	item_category: 'category',
	item_variant: 'variant',
};
const EVENT: Record<string, string> = {
	transaction_id: 'order_id',
	search_term: 'query',
	item_list_id: 'list_id',
	promotion_id: 'promotion_id',
};
/** Events about one product carry its fields themselves. */
const SINGLE = /^Product (Viewed|Clicked|Added|Removed)/;

function renamed(fields: Fields, names: Record<string, string>): Fields {
	const result: Fields = {};
	for (const [key, value] of Object.entries(fields)) result[names[key] ?? key] = value;
	return result;
}

/** Our event for one of GA4's; undefined when it is none of e-commerce. */
export function commerce(event: string, fields: Fields): [name: string, properties: Fields] | undefined {
	const name = NAMES[event];
	if (!name) return undefined;
	const { items, value, ...rest } = fields;
	const products = Array.isArray(items) ? (items as Fields[]).map((item) => renamed(item, ITEM)) : [];
	const properties: Fields = renamed(rest, EVENT);
	if (value !== undefined) properties[/^Order/.test(name) ? 'revenue' : 'value'] = value;
	if (products.length === 0) return [name, properties];
	return [
		name,
		SINGLE.test(name) && products.length === 1 ? { ...properties, ...products[0] } : { ...properties, products },
	];
}
