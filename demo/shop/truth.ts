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
	/** Profiles without a name: these browsers, the kiosk, cookies that only the partner knows, and sales without a card. */
	anonymous: number;
	/** Browsers that are one person's, by the person's customer number. */
	devices: Record<string, string[]>;
	/** The browser that many people used and that must not make them one. */
	kiosk: string;
	/** Members by segment key: customer numbers, and browsers that are nobody's. */
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

/** Somebody with a profile of their own: a customer, or a browser with which nobody logged in. */
interface Visitor {
	id: string;
	city: string;
	calls: Click[];
	orders: Order[];
}

/** The segments of the sample (README.md), computed from the data itself. */
export function segmentsOf(shop: Shop): Record<string, string[]> {
	const visitors = visitorsOf(shop);
	const members = (test: (visitor: Visitor) => boolean) => visitors.filter(test).map(({ id }) => id);
	const since = (days: number) => new Date(shop.today - days * DAY_MS).toISOString();
	const hasOrderedLately = ({ orders }: Visitor) => orders.some((order) => order.time > shop.today - 3 * DAY_MS);
	const hasAddedLately = ({ calls }: Visitor) =>
		calls.some((call) => call.event === 'Product Added' && call.timestamp > since(3));
	const hasViewedBikes = ({ calls }: Visitor) => calls.some((call) => isBikeView(call) && call.timestamp > since(30));
	return {
		'loyal-customers': members(({ orders }) => orders.length >= 3),
		'cart-abandoners': members((visitor) => hasAddedLately(visitor) && !hasOrderedLately(visitor)),
		'berlin-cyclists': members((visitor) => visitor.city === 'Berlin' && hasViewedBikes(visitor)),
		'bike-fans': bikeFans(shop),
	};
}

const isBikeView = (call: Click): boolean =>
	call.event === 'Product Viewed' && call.properties?.['category'] === 'bikes';

/**
 * A browser stays for 30 days after the last visit at which it qualified; at a visit it qualifies with three views in
 * the 30 days up to then.
 */
function bikeFans({ calls, today }: Shop): string[] {
	const month = 30 * DAY_MS;
	const isFan = (own: Click[]) => {
		const views = own.filter(isBikeView).map((call) => Date.parse(call.timestamp));
		const recent = own.map((call) => Date.parse(call.timestamp)).filter((time) => time > today - month);
		return recent.some((time) => views.filter((view) => view > time - month && view <= time).length >= 3);
	};
	return [...groupBy(calls, (call) => call.anonymousId)].filter(([, own]) => isFan(own)).map(([id]) => id);
}

/** Those of the members that may be sent to an advertising platform. */
export function pushableOf(shop: Shop, segments: Record<string, string[]>): Record<string, string[]> {
	const granted = new Set(shop.people.filter((p) => p.advertising === 'granted').map((p) => p.customerNumber));
	shop.browsers.filter((browser) => browser.consent).forEach((browser) => granted.add(browser.id));
	return Object.fromEntries(Object.entries(segments).map(([key, ids]) => [key, ids.filter((id) => granted.has(id))]));
}

/**
 * A customer has the calls with the account's id and all of the browsers that are theirs alone. A cancelled order was
 * completed all the same.
 */
function visitorsOf({ people, browsers, calls, orders }: Shop): Visitor[] {
	const byAccount = new Map(
		people.filter(({ accountId }) => accountId).map((person) => [person.accountId, person.customerNumber]),
	);
	const byBrowser = new Map(browsers.map((browser) => [browser.id, browser.person?.customerNumber ?? browser.id]));
	const callsOf = groupBy(calls, (call) => byAccount.get(call.userId ?? '') ?? byBrowser.get(call.anonymousId));
	const completed = orders.filter((order) => !order.isCancellation);
	const ordersOf = groupBy(completed, (order) => order.customer?.customerNumber);
	const visitor = (id: string, city: string) => ({
		id,
		city,
		calls: callsOf.get(id) ?? [],
		orders: ordersOf.get(id) ?? [],
	});
	const customers = people.map(({ customerNumber, city }) => visitor(customerNumber, city));
	return [...customers, ...browsers.filter(({ person }) => !person).map(({ id }) => visitor(id, ''))];
}

function groupBy<T>(list: T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of list) {
		const key = keyOf(item);
		if (key === undefined) continue;
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
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
