/**
 * A realistic stream of calls: sessions of 3 to 12 events of one browser, a third of the people known by user id, event
 * names Zipf-distributed over 20; ids, context and properties in the shape of the examples in Segment's specification
 * (messageId a UUID, context with page, library, locale and user agent). Seeded: the same calls every time.
 */
export function* calls(count: number, people: number, start = Date.UTC(2026, 0, 1), seed = 1): Generator<Call> {
	const random = generator(seed);
	for (let made = 0; made < count;) {
		const person = Math.floor(random() * people);
		const length = 3 + Math.floor(random() * 10);
		for (let i = 0; i < length && made < count; i++, made++) {
			yield person % 3 === 0 && i === 0
				? identify(person, envelope(person, start + made * 500, random))
				: track(person, envelope(person, start + made * 500, random), random);
		}
	}
}

type Call = Record<string, unknown>;

function envelope(person: number, time: number, random: () => number): Call {
	const path = `/products/item-${Math.floor(random() * 500)}`;
	return {
		messageId: uuid(random),
		timestamp: new Date(time).toISOString(),
		anonymousId: uuidOf(person),
		...(person % 3 === 0 ? { userId: `user-${person}` } : {}),
		context: {
			library: { name: 'analytics.js', version: '2.11.1' },
			page: { path, referrer: '', search: '', title: `Item ${path}`, url: `https://shop.example${path}` },
			userAgent:
				'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
			locale: 'en-US',
			ip: '203.0.113.1',
		},
	};
}

function identify(person: number, call: Call): Call {
	return {
		...call,
		type: 'identify',
		traits: { email: `user${person}@example.com`, plan: person % 5 === 0 ? 'pro' : 'free' },
	};
}

function track(person: number, call: Call, random: () => number): Call {
	const properties = {
		product_id: `item-${Math.floor(random() * 500)}`,
		category: `c${person % 40}`,
		name: 'A product of the shop',
		price: Math.floor(random() * 10_000) / 100,
		quantity: 1,
		currency: 'EUR',
	};
	return { ...call, type: 'track', event: NAMES[zipf(random)], properties };
}

function uuid(random: () => number): string {
	const hex = Array.from({ length: 4 }, () =>
		Math.floor(random() * 4_294_967_296)
			.toString(16)
			.padStart(8, '0'),
	).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const uuidOf = (person: number): string => uuid(generator(person + 1_000_003));

const NAMES = Array.from({ length: 20 }, (_, i) => `Event ${i + 1}`);
const WEIGHTS = NAMES.map((_, i) => 1 / (i + 1));
const TOTAL = WEIGHTS.reduce((a, b) => a + b, 0);

function zipf(random: () => number): number {
	let rest = random() * TOTAL;
	return Math.max(
		0,
		WEIGHTS.findIndex((weight) => (rest -= weight) <= 0),
	);
}

/** mulberry32 (public domain): small, fast, good enough for test data. */
export function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
