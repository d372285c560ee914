import { DAY, HOUR } from './customers';
import type { Customer, Deed } from './customers';

/** What BG/NBD was fitted to; the test takes these four from the store and works out the rest by the paper. */
export interface Purchases {
	r: number;
	alpha: number;
	a: number;
	b: number;
}

/** Who belongs, by template and node, from nothing but what the customers did. */
export function expectedMembers(
	customers: Customer[],
	now: number,
	purchases: Purchases,
): Record<string, Record<string, string[]>> {
	const those = (test: (customer: Customer) => boolean) => customers.filter(test).map(({ id }) => id);
	const group = rfmGroups(customers);
	const looked = those(
		(one) => !of(one, 'Product Viewed').some(isBefore(now - 90 * DAY)) && has(one, 'Product Viewed'),
	);
	const took = those((one) => walked(one, ['Product Viewed', 'Product Added'], now));
	return {
		'segment-win-back': {
			'Win Back': those((one) => one.consents && times(one) >= 2 && !has(one, 'Order Completed', now - 90 * DAY)),
		},
		'segment-cart-abandonment': { 'Left a Cart Behind': those((one) => one.hasEmail && hasLeftCart(one, now)) },
		'segment-vip': {
			VIP: those(({ id }) => group.get(id) === 'Champions'),
			'VIP at Risk': those(({ id }) => ['At Risk', "Can't Lose Them"].includes(group.get(id) ?? '')),
		},
		'segment-birthday': { 'Birthday Soon': those((one) => one.consents && daysToBirthday(one, now) <= 7) },
		'segment-churn-risk': {
			'About to Leave': those((one) => one.consents && spent(one) >= 300 && churnRisk(one, now, purchases) >= 0.5),
		},
		'segment-onboarding-funnel': {
			Looked: looked,
			Took: took,
			'Went to Pay': those((one) => walked(one, ['Product Viewed', 'Product Added', 'Checkout Started'], now)),
			'Stuck After Looking': looked.filter((id) => !took.includes(id)),
		},
	};
}

export const of = ({ deeds }: Customer, name: string): Deed[] => deeds.filter(({ event }) => event === name);
export const has = (customer: Customer, name: string, since = 0): boolean =>
	of(customer, name).some(({ time }) => time > since);
const times = (customer: Customer): number => of(customer, 'Order Completed').length;
const spent = (customer: Customer): number =>
	of(customer, 'Order Completed').reduce((sum, { properties }) => sum + (properties['revenue'] ?? 0), 0);
const isBefore = (moment: number) => (deed: Deed) => deed.time <= moment;

/** Something for 50 or more in the cart within three days, and four hours later still no order. */
function hasLeftCart(customer: Customer, now: number): boolean {
	const orders = of(customer, 'Order Completed');
	return of(customer, 'Product Added').some(
		({ time, properties }) =>
			(properties['price'] ?? 0) >= 50 &&
			time > now - 3 * DAY &&
			time + 4 * HOUR <= now &&
			!orders.some((order) => order.time > time && order.time <= time + 4 * HOUR),
	);
}

/** These steps one after the other within 90 days, each at most seven days after the one before. */
function walked(customer: Customer, [first, ...rest]: string[], now: number): boolean {
	const from = (time: number, steps: string[]): boolean =>
		steps.length === 0 ||
		of(customer, steps[0] ?? '').some(
			(next) => next.time > time && next.time <= time + 7 * DAY && from(next.time, steps.slice(1)),
		);
	return of(customer, first ?? '').some(({ time }) => time > now - 90 * DAY && from(time, rest));
}

/** Days from today until the birthday comes round. */
function daysToBirthday({ birthDate }: Customer, now: number): number {
	const [month, day] = [Number(birthDate.slice(5, 7)), Number(birthDate.slice(8, 10))];
	const today = new Date(now);
	const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
	const inYear = (year: number) => Date.UTC(year, month - 1, day);
	const next = inYear(today.getUTCFullYear());
	return ((next < midnight ? inYear(today.getUTCFullYear() + 1) : next) - midnight) / DAY;
}

/** The table of docs/computed-traits.md; a score is 1 + the fifths of all buyers who are below. */
function rfmGroups(customers: Customer[]): Map<string, string> {
	const buyers = customers.filter((one) => times(one) > 0);
	const score = (measure: (one: Customer) => number, one: Customer) =>
		1 + Math.floor((5 * buyers.filter((other) => measure(other) < measure(one)).length) / buyers.length);
	const last = (one: Customer) => of(one, 'Order Completed').at(-1)?.time ?? 0;
	return new Map(buyers.map((one) => [one.id, groupOf(score(last, one), score(times, one))]));
}

function groupOf(recency: number, frequency: number): string {
	if (recency >= 5) return ['New', 'Potential Loyalist', 'Potential Loyalist'][frequency - 1] ?? 'Champions';
	if (recency === 4) return ['Promising', 'Potential Loyalist', 'Potential Loyalist'][frequency - 1] ?? 'Loyal';
	if (recency === 3) return ['About To Sleep', 'About To Sleep', 'Need Attention'][frequency - 1] ?? 'Loyal';
	return ['Hibernating', 'Hibernating', 'At Risk', 'At Risk'][frequency - 1] ?? "Can't Lose Them";
}

/** 1 - P(alive) of BG/NBD (Fader, Hardie, Lee 2005); purchases of one day (UTC) are one, time is counted in weeks. */
export function churnRisk(customer: Customer, now: number, { r, alpha, a, b }: Purchases): number {
	const days = [...new Set(of(customer, 'Order Completed').map(({ time }) => Math.floor(time / DAY)))];
	const [first = 0, last = 0, x] = [days[0], days.at(-1), days.length - 1];
	if (x <= 0) return 0;
	const [recency, age] = [(last - first) / 7, (Math.floor(now / DAY) - first) / 7];
	const odds = (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x);
	return odds / (1 + odds);
}
