import fc from 'fast-check';
import type { Cdp } from '../../core/cdp';
import type { Condition } from '../../core/model/segment';
import { childrenOf, peopleOnly } from '../../core/segments/condition';
import { operators } from '../../core/segments/operators/registry';
import { anyCondition } from './randomConditions';
import { language, viewed } from './segmentLanguage';
import { onEveryEngine, TRUSTED, type Bench } from './engines';

const DAY = 86_400_000;
const SEED = Number(process.env['CDP_TEST_SEED'] ?? 11);
/** Long runs: `CDP_TEST_TIMES=20 CDP_TEST_SEED=7 npx jest test/contract/segmentWalk`. */
const TIMES = Number(process.env['CDP_TEST_TIMES'] ?? 1);
const conditions: Record<string, Condition> = {
	window: viewed({ count: { comparison: 'atLeast', value: 2 }, window: { last: 3, unit: 'days' } }),
	absent: viewed({ count: { comparison: 'exactly', value: 0 }, window: { last: 2, unit: 'days' } }),
	property: viewed({ where: [{ property: 'price', comparison: 'greaterThan', value: 5 }] }),
	date: { kind: 'trait', trait: 'renewed', comparison: 'withinLastDays', value: 2 },
	mixed: {
		kind: 'any',
		conditions: [
			{ kind: 'trait', trait: 'plan', comparison: 'is', value: 'pro' },
			{ kind: 'not', conditions: [viewed({ window: { last: 1, unit: 'days' } })] },
		],
	},
};

Object.assign(conditions, language);

/** The conditions above, what random ones may ask for, and random ones. */
async function save(cdp: Cdp, random: Condition[]): Promise<void> {
	for (const key of ['guests', 'nobodies']) await cdp.lists.save({ key });
	await cdp.computed.save({ version: 1, key: 'bought', name: 'Bought', compute: { kind: 'count', event: 'B' } });
	const drawn = Object.fromEntries(random.map((condition, i) => [`random${i}`, condition]));
	for (const [key, condition] of Object.entries({ ...ASKED_FOR, ...conditions, ...drawn })) {
		await cdp.segments.save({ version: 1, key: key, name: key, of: 'people', condition });
		if (peopleOnly(condition) === undefined)
			await cdp.segments.save({
				version: 1,
				key: `${key}-browsers`,
				name: key,
				of: 'browsers',
				condition,
				ttlDays: 4,
			});
	}
}

const ASKED_FOR: Record<string, Condition> = {
	first: { kind: 'event', name: 'A', count: { comparison: 'atLeast', value: 1 } },
	second: { kind: 'not', conditions: [{ kind: 'segment', segment: 'first', is: true }] },
};

async function members(cdp: Cdp, key: string): Promise<string[]> {
	return (await cdp.segments.members(key, { limit: 1000 })).items.map(
		(m) => `${m.profileId}/${m.identifiers.map((i) => i.value).join()}`,
	);
}

/** People of whom the evaluator in memory says otherwise than the one in SQL. */
async function disagreements(cdp: Cdp): Promise<string[]> {
	const { items } = await cdp.profiles.list({ limit: 200 });
	const found: string[] = [];
	for (const { key } of await cdp.segments.list('people'))
		for (const { id } of items) {
			const { member, explanation } = await cdp.segments.explain(key, { type: 'profile', value: id });
			if (member !== explanation.holds) found.push(`${key} ${id}: ${explanation.sentence}: ${explanation.facts}`);
		}
	return found;
}

const everyKind = (condition: Condition): string[] => [condition.kind, ...childrenOf(condition).flatMap(everyKind)];
const someConditions = fc.array(anyCondition, { minLength: 6, maxLength: 6 });

const person = fc.constantFrom('1', '2', '3', '4');
const event = fc.record({
	do: fc.constant('event' as const),
	name: fc.constantFrom('Viewed', 'Viewed', 'Viewed', 'Viewed', 'Bought', 'Bought', 'A', 'B', 'C'),
	person,
	device: person,
	known: fc.boolean(),
	price: fc.nat(10),
	daysAgo: fc.integer({ min: -1, max: 5 }),
});
const step = fc.oneof(
	{ arbitrary: event, weight: 4 },
	fc.record({
		do: fc.constant('trait' as const),
		person,
		plan: fc.constantFrom('pro', 'free'),
		daysAgo: fc.integer({ min: -3, max: 4 }),
		tags: fc.subarray(['a', 'b']),
		consent: fc.boolean(),
	}),
	fc.record({
		do: fc.constant('clock' as const),
		hours: fc.oneof(
			{ arbitrary: fc.integer({ min: 1, max: 60 }), weight: 5 },
			fc.constantFrom(24 * 7, 24 * 30, 24 * 366),
		),
	}),
	fc.record({ do: fc.constant('unlink' as const), person, device: person }),
	fc.record({ do: fc.constant('erase' as const), person }),
	fc.record({ do: fc.constantFrom('enlist' as const, 'strike' as const), person, byDevice: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What random steps hardly ever do: come back after a pause, and do one thing after the other. */
const did = (name: 'Viewed' | 'Bought'): Step => ({
	do: 'event',
	name,
	person: '1',
	device: '1',
	known: true,
	price: 3,
	daysAgo: 0,
});
const later = (hours: number): Step => ({ do: 'clock', hours });
const story: Step[] = [
	did('Viewed'),
	later(72),
	did('Viewed'),
	later(1),
	did('Bought'),
	later(1),
	did('Viewed'),
	later(1),
	did('Viewed'),
	later(60),
];
const walks = fc.oneof(
	{ arbitrary: fc.array(step, { minLength: 5, maxLength: 25 }), weight: 4 },
	{ arbitrary: fc.array(step, { maxLength: 8 }).map((steps) => [...steps, ...story]), weight: 1 },
);

async function take(bench: Bench, s: Step): Promise<void> {
	const { cdp, clock } = bench;
	const ago = (days: number) => new Date(clock.ms - days * DAY + (days < 0 ? -3_600_000 : 0)).toISOString();
	const origin = { ...TRUSTED, historical: true };
	if (s.do === 'clock') clock.ms += s.hours * 3_600_000;
	if (s.do === 'event') {
		const who = { anonymousId: `d${s.device}`, ...(s.known ? { userId: `u${s.person}` } : {}) };
		await cdp.ingest.calls(
			[
				{
					type: 'track',
					event: s.name,
					...who,
					messageId: `${Math.random()}`,
					timestamp: ago(s.daysAgo),
					properties: { price: s.price, p: s.price, list: [{ in: s.price }, { in: 'x' }] },
				},
			],
			origin,
		);
	}
	if (s.do === 'trait')
		await cdp.ingest.calls(
			[
				{
					type: 'identify',
					userId: `u${s.person}`,
					timestamp: ago(0),
					traits: {
						plan: s.plan,
						renewed: ago(s.daysAgo),
						when: ago(-s.daysAgo).slice(0, 10),
						n: s.daysAgo,
						tags: s.tags,
						home: { since: ago(s.daysAgo + 1) },
					},
					context: { consent: { categoryPreferences: { advertising: s.consent } } },
				},
			],
			origin,
		);
	if (s.do === 'unlink')
		await cdp.identity
			.unlink({ type: 'user_id', value: `u${s.person}` }, { type: 'anonymous_id', value: `d${s.device}` }, 't')
			.catch(() => undefined);
	if (s.do === 'enlist' || s.do === 'strike') {
		const who = s.byDevice
			? { type: 'anonymous_id', value: `d${s.person}` }
			: { type: 'user_id', value: `u${s.person}` };
		await cdp.lists[s.do === 'enlist' ? 'add' : 'takeOff']('guests', [who]);
	}
	if (s.do === 'erase') await cdp.profiles.erase({ type: 'user_id', value: `u${s.person}` }).catch(() => undefined);
}

onEveryEngine((setUp, name) => {
	it('the language of the walk has every kind of condition', () => {
		const known = Object.values(conditions).flatMap(everyKind);
		expect(Object.keys(operators).filter((kind) => !known.includes(kind))).toEqual([]);
	});

	it('a random walk gives the same members by delta as by looking at everybody, after every step', async () => {
		const moved = new Map<string, number>();
		await fc.assert(
			fc.asyncProperty(walks, someConditions, async (steps, random) => {
				const bench = await setUp();
				await save(bench.cdp, random);
				await bench.cdp.segments.evaluateAll();
				for (const s of steps) {
					await take(bench, s);
					const results = await bench.cdp.segments.evaluateAll();
					expect(results.every((r) => r.mode === 'delta')).toBe(true);
					for (const { key, entered, exited } of results) moved.set(key, (moved.get(key) ?? 0) + entered + exited);
				}
				for (const { key, members: kept } of await bench.cdp.segments.list()) {
					const byDelta = await members(bench.cdp, key);
					expect(kept).toBe(byDelta.length);
					const full = await bench.cdp.segments.evaluate(key, { full: true });
					expect({ key, entered: full.entered, exited: full.exited }).toEqual({ key, entered: 0, exited: 0 });
					expect(await members(bench.cdp, key)).toEqual(byDelta);
				}
				expect(await disagreements(bench.cdp)).toEqual([]);
			}),
			{ numRuns: TIMES * (name === 'sqlite' ? 30 : 4), seed: SEED, endOnFailure: true },
		);
		// A condition that nobody ever began or ceased to fulfil was not tested.
		if (name === 'sqlite') expect(Object.keys(conditions).filter((key) => !moved.get(key))).toEqual([]);
	}, 3_600_000);
});
