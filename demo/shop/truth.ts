import type { Browser } from './browsers';
import { DAY_MS } from './browsers';
import type { Click } from './clicks';
import type { Order } from './orders';
import type { Person } from './people';

/** What is true about the sample data; made by the generator from its own knowledge, without the engine. */
export interface Truth {
	seed: number;
	/** The moment the data ends at, ISO. */
	today: string;
	people: number;
	/** Lines in clicks.ndjson, and how many of them repeat an earlier messageId. */
	clicks: { lines: number; repeated: number; calls: number };
	orders: { rows: number; invoices: number; customers: number; rowsWithoutCustomer: number; cancellationRows: number };
	/** Browsers with which nobody logged in. */
	anonymousBrowsers: number;
	/** Browsers that are one person's, by the person's customer number. */
	devices: Record<string, string[]>;
	/** The browser that many people used and that must not make them one. */
	kiosk: string;
	/** Members by segment key: customer numbers, or browsers. */
	segments: Record<string, string[]>;
	/** Of these, who has consented to advertising: who may be at a platform. */
	pushable: Record<string, string[]>;
}

interface Shop {
	people: Person[];
	browsers: Browser[];
	calls: Click[];
	orders: Order[];
	today: number;
}

/** The segments of the sample (README.md), computed from the data itself. */
export function segmentsOf(shop: Shop): Record<string, string[]> {
	const orders = completed(shop.orders);
	const events = eventsByPerson(shop);
	const since = (days: number) => new Date(shop.today - days * DAY_MS).toISOString();
	const numbers = (test: (person: Person) => boolean) =>
		shop.people.filter(test).map((person) => person.customerNumber);
	const viewedBikes = (call: Click) => call.event === 'Product Viewed' && call.properties?.category === 'bikes';
	return {
		'loyal-customers': numbers((person) => (orders.get(person)?.length ?? 0) >= 3),
		'cart-abandoners': numbers(
			(person) =>
				(events.get(person) ?? []).some((call) => call.event === 'Product Added' && call.timestamp > since(3)) &&
				!(orders.get(person) ?? []).some((order) => order.time > shop.today - 3 * DAY_MS),
		),
		'berlin-cyclists': numbers(
			(person) =>
				person.city === 'Berlin' &&
				(events.get(person) ?? []).some((call) => viewedBikes(call) && call.timestamp > since(30)),
		),
		'bike-fans': atLeast(
			3,
			shop.calls.filter((call) => viewedBikes(call) && call.timestamp > since(30)).map((call) => call.anonymousId),
		),
	};
}

/** Those of the members that may be sent to an advertising platform. */
export function pushableOf(shop: Shop, segments: Record<string, string[]>): Record<string, string[]> {
	const granted = new Set(shop.people.filter((p) => p.advertising === 'granted').map((p) => p.customerNumber));
	shop.browsers.filter((browser) => browser.consent).forEach((browser) => granted.add(browser.id));
	return Object.fromEntries(Object.entries(segments).map(([key, ids]) => [key, ids.filter((id) => granted.has(id))]));
}

/** Orders of each customer; a cancelled order was completed all the same. */
function completed(orders: Order[]): Map<Person, Order[]> {
	const result = new Map<Person, Order[]>();
	for (const order of orders) {
		if (!order.customer || order.isCancellation) continue;
		result.set(order.customer, [...(result.get(order.customer) ?? []), order]);
	}
	return result;
}

/** A person's calls: those with the account's id, and all of the browsers that are this person's alone. */
function eventsByPerson(shop: Shop): Map<Person, Click[]> {
	const byAccount = new Map(shop.people.map((person) => [person.accountId, person]));
	const byBrowser = new Map(shop.browsers.map((browser) => [browser.id, browser.person]));
	const result = new Map<Person, Click[]>();
	for (const call of shop.calls) {
		const person = (call.userId && byAccount.get(call.userId)) || byBrowser.get(call.anonymousId);
		if (!person) continue;
		const calls = result.get(person);
		if (calls) calls.push(call);
		else result.set(person, [call]);
	}
	return result;
}

function atLeast(count: number, ids: string[]): string[] {
	const counts = new Map<string, number>();
	for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
	return [...counts].filter(([, times]) => times >= count).map(([id]) => id);
}

export function devicesOf(browsers: Browser[]): Record<string, string[]> {
	const result: Record<string, string[]> = {};
	for (const { id, person } of browsers) if (person) (result[person.customerNumber] ??= []).push(id);
	return result;
}

export function orderFacts(orders: Order[]): Truth['orders'] {
	const rows = (list: Order[]) => list.reduce((sum, order) => sum + order.lines.length, 0);
	return {
		rows: rows(orders),
		invoices: new Set(orders.map((order) => order.invoice)).size,
		customers: new Set(orders.flatMap((order) => (order.customer ? [order.customer] : []))).size,
		rowsWithoutCustomer: rows(orders.filter((order) => !order.customer)),
		cancellationRows: rows(orders.filter((order) => order.isCancellation)),
	};
}
