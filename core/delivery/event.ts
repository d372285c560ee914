import type { DeliveryEvent } from '../model/delivery';
import type { Json } from '../model/json';

/** What an event is worth, by the names that Segment's e-commerce events and GA use; the currency in upper case. */
export function moneyOf({ properties }: DeliveryEvent): { value?: number; currency?: string } {
	const value = [properties['value'], properties['revenue'], properties['total']]
		.map(number)
		.find((n) => n !== undefined);
	const currency = properties['currency'];
	return {
		...(value === undefined ? {} : { value }),
		...(typeof currency === 'string' && /^[A-Za-z]{3}$/.test(currency) ? { currency: currency.toUpperCase() } : {}),
	};
}

function number(value: Json | undefined): number | undefined {
	if (value === undefined || value === null || value === '' || typeof value === 'object') return undefined;
	const read = Number(value);
	return Number.isFinite(read) ? read : undefined;
}
