import { isObject } from './calls';
import type { CollectRequest } from './contract';

/** Codes with which proxies say that they do not know: unknown, and the Tor network. */
const NO_COUNTRY = new Set(['XX', 'T1', 'ZZ']);

/** The country that a proxy in front of us found for the visitor, two letters; undefined when the header says none. */
export function countryOf({ headers }: CollectRequest, header: string | undefined): string | undefined {
	const value = header === undefined ? undefined : headers[header.trim().toLowerCase()]?.trim().toUpperCase();
	return value !== undefined && /^[A-Z][A-Z0-9]$/.test(value) && !NO_COUNTRY.has(value) ? value : undefined;
}

/** The call with the visitor's country in `context.location.country`. */
export function withCountry(call: Record<string, unknown>, country: string | undefined): Record<string, unknown> {
	const context = call['context'] ?? {};
	if (country === undefined || !isObject(context)) return call;
	const location = isObject(context['location']) ? context['location'] : {};
	return { ...call, context: { ...context, location: { ...location, country } } };
}
