import type { Batch, Exchange, Person } from '../../core/delivery/destination';
import { parts } from '../../core/delivery/exchange';
import { moneyOf } from '../../core/delivery/event';
import { text } from '../../core/delivery/record';
import type { DeliveryEvent } from '../../core/model/delivery';
import type { JsonObject } from '../../core/model/json';
import { both, call, either, read } from './request';

/** Orders one by one, all other events together. */
export function* events(batch: Batch): Exchange {
	const places = batch.people.flatMap((person, i) => (Object.keys(both(person)).length > 0 ? [i] : []));
	const bought = places.flatMap((i) => {
		const order = purchase(batch.people[i] as Person);
		return order ? [{ about: [i], request: call('commerce/trackPurchase', batch.config, order) }] : [];
	});
	const others = places.filter((i) => !bought.some(({ about }) => about.includes(i)));
	const told = others.map((i) => event(batch.people[i] as Person, batch.config));
	const [only] = told;
	const list = [...bought];
	if (told.length === 1 && only) list.push({ about: others, request: call('events/track', batch.config, only) });
	if (told.length > 1) list.push({ about: others, request: call('events/trackBulk', batch.config, { events: told }) });
	return yield* parts(batch, list, read, 'nothing to tell the user by (email, user_id)');
}

function event(person: Person, config: JsonObject): JsonObject {
	const { event: told } = person.change;
	if (!told) return {};
	return {
		...either(person, config),
		eventName: told.name,
		id: told.id,
		createdAt: Math.floor(told.time / 1000),
		dataFields: told.properties,
	};
}

function purchase(person: Person): JsonObject | undefined {
	const { event: told } = person.change;
	const items = told && /^order[ _]?completed$/i.test(told.name) ? itemsOf(told) : [];
	const { value } = told ? moneyOf(told) : {};
	if (!told || items.length === 0 || value === undefined) return undefined;
	const { products: _products, ...dataFields } = told.properties;
	return { id: told.id, user: both(person), items, total: value, createdAt: Math.floor(told.time / 1000), dataFields };
}

function itemsOf({ properties }: DeliveryEvent): JsonObject[] {
	const products = Array.isArray(properties['products']) ? properties['products'] : [];
	const items = products.flatMap((product) => {
		if (typeof product !== 'object' || product === null || Array.isArray(product)) return [];
		const { product_id: id, sku, name, price, quantity, ...dataFields } = product;
		if (typeof price !== 'number' || (text(id) || text(sku)) === '') return [];
		const more: JsonObject = {
			...(text(sku) ? { sku: text(sku) } : {}),
			...(Object.keys(dataFields).length > 0 ? { dataFields } : {}),
		};
		return [
			{
				id: text(id) || text(sku),
				name: text(name) || text(id) || text(sku),
				price,
				quantity: typeof quantity === 'number' ? quantity : 1,
				...more,
			},
		];
	});
	return items.length === products.length ? items : [];
}
