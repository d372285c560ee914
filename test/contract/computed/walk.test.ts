import fc from 'fast-check';
import type { Cdp } from '../../../core/cdp';
import type { Compute } from '../../../core/model/computed';
import { onEveryEngine, TRUSTED, type Bench } from '../engines';

const DAY = 86_400_000;
const rules = [
	{ tag: 'hot', anyOf: ['hot*'] },
	{ tag: 'cold', anyOf: ['cold'], noneOf: ['hot'] },
];
const bought = { event: 'Bought' };
const COMPUTED: Record<string, Compute> = {
	count: { kind: 'count', ...bought, lastDays: 3 },
	dear: { kind: 'count', ...bought, where: [{ property: 'price', comparison: 'atLeast', value: 5 }] },
	sum: { kind: 'sum', ...bought, property: 'price', lastDays: 2 },
	average: { kind: 'average', ...bought, property: 'price' },
	last: { kind: 'last', ...bought, property: 'price' },
	list: { kind: 'uniqueList', ...bought, property: 'thing', limit: 3, lastDays: 4 },
	often: { kind: 'mostFrequent', ...bought, property: 'thing' },
	likes: { kind: 'preferredCategory', ...bought, property: 'thing', amount: 'price' },
	since: { kind: 'daysSince', ...bought, of: 'last' },
	score: {
		kind: 'score',
		events: [
			{ event: 'Bought', weight: 3 },
			{ event: 'Returned', weight: -2 },
		],
		halfLifeDays: 0.5,
		decimals: 1,
	},
	rfm: { kind: 'rfm', ...bought, amount: 'price', lastDays: 5 },
	clv: { kind: 'clv', ...bought, amount: 'price', model: 'predicted', days: 30 },
	churn: { kind: 'churnRisk', ...bought },
	words: { kind: 'tags', trait: 'note', rules },
	notes: { kind: 'tags', event: 'Bought', property: 'thing', rules, lastDays: 3 },
};

const person = fc.constantFrom('1', '2', '3', '4');
const step = fc.oneof(
	fc.record({
		do: fc.constant('event' as const),
		event: fc.constantFrom('Bought', 'Bought', 'Returned'),
		person,
		device: person,
		known: fc.boolean(),
		price: fc.nat(10),
		thing: fc.constantFrom('hot', 'cold', 'mild'),
		hoursAgo: fc.integer({ min: -20, max: 120 }),
	}),
	fc.record({ do: fc.constant('trait' as const), person, note: fc.constantFrom('hotter', 'cold tea', null) }),
	fc.record({ do: fc.constant('clock' as const), hours: fc.integer({ min: 1, max: 60 }) }),
	fc.record({ do: fc.constant('unlink' as const), person, device: person }),
	fc.record({ do: fc.constant('link' as const), person, device: person }),
	fc.record({ do: fc.constant('erase' as const), person }),
	fc.record({ do: fc.constant('claim' as const), person, key: fc.constantFrom(...Object.keys(COMPUTED)) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const origin = { ...TRUSTED, historical: true };
const user = (value: string) => ({ type: 'user_id', value: `u${value}` });
const device = (value: string) => ({ type: 'anonymous_id', value: `d${value}` });

function purchase(s: Extract<Step, { do: 'event' }>, now: number) {
	const who = { anonymousId: `d${s.device}`, ...(s.known ? { userId: `u${s.person}` } : {}) };
	const timestamp = new Date(now - s.hoursAgo * 3_600_000).toISOString();
	const properties = { price: s.price, thing: s.thing };
	return { type: 'track', event: s.event, ...who, messageId: `${Math.random()}`, timestamp, properties };
}

async function take({ cdp, clock }: Bench, s: Step): Promise<void> {
	if (s.do === 'clock') clock.ms += s.hours * 3_600_000;
	if (s.do === 'event') await cdp.ingest.calls([purchase(s, clock.ms)], origin);
	const timestamp = new Date(clock.ms).toISOString();
	const say = (person: string, traits: object) =>
		cdp.ingest.calls([{ type: 'identify', userId: `u${person}`, timestamp, traits }], origin);
	if (s.do === 'trait') await say(s.person, { note: s.note });
	// A source that begins to write a trait of that name changes nothing.
	if (s.do === 'claim') await say(s.person, { [s.key]: 'claimed' });
	if (s.do === 'unlink') await cdp.identity.unlink(user(s.person), device(s.device), 't').catch(() => undefined);
	if (s.do === 'link') await cdp.identity.link(user(s.person), device(s.device), 't').catch(() => undefined);
	if (s.do === 'erase') await cdp.profiles.erase(user(s.person)).catch(() => undefined);
}

/** Thirty people who bought at regular distances, so that models can be fitted and one event more is no growth of 5 %. */
async function crowd({ cdp, clock }: Bench): Promise<void> {
	const calls = Array.from({ length: 30 }, (_, i) =>
		Array.from({ length: 1 + (i % 4) }, (_, n) => ({
			type: 'track',
			event: 'Bought',
			userId: `crowd${i}`,
			timestamp: new Date(clock.ms - (2 + n * (1 + (i % 7))) * DAY).toISOString(),
			messageId: `crowd ${i} ${n}`,
			properties: { price: 1 + ((i * 7 + n * 3) % 20), thing: 'mild' },
		})),
	).flat();
	await cdp.ingest.calls(calls, origin);
}

async function traits(cdp: Cdp): Promise<Record<string, unknown>> {
	const { items } = await cdp.profiles.list({ limit: 1_000 });
	return Object.fromEntries(items.map((profile) => [profile.id, profile.traits]));
}

const KEYS = Object.keys(COMPUTED);

onEveryEngine((setUp, name) => {
	it('a random walk gives the same values by delta as by looking at everybody, and segments follow', async () => {
		let deltas = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
				const bench = await setUp();
				const { cdp } = bench;
				await crowd(bench);
				for (const [key, compute] of Object.entries(COMPUTED))
					await cdp.computed.save({ version: 1, key, name: key, compute });
				await cdp.segments.save({
					version: 1,
					key: 'buyers',
					name: 'Buyers',
					of: 'people',
					condition: { kind: 'trait', trait: 'count', comparison: 'atLeast', value: 1 },
				});
				await cdp.segments.evaluateAll();
				for (const s of steps) {
					await take(bench, s);
					deltas += (await cdp.computed.evaluateAll()).filter((result) => result.mode === 'delta').length;
					await cdp.segments.evaluateAll();
				}
				const byDelta = await traits(cdp);
				for (const key of KEYS) {
					const { mode, changed } = await cdp.computed.evaluate(key, { full: true, refit: false });
					expect({ key, mode, changed }).toEqual({ key, mode: 'full', changed: 0 });
				}
				expect(await traits(cdp)).toEqual(byDelta);
				expect(await cdp.segments.evaluate('buyers', { full: true })).toMatchObject({ entered: 0, exited: 0 });
				// From scratch: the definitions taken away and given again lead to the same, models fitted anew aside.
				for (const key of KEYS) await cdp.computed.remove(key);
				for (const [key, compute] of Object.entries(COMPUTED))
					await cdp.computed.save({ version: 1, key, name: key, compute }).catch(() => undefined);
				await cdp.computed.evaluateAll();
				const again = await traits(cdp);
				const saved = new Set((await cdp.computed.list()).map(({ key }) => key));
				for (const [id, own] of Object.entries(byDelta) as Array<[string, Record<string, unknown>]>)
					for (const key of KEYS.filter((k) => saved.has(k) && !['rfm', 'clv', 'churn'].includes(k)))
						expect([id, key, (again[id] as Record<string, unknown>)[key]]).toEqual([id, key, own[key]]);
			}),
			{ numRuns: name === 'sqlite' ? 15 : 2, seed: 7 },
		);
		expect(deltas).toBeGreaterThan(50);
	});
});
