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

	it('is behind as soon as somebody was touched, and not when nothing happened', async () => {
		const { cdp } = await setUp();
		await cdp.segments.save({ version: 1, key: 'v', name: 'V', of: 'people', condition: viewed() });
		expect(await cdp.segments.behind('v')).toBe(true);
		await cdp.segments.evaluate('v');
		expect(await cdp.segments.behind('v')).toBe(false);
		await cdp.ingest.calls([{ type: 'track', event: 'Viewed', userId: 'u1' }], TRUSTED);
		expect(await cdp.segments.behind('v')).toBe(true);
		await cdp.segments.evaluate('v');
		expect(await cdp.segments.behind('v')).toBe(false);
	});

	it('every entry and exit stands once in the change feed, with a reason', async () => {
		const { cdp, clock } = await setUp();
		await cdp.segments.save({
			version: 1,
			key: 'recent',
			name: 'Recent',
			of: 'people',
			condition: viewed({ window: { last: 30, unit: 'days' } }),
		});
		await cdp.ingest.calls(
			[
				{ type: 'track', event: 'Viewed', userId: 'u1' },
				{ type: 'track', event: 'Other', userId: 'u2' },
			],
			TRUSTED,
		);
		expect(await cdp.segments.evaluate('recent')).toMatchObject({ mode: 'full', members: 1, entered: 1, exited: 0 });
		expect(await cdp.segments.evaluate('recent')).toMatchObject({
			mode: 'delta',
			members: 1,
			entered: 0,
			exited: 0,
			examined: 0,
		});
		clock.ms += 30 * DAY - 1;
		expect(await cdp.segments.evaluate('recent')).toMatchObject({ members: 1, exited: 0 });
		clock.ms += 1;
		const last = await cdp.segments.evaluate('recent');
		expect(last).toMatchObject({ members: 0, exited: 1, examined: 1 });
		const changes = await cdp.segments.changes({ after: 0, segment: 'recent' });
		expect(changes.map(({ kind, reason }) => [kind, reason])).toEqual([
			['entered', 'did “Viewed” at least once in the last 30 days'],
			['exited', 'no longer: did “Viewed” at least once in the last 30 days'],
		]);
		expect(changes.at(-1)?.seq).toBe(last.to);
	});

	it('a browser stays for its time after it last qualified, is renewed when seen, and then leaves', async () => {
		const { cdp, clock } = await setUp();
		const visit = () => cdp.ingest.calls([{ type: 'page', name: 'Shoes', anonymousId: 'b1' }], TRUSTED);
		await cdp.segments.save({
			version: 1,
			key: 'shoes',
			name: 'Shoes',
			of: 'browsers',
			ttlDays: 10,
			condition: {
				kind: 'event',
				name: '$page',
				count: { comparison: 'atLeast', value: 1 },
				window: { last: 1, unit: 'days' },
			},
		});
		await visit();
		expect(await cdp.segments.evaluate('shoes')).toMatchObject({ entered: 1 });
		clock.ms += 9 * DAY;
		await visit();
		expect(await cdp.segments.evaluate('shoes')).toMatchObject({ members: 1, entered: 0 });
		clock.ms += 9 * DAY;
		expect(await cdp.segments.evaluate('shoes')).toMatchObject({ members: 1, exited: 0 });
		clock.ms += 1 * DAY;
		expect(await cdp.segments.evaluate('shoes')).toMatchObject({ members: 0, exited: 1 });
		expect((await cdp.segments.changes({ after: 0 })).map((c) => [c.kind, c.browser?.value])).toEqual([
			['entered', 'b1'],
			['exited', 'b1'],
		]);
	});

	it('names the place of what is wrong in a definition', async () => {
		const { cdp } = await setUp();
		const def = (condition: unknown, more: object = {}) => ({
			version: 1,
			key: 'k',
			name: 'K',
			of: 'people',
			condition,
			...more,
		});
		const wrong: Array<[unknown, RegExp]> = [
			[def({ kind: 'all', conditions: [] }), /condition\.conditions: the group is empty/],
			[def({ kind: 'any', conditions: [viewed(), { kind: 'dance' }] }), /condition\.conditions\.1/],
			[def({ kind: 'trait', trait: 'a', comparison: 'atLeast', value: 'x' }), /condition\.value: needs a number/],
			[def({ kind: 'trait', trait: 'a', comparison: 'is' }), /condition\.value: needs a value/],
			[def({ kind: 'trait', trait: 'a', comparison: 'before', value: 'soon' }), /condition\.value: needs an ISO date/],
			[def(viewed({ window: { last: 3, unit: 'fortnights' } })), /condition\.window/],
			[
				def(viewed({ window: { last: 1, unit: 'months' } }), { of: 'browsers' }),
				/months and years can be asked of people only/,
			],
			[def({ kind: 'segment', segment: 'k', is: true }), /k → k/],
			[def({ kind: 'segment', segment: 'nobody', is: true }), /no segment “nobody”/],
			[def(viewed(), { key: 'Not OK' }), /key/],
			['text', /\(top\)/],
		];
		for (const [definition, message] of wrong) await expect(cdp.segments.save(definition)).rejects.toThrow(message);
		await expect(cdp.segments.evaluate('nope')).rejects.toMatchObject({ code: 'SEGMENT_UNKNOWN' });
	});

	it("previews without saving, explains one person, and keeps a reader's place", async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(
			[1, 2, 3].map((n) => ({ type: 'track', event: 'Viewed', userId: `u${n}`, properties: { price: n } })),
			TRUSTED,
		);
		const definition = {
			version: 1,
			key: 'rich',
			name: 'Rich',
			of: 'people',
			condition: viewed({ where: [{ property: 'price', comparison: 'atLeast', value: 2 }] }),
		};
		expect(await cdp.segments.preview(definition, { limit: 1 })).toMatchObject({
			members: 2,
			sample: [{ known: true }],
		});
		expect(await cdp.segments.list()).toEqual([]);
		await cdp.segments.save(definition);
		await cdp.segments.evaluate('rich');
		expect(await cdp.segments.explain('rich', { type: 'user_id', value: 'u1' })).toMatchObject({
			member: false,
			explanation: { holds: false, facts: '0 times' },
		});
		expect(await cdp.segments.explain('rich', { type: 'user_id', value: 'u3' })).toMatchObject({
			member: true,
			explanation: { holds: true, facts: 'once' },
		});
		expect(await cdp.segments.cursor('me')).toBeUndefined();
		await cdp.segments.commit('me', 2);
		expect(await cdp.segments.cursor('me')).toBe(2);
		const first = await cdp.segments.members('rich', { limit: 1 });
		const second = await cdp.segments.members('rich', { limit: 1, after: first.next });
		expect([
			first.items.length,
			second.items.length,
			(await cdp.segments.members('rich', { limit: 1, after: second.next })).items.length,
		]).toEqual([1, 1, 0]);
	});
});
