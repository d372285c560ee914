import { DAY_MS, HOUR_MS } from './browsers';
import { PRODUCTS } from './catalog';
import type { Person } from './people';
import type { Random } from './random';

/** An invoice; `customer` is undefined for a sale at the till without a card. */
export interface Order {
	invoice: string;
	customer: Person | undefined;
	/** Epoch ms. */
	time: number;
	lines: Array<{ code: string; description: string; quantity: number; price: number }>;
	isCancellation: boolean;
}

const MEAN_ORDERS = 1.7;
const SHARE = { online: 0.6, cancelled: 0.04, recent: 0.12 };

/** Orders of a year, oldest first; some are cancelled later (`C…` with negative quantities, as tills write them). */
export function makeOrders(random: Random, people: Person[], anonymous: number, today: number): Order[] {
	const bought = people.flatMap((person) =>
		Array.from({ length: random.count(MEAN_ORDERS) }, () => makeOrder(random, person, today)),
	);
	const walkIns = Array.from({ length: anonymous }, () => makeOrder(random, undefined, today));
	const orders = [...bought, ...walkIns].sort((a, b) => a.time - b.time);
	number(random, orders);
	const cancelled = orders.filter((order) => order.time < today - 5 * DAY_MS && random.chance(SHARE.cancelled));
	const all = [...orders, ...cancelled.map((order) => cancel(random, order))];
	return withLostCustomers(all, today).sort((a, b) => a.time - b.time);
}

/**
 * Of those with several orders and none lately every third lost interest: all they ordered lies within six weeks, more
 * than half a year ago. No chance is drawn for it, so everything else about the shop stays as it is.
 */
function withLostCustomers(orders: Order[], today: number): Order[] {
	const own = new Map<Person, Order[]>();
	for (const order of orders) if (order.customer) own.set(order.customer, [...(own.get(order.customer) ?? []), order]);
	const faithless = [...own.values()].filter((all) => {
		const completed = all.filter(({ isCancellation }) => !isCancellation);
		return completed.length >= 3 && all.every(({ time }) => time < today - 4 * DAY_MS);
	});
	const lost = new Set(faithless.filter((_, i) => i % 3 === 0).flat());
	const long = (time: number) => today - 200 * DAY_MS - Math.round((today - time) / 9);
	return orders.map((order) => (lost.has(order) ? { ...order, time: long(order.time) } : order));
}

function makeOrder(random: Random, customer: Person | undefined, today: number): Order {
	const lines = Array.from({ length: random.int(1, 3) }, () => {
		const { id, name, price } = random.pick(PRODUCTS);
		return { code: id, description: name, quantity: random.int(1, 2), price };
	});
	return { invoice: '', customer, time: today - orderAge(random), lines, isCancellation: false };
}

/**
 * Age of an order in ms. The file has no time zone, so nothing is near an end of a window in any of them:
 * either 14 to 34 hours, or more than four and a half days.
 */
function orderAge(random: Random): number {
	const hours = random.chance(SHARE.recent) ? 14 + random.next() * 20 : 110 + random.next() * 360 * 24;
	return Math.round(hours * HOUR_MS);
}

function number(random: Random, orders: Order[]): void {
	const next = { online: 500_001, till: 900_001 };
	for (const order of orders) {
		order.invoice = String(order.customer && random.chance(SHARE.online) ? next.online++ : next.till++);
	}
}

function cancel(random: Random, order: Order): Order {
	return {
		...order,
		invoice: `C${order.invoice}`,
		time: order.time + random.int(1, 20) * HOUR_MS,
		lines: order.lines.map((line) => ({ ...line, quantity: -line.quantity })),
		isCancellation: true,
	};
}
