import fc from 'fast-check';
import type { Cdp } from '../../core/cdp';
import type { Condition } from '../../core/model/segment';
import { peopleOnly } from '../../core/segments/condition';
import { language, viewed } from './segmentLanguage';
import { onEveryEngine, TRUSTED, type Bench } from './engines';

const DAY = 86_400_000;
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

async function save(cdp: Cdp, suffix = ''): Promise<void> {
	await cdp.lists.save({ key: 'guests' });
	for (const [key, condition] of Object.entries(conditions)) {
		await cdp.segments.save({ version: 1, key: `${key}${suffix}`, name: key, of: 'people', condition });
		if (peopleOnly(condition) === undefined)
			await cdp.segments.save({
				version: 1,
				key: `${key}-browsers${suffix}`,
				name: key,
				of: 'browsers',
				condition,
				ttlDays: 4,
			});
	}
}

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

const person = fc.constantFrom('1', '2', '3', '4');
const step = fc.oneof(
	fc.record({
		do: fc.constant('event' as const),
		name: fc.constantFrom('Viewed', 'Viewed', 'Bought'),
		person,
		device: person,
		known: fc.boolean(),
		price: fc.nat(10),
		daysAgo: fc.integer({ min: -1, max: 5 }),
	}),
	fc.record({
		do: fc.constant('trait' as const),
		person,
		plan: fc.constantFrom('pro', 'free'),
		daysAgo: fc.integer({ min: -3, max: 4 }),
		tags: fc.subarray(['a', 'b']),
		consent: fc.boolean(),
	}),
	fc.record({ do: fc.constant('clock' as const), hours: fc.integer({ min: 1, max: 60 }) }),
	fc.record({ do: fc.constant('unlink' as const), person, device: person }),
	fc.record({ do: fc.constant('erase' as const), person }),
	fc.record({ do: fc.constantFrom('enlist' as const, 'strike' as const), person, byDevice: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

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
					properties: { price: s.price },
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
					traits: { plan: s.plan, renewed: ago(s.daysAgo), tags: s.tags, home: { since: ago(s.daysAgo + 1) } },
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
	it('a random walk gives the same members by delta as by looking at everybody, after every step', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
				const bench = await setUp();
				await save(bench.cdp);
				await bench.cdp.segments.evaluateAll();
				for (const s of steps) {
					await take(bench, s);
					const results = await bench.cdp.segments.evaluateAll();
					expect(results.every((r) => r.mode === 'delta')).toBe(true);
				}
				for (const { key } of await bench.cdp.segments.list()) {
					const byDelta = await members(bench.cdp, key);
					const full = await bench.cdp.segments.evaluate(key, { full: true });
					expect({ key, entered: full.entered, exited: full.exited }).toEqual({ key, entered: 0, exited: 0 });
					expect(await members(bench.cdp, key)).toEqual(byDelta);
				}
				expect(await disagreements(bench.cdp)).toEqual([]);
			}),
			{ numRuns: name === 'sqlite' ? 40 : 4, seed: 11, endOnFailure: true },
		);
	}, 240_000);
});
