import fc from 'fast-check';
import type { Cdp } from '../../core/cdp';
import type { Condition, SegmentDefinition } from '../../core/model/segment';
import { BROWSER, onEveryEngine, TRUSTED, type Bench } from './engines';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const read = (category: string): Condition => ({
	kind: 'event',
	name: '$page',
	count: { comparison: 'atLeast', value: 1 },
	window: { last: 1, unit: 'days' },
	where: [{ property: 'category', comparison: 'is', value: category }],
});

const audience = (key: string, condition: Condition, more: Partial<SegmentDefinition> = {}): SegmentDefinition => ({
	version: 1,
	key,
	name: key,
	of: 'browsers',
	condition,
	...more,
});

const view = (browser: string, time: number, properties: object = {}, context: object = {}) => ({
	type: 'page',
	anonymousId: browser,
	timestamp: new Date(time).toISOString(),
	properties,
	context,
});

const values = async (cdp: Cdp, key: string): Promise<string[]> =>
	(await cdp.segments.members(key, { limit: 1000 })).items.map((m) => m.identifiers[0]?.value ?? '').sort();

onEveryEngine((setUp, name) => {
	it('FREQUENCY([categories] <= 5 days) >= 3: views of either category in five days, at one of its visits', async () => {
		const { cdp, clock } = await setUp();
		const condition: Condition = {
			kind: 'event',
			name: '$page',
			count: { comparison: 'atLeast', value: 3 },
			window: { last: 5, unit: 'days' },
			where: [{ property: 'category', path: [], comparison: 'isOneOf', value: ['bikes', 'helmets'] }],
		};
		await cdp.segments.save(audience('cyclists', condition, { ttlDays: 5 }));
		const now = clock.ms;
		const views = (browser: string, days: number[], categories: unknown[]) =>
			days.map((day, i) => view(browser, now - day * DAY, { category: categories[i % categories.length] }));
		await cdp.ingest.calls(
			[
				...views('often', [4.9, 2, 1], ['bikes', ['helmets', 'cars']]),
				...views('too-long-ago', [5.1, 2, 0], ['bikes']),
				...views('other', [4, 2, 1], ['bikes', 'cars']),
				...views('twice', [2, 1], ['helmets']),
			],
			{ ...BROWSER, historical: true },
		);
		await cdp.segments.evaluate('cyclists');
		expect(await values(cdp, 'cyclists')).toEqual(['often']);
		clock.ms += 4 * DAY - 1;
		expect(await cdp.segments.evaluate('cyclists')).toMatchObject({ members: 1, exited: 0 });
		clock.ms += 1;
		expect(await cdp.segments.evaluate('cyclists')).toMatchObject({ mode: 'delta', members: 0, exited: 1 });
	});

	it('asks for technology, campaign and country of a view, and for a segment of the person behind the browser', async () => {
		const { cdp, clock } = await setUp();
		const iPhone = {
			userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1',
		};
		const of = (property: string, path: string[], value: string): Condition => ({
			kind: 'event',
			name: '$page',
			count: { comparison: 'atLeast', value: 1 },
			where: [{ property, of: 'context', path, comparison: 'is', value }],
		});
		const both: Condition = {
			kind: 'all',
			conditions: [of('device', ['type'], 'mobile'), of('campaign', ['source'], 'news')],
		};
		await cdp.segments.save(audience('mobile-news', both));
		await cdp.segments.save(audience('swiss', of('location', ['country'], 'CH')));
		await cdp.segments.save({
			...audience('vip', { kind: 'trait', trait: 'plan', comparison: 'is', value: 'gold' }),
			of: 'people',
		});
		await cdp.segments.save(audience('vip-browsers', { kind: 'segment', segment: 'vip', is: true }));
		const now = clock.ms - HOUR;
		await cdp.ingest.calls(
			[
				view('a', now, { url: 'https://shop.example/?utm_source=news' }, iPhone),
				view('b', now, { url: 'https://shop.example/?utm_source=news' }),
				view('c', now, {}, { ...iPhone, location: { country: 'CH' } }),
				{ ...view('d', now), userId: 'dora' },
			],
			{ ...BROWSER, historical: true },
		);
		await cdp.ingest.calls([{ type: 'identify', userId: 'dora', traits: { plan: 'gold' } }], TRUSTED);
		await cdp.segments.evaluateAll();
		expect(await values(cdp, 'mobile-news')).toEqual(['a']);
		expect(await values(cdp, 'swiss')).toEqual(['c']);
		expect(await values(cdp, 'vip-browsers')).toEqual(['d']);
	});

	it('a full audience holds those seen last, and lets one back in when somebody leaves', async () => {
		const { cdp, clock } = await setUp();
		await cdp.segments.save(audience('two', read('shoes'), { capacity: 2, ttlDays: 10 }));
		const see = (browser: string) => cdp.ingest.calls([view(browser, clock.ms, { category: 'shoes' })], TRUSTED);
		for (const browser of ['a', 'b', 'c']) {
			await see(browser);
			clock.ms += HOUR;
		}
		expect(await cdp.segments.evaluate('two')).toMatchObject({ members: 2, entered: 2 });
		expect(await values(cdp, 'two')).toEqual(['b', 'c']);
		await see('a');
		expect(await cdp.segments.evaluate('two')).toMatchObject({ members: 2, entered: 1, exited: 1, mode: 'delta' });
		expect(await values(cdp, 'two')).toEqual(['a', 'c']);
		const [change] = (await cdp.segments.changes({ after: 0, segment: 'two' })).filter((c) => c.kind === 'exited');
		expect(change).toMatchObject({
			browser: { value: 'b' },
			reason: 'the audience holds 2, and others qualified later',
		});
		await cdp.profiles.erase({ type: 'anonymous_id', value: 'c' });
		expect(await cdp.segments.evaluate('two')).toMatchObject({ members: 2, entered: 1, exited: 1 });
		expect(await values(cdp, 'two')).toEqual(['a', 'b']);
		await cdp.segments.save(audience('two', read('shoes'), { ttlDays: 10 }));
		await see('d');
		expect(await cdp.segments.evaluate('two')).toMatchObject({ members: 3, mode: 'full' });
	});

	it('refuses a capacity for people, or one that holds nobody', async () => {
		const { cdp } = await setUp();
		const wrong = (more: object) =>
			cdp.segments.save({ ...audience('x', read('x')), ...more }).catch((e: Error) => e.message);
		expect(await wrong({ of: 'people', capacity: 5 })).toMatch('capacity: is for audiences of browsers');
		expect(await wrong({ capacity: 0 })).toMatch('capacity');
	});

	const browser = fc.constantFrom('1', '2', '3', '4', '5');
	const step = fc.oneof(
		fc.record({
			do: fc.constant('see' as const),
			browser,
			category: fc.constantFrom('shoes', 'shoes', 'hats'),
			hoursAgo: fc.constantFrom(0, 0, 0, 5, 30, -3),
			known: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
		}),
		fc.record({ do: fc.constant('clock' as const), hours: fc.integer({ min: 1, max: 40 }) }),
		fc.record({ do: fc.constant('unlink' as const), browser, known: fc.constantFrom('x', 'y') }),
		fc.record({ do: fc.constant('erase' as const), browser }),
	);
	type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

	async function take({ cdp, clock }: Bench, s: Step): Promise<void> {
		const named = (value: string) => ({ type: 'anonymous_id', value: `b${value}` });
		if (s.do === 'clock') clock.ms += s.hours * HOUR;
		if (s.do === 'erase') await cdp.profiles.erase(named(s.browser)).catch(() => undefined);
		if (s.do === 'unlink')
			await cdp.identity.unlink({ type: 'user_id', value: s.known }, named(s.browser), 't').catch(() => undefined);
		if (s.do !== 'see') return;
		const call = view(`b${s.browser}`, clock.ms - s.hoursAgo * HOUR, { category: s.category });
		await cdp.ingest.calls([{ ...call, ...(s.known ? { userId: s.known } : {}) }], { ...TRUSTED, historical: true });
	}

	/** Whoever stands in the audience without a limit, the last to qualify first; the first number wins a tie last. */
	async function lastTo(cdp: Cdp, most: number): Promise<string[]> {
		const { items } = await cdp.segments.members('all', { limit: 100 });
		const inOrder = items.map((m, i) => ({ value: m.identifiers[0]?.value ?? '', ends: m.expiresAt ?? 0, i }));
		return inOrder
			.sort((a, b) => b.ends - a.ends || b.i - a.i)
			.slice(0, most)
			.map((m) => m.value)
			.sort();
	}

	it('a random walk keeps exactly the last to qualify, by delta as by looking at everybody', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
				const bench = await setUp();
				const { cdp } = bench;
				await cdp.segments.save(audience('all', read('shoes'), { ttlDays: 2 }));
				await cdp.segments.save(audience('two', read('shoes'), { ttlDays: 2, capacity: 2 }));
				await cdp.segments.evaluateAll();
				for (const s of steps) {
					await take(bench, s);
					await cdp.segments.evaluateAll();
					expect(await values(cdp, 'two')).toEqual(await lastTo(cdp, 2));
				}
				const [{ members = -1 } = {}] = (await cdp.segments.list()).filter(({ key }) => key === 'two');
				const full = await cdp.segments.evaluate('two', { full: true });
				expect(full).toMatchObject({ members, entered: 0, exited: 0 });
			}),
			{ numRuns: name === 'sqlite' ? 40 : 5, seed: 3, endOnFailure: true },
		);
	}, 240_000);
});
