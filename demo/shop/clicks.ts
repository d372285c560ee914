import type { Browser } from './browsers';
import { HOUR_MS } from './browsers';
import { CATEGORIES, PRODUCTS, productsOf } from './catalog';
import type { Product } from './catalog';
import type { Person } from './people';
import type { Random } from './random';

/** A call of the site in Segment's format. */
export interface Click {
	type: 'page' | 'track' | 'identify';
	messageId: string;
	anonymousId: string;
	userId?: string;
	event?: string;
	name?: string;
	timestamp: string;
	properties?: Record<string, string | number>;
	traits?: Record<string, string>;
	context?: {
		externalIds?: Array<{ id: string; type: string; collection: string; encoding: string }>;
		consent?: { categoryPreferences: Record<string, boolean> };
	};
}

export const KIOSK = 'web-kiosk-1';
const KIOSK_USERS = 40;
const SHARE = { favourite: 0.7, adds: 0.22, checksOut: 0.4, tellsEmail: 0.5 };

/** Everything the browsers did, in order of time, each call once. */
export function makeClicks(random: Random, browsers: Browser[], people: Person[], today: number): Click[] {
	const calls = browsers.flatMap((browser) => browser.visits.flatMap((_, visit) => visitCalls(random, browser, visit)));
	calls.push(...kioskCalls(random, people, today));
	calls.sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0));
	calls.forEach((call, index) => (call.messageId = `msg-${String(index + 1).padStart(6, '0')}`));
	return calls;
}

/** As a network delivers them: a few lines late, a few twice. Answers with the lines and the number of repeats. */
export function deliver(random: Random, calls: Click[]): { lines: Click[]; repeated: number } {
	const arrivals = calls.map((call, index) => ({
		call,
		at: random.chance(0.005) ? index + random.int(50, 300) : index,
	}));
	const repeats = arrivals
		.filter(() => random.chance(0.002))
		.map(({ call, at }) => ({ call, at: at + random.int(1, 500) }));
	const all = [...arrivals, ...repeats].sort((a, b) => a.at - b.at);
	return { lines: all.map(({ call }) => call), repeated: repeats.length };
}

function visitCalls(random: Random, browser: Browser, visit: number): Click[] {
	const clock = startClock(random, browser.visits[visit]?.start ?? 0);
	const isKnown = browser.person !== undefined && visit > browser.loginAt;
	const calls = [landing(browser, visit, clock())];
	if (browser.person && visit === browser.loginAt) calls.push(login(random, browser.id, browser.person, clock()));
	const viewed = Array.from({ length: 1 + random.count(1.1) }, () => chooseProduct(random, browser));
	for (const product of viewed) calls.push(productCall(browser.id, 'Product Viewed', product, clock()));
	if (random.chance(SHARE.adds)) calls.push(...basket(random, browser.id, viewed, clock));
	const person = browser.person;
	if (person && (isKnown || visit === browser.loginAt)) {
		const from = isKnown ? 0 : 2; // after the login
		calls.slice(from).forEach((call) => (call.userId = person.accountId));
	}
	return calls;
}

function landing(browser: Browser, visit: number, timestamp: string): Click {
	const context: Click['context'] = {};
	if (browser.consent !== undefined) context.consent = { categoryPreferences: { advertising: browser.consent } };
	if (browser.partnerCookie && visit === 0) {
		context.externalIds = [{ id: browser.partnerCookie, type: 'cookie', collection: 'users', encoding: 'none' }];
	}
	return {
		type: 'page',
		messageId: '',
		anonymousId: browser.id,
		name: 'Home',
		timestamp,
		properties: { path: '/', url: 'https://shop.example/' },
		context,
	};
}

function login(random: Random, browser: string, person: Person, timestamp: string): Click {
	const traits: Record<string, string> = random.chance(SHARE.tellsEmail) ? { email: person.email } : {};
	return { type: 'identify', messageId: '', anonymousId: browser, userId: person.accountId, timestamp, traits };
}

function basket(random: Random, browser: string, viewed: Product[], clock: () => string): Click[] {
	const product = random.pick(viewed);
	const calls = [productCall(browser, 'Product Added', product, clock())];
	if (random.chance(SHARE.checksOut)) calls.push(productCall(browser, 'Checkout Started', product, clock()));
	return calls;
}

function productCall(browser: string, event: string, product: Product, timestamp: string): Click {
	const { id, name, category, price } = product;
	const properties = { product_id: id, name, category, price };
	return { type: 'track', messageId: '', anonymousId: browser, event, timestamp, properties };
}

function chooseProduct(random: Random, browser: Browser): Product {
	const category = random.chance(SHARE.favourite) ? browser.favourite : random.pick(CATEGORIES);
	return random.pick(productsOf(category));
}

/**
 * One browser in the shop, many people log in one after another. They look at small things only, so that it does not
 * matter for any segment of the sample whose browser it is taken for: what matters is that they stay many people.
 */
function kioskCalls(random: Random, people: Person[], today: number): Click[] {
	const small = PRODUCTS.filter(({ category }) => category === 'parts' || category === 'lights');
	const users = people
		.filter(({ accountId }) => accountId !== '')
		.filter((_, index) => index % 7 === 3)
		.slice(0, KIOSK_USERS);
	return users.flatMap((person, index) => {
		const clock = startClock(random, today - (30 + index * 9) * HOUR_MS);
		const calls = [login(random, KIOSK, person, clock())];
		for (let view = 0; view < 3; view++) calls.push(productCall(KIOSK, 'Product Viewed', random.pick(small), clock()));
		calls.forEach((call) => (call.userId = person.accountId));
		return calls;
	});
}

/** Moments of a visit, seconds to minutes apart. */
function startClock(random: Random, start: number): () => string {
	let now = start;
	return () => {
		now += random.int(5_000, 90_000);
		return new Date(now).toISOString();
	};
}
