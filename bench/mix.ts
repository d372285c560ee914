/**
 * A realistic stream of calls: sessions of 3 to 12 events of one browser, a third of the people known by user id,
 * event names Zipf-distributed over 20, a little JSON with each. Seeded: the same calls every time.
 */
export function* calls(
	count: number,
	people: number,
	start = Date.UTC(2026, 0, 1),
	seed = 1,
): Generator<Record<string, unknown>> {
	const random = generator(seed);
	for (let made = 0; made < count;) {
		const person = Math.floor(random() * people);
		const length = 3 + Math.floor(random() * 10);
		const known = person % 3 === 0;
		for (let i = 0; i < length && made < count; i++, made++) {
			const who = { anonymousId: `browser-${person}`, ...(known ? { userId: `user-${person}` } : {}) };
			const base = {
				messageId: `bench-${seed}-${made}`,
				timestamp: new Date(start + made * 500).toISOString(),
				...who,
				context: { userAgent: 'Mozilla/5.0', ip: '203.0.113.1' },
			};
			if (i === 0 && known)
				yield {
					...base,
					type: 'identify',
					traits: { email: `user${person}@example.com`, plan: person % 5 === 0 ? 'pro' : 'free' },
				};
			else
				yield {
					...base,
					type: 'track',
					event: NAMES[zipf(random)],
					properties: {
						path: `/p/${Math.floor(random() * 500)}`,
						price: Math.floor(random() * 10_000) / 100,
						category: `c${person % 40}`,
					},
				};
		}
	}
}

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
