import type { Person } from '../../core/delivery/destination';
import { moneyOf } from '../../core/delivery/event';
import { text } from '../../core/delivery/record';
import type { DeliveryEvent } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import type { Track } from './track';

/** An order with its products is one purchase each; everything else is a custom event. */
export function told({ change }: Person, identity: JsonObject, config: JsonObject): Track {
	const { event } = change;
	if (!event) return {};
	const app: JsonObject = text(config['appId']) ? { app_id: text(config['appId']) } : {};
	const time = new Date(event.time).toISOString();
	const bought = purchases(event).map((one) => ({ ...identity, ...app, ...one, time }));
	if (bought.length > 0) return { purchases: bought };
	const { properties } = event;
	const more: JsonObject = Object.keys(properties).length > 0 ? { properties } : {};
	return { events: [{ ...identity, ...app, name: event.name, time, ...more }] };
}

function purchases(event: DeliveryEvent): JsonObject[] {
	const { currency } = moneyOf(event);
	const products = event.properties['products'];
	if (!/^order[ _]?completed$/i.test(event.name) || !Array.isArray(products) || currency === undefined) return [];
	const { products: _products, currency: _currency, ...rest } = event.properties;
	const bought = products.flatMap((product) => {
		if (typeof product !== 'object' || product === null || Array.isArray(product)) return [];
		const { product_id: id = product['sku'] ?? product['name'], price, quantity, ...more } = product;
		if (text(id) === '' || typeof price !== 'number') return [];
		return [
			{
				product_id: text(id),
				currency,
				price,
				quantity: typeof quantity === 'number' ? quantity : 1,
				properties: { ...rest, ...more },
			},
		];
	});
	return bought.length === products.length ? bought : [];
}
