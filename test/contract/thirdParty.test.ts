import fc from 'fast-check';
import type { Cdp } from '../../core/cdp';
import type { Condition } from '../../core/model/segment';
import { BROWSER, onEveryEngine, TRUSTED, type Bench } from './engines';

const HOUR = 3_600_000;
const cookie = (id: string) => ({ type: 'cookie', value: id });
const interest: Condition = { kind: 'trait', trait: 'interest', comparison: 'exists' };

interface Word {
	cookie: string;
	value: string;
	provider?: string;
	price?: number;
	expires?: number;
	time?: number;
}

const said = ({ cookie: id, value, provider = 'adx', price, expires, time }: Word) => ({
	type: 'identify',
	context: {
		externalIds: [{ type: 'cookie', id }],
		thirdParty: { provider, ...(price === undefined ? {} : { price }), ...(expires ? { expires } : {}) },
	},
	traits: { interest: value },
	...(time ? { timestamp: new Date(time).toISOString() } : {}),
});

const say = (cdp: Cdp, word: Word) => cdp.ingest.calls([said(word)], { ...TRUSTED, historical: true });
const login = (cdp: Cdp, id: string, user: string) =>
	cdp.ingest.calls([{ type: 'page', userId: user, context: { externalIds: [{ type: 'cookie', id }] } }], TRUSTED);

async function save(cdp: Cdp, of: 'people' | 'browsers'): Promise<void> {
	await cdp.segments.save({ version: 1, key: of, name: of, of, condition: interest });
}

onEveryEngine((setUp, name) => {
	it('is appended to the person when the graph links the cookie, and taken away when it is unlinked', async () => {
		const { cdp, clock } = await setUp();
		await save(cdp, 'people');
		await cdp.ingest.calls([{ type: 'identify', userId: 'ann', traits: { city: 'Bern' } }], TRUSTED);
		await say(cdp, { cookie: '77', value: 'outdoor', price: 0.12, expires: clock.ms + 5 * HOUR });
		expect((await cdp.profiles.get({ type: 'user_id', value: 'ann' }))?.traits).toEqual({ city: 'Bern' });
		await login(cdp, '77', 'ann');
		const ann = await cdp.profiles.get({ type: 'user_id', value: 'ann' });
		expect(ann?.traits).toEqual({ city: 'Bern', interest: 'outdoor' });
		expect(ann?.thirdParty).toEqual([
			{
				attribute: 'interest',
				value: 'outdoor',
				provider: 'adx',
				price: 0.12,
				currency: 'EUR',
				expiresAt: clock.ms + 5 * HOUR,
				identifier: cookie('77'),
				since: clock.ms,
				lastSaid: clock.ms,
				shown: true,
			},
		]);
		expect(await cdp.profiles.export({ type: 'user_id', value: 'ann' })).toMatchObject({
			profile: { thirdParty: [{ provider: 'adx', price: 0.12 }] },
		});
		expect(await cdp.segments.evaluate('people')).toMatchObject({ members: 1 });
		await cdp.identity.unlink({ type: 'user_id', value: 'ann' }, cookie('77'), 'test');
		const alone = await cdp.profiles.get({ type: 'user_id', value: 'ann' });
		expect(alone?.traits).toEqual({ city: 'Bern' });
		expect(alone).not.toHaveProperty('thirdParty');
		const left = (await cdp.segments.changes({ after: 0, segment: 'people', kinds: ['entered', 'exited'] })).length;
		expect(await cdp.segments.evaluate('people')).toMatchObject({ entered: 1, exited: 1, members: 1 });
		expect(left).toBe(1);
	});

	it('ends at the very moment it expires, without an event, for profile, people and browsers', async () => {
		const { cdp, clock } = await setUp();
		await save(cdp, 'people');
		await save(cdp, 'browsers');
		await say(cdp, { cookie: '1', value: 'garden', expires: clock.ms + 10 * HOUR });
		await cdp.ingest.calls([{ type: 'page', context: { externalIds: [{ type: 'cookie', id: '1' }] } }], TRUSTED);
		await say(cdp, { cookie: '1', value: 'outdoor', expires: clock.ms + HOUR, time: clock.ms + 1 });
		await cdp.segments.evaluateAll();
		const shown = async () => (await cdp.profiles.get(cookie('1')))?.traits;
		expect(await shown()).toEqual({ interest: 'outdoor' });
		clock.ms += HOUR - 1;
		expect(await shown()).toEqual({ interest: 'outdoor' });
		clock.ms += 1;
		expect(await shown()).toEqual({ interest: 'garden' });
		clock.ms += 9 * HOUR - 1;
		expect((await cdp.segments.evaluateAll()).map((r) => r.members)).toEqual([1, 1]);
		clock.ms += 1;
		const ended = await cdp.segments.evaluateAll();
		expect(ended.map(({ mode, members, exited }) => [mode, members, exited])).toEqual([
			['delta', 0, 1],
			['delta', 0, 1],
		]);
		expect(await shown()).toEqual({});
	});

	it('is renewed by a later word, and what came late does not shorten it', async () => {
		const { cdp, clock } = await setUp();
		await say(cdp, { cookie: '1', value: 'x', expires: clock.ms + 9 * HOUR, time: clock.ms, price: 2 });
		await say(cdp, { cookie: '1', value: 'x', expires: clock.ms + HOUR, time: clock.ms - HOUR, price: 1 });
		expect((await cdp.profiles.get(cookie('1')))?.thirdParty).toMatchObject([
			{ expiresAt: clock.ms + 9 * HOUR, price: 2, since: clock.ms - HOUR, lastSaid: clock.ms },
		]);
	});

	it('fills gaps: what the person or a source of ours said goes first, unless a rule ranks the sources', async () => {
		const { cdp } = await setUp();
		await say(cdp, { cookie: '1', value: 'theirs' });
		await cdp.ingest.calls(
			[
				{
					type: 'identify',
					context: { externalIds: [{ type: 'cookie', id: '1' }] },
					traits: { interest: 'ours' },
					timestamp: '2020-01-01T00:00:00Z',
				},
			],
			{ ...BROWSER, historical: true },
		);
		expect((await cdp.profiles.get(cookie('1')))?.traits).toEqual({ interest: 'ours' });
		const sources = ['third-party:adx'];
		await cdp.identity.saveRules({ traits: { interest: { keep: 'sources', sources, verifiedFirst: false } } }, 'test');
		while (!(await cdp.identity.replay()).done);
		expect((await cdp.profiles.get(cookie('1')))?.traits).toEqual({ interest: 'theirs' });
	});

	it('a trait of our own ends when its rule says so, and a rule without it brings it back', async () => {
		const { cdp, clock } = await setUp();
		const rule = { keep: 'latest', lifetimeDays: 30 };
		await cdp.identity.saveRules({ traits: { interest: rule } }, 'test');
		while (!(await cdp.identity.replay()).done);
		await cdp.ingest.calls([{ type: 'identify', userId: 'u', traits: { interest: 'x', city: 'Bern' } }], TRUSTED);
		clock.ms += 30 * 24 * HOUR - 1;
		const shown = async () => (await cdp.profiles.get({ type: 'user_id', value: 'u' }))?.traits;
		expect(await shown()).toEqual({ interest: 'x', city: 'Bern' });
		clock.ms += 1;
		expect(await shown()).toEqual({ city: 'Bern' });
		await cdp.identity.saveRules({}, 'test');
		while (!(await cdp.identity.replay()).done);
		expect(await shown()).toEqual({ interest: 'x', city: 'Bern' });
	});

	it('is refused from a page, and with terms that cannot be read', async () => {
		const { cdp } = await setUp();
		const wrong = (thirdParty: unknown) => ({ ...said({ cookie: '1', value: 'x' }), context: { thirdParty } });
		const named = { ...said({ cookie: '1', value: 'x' }) };
		const page = await cdp.ingest.calls([named], BROWSER);
		expect(page.rejected).toEqual([
			{ index: 0, field: 'context.thirdParty', reason: 'counts only from a trusted source' },
		]);
		const { rejected } = await cdp.ingest.calls(
			[{ provider: '' }, { provider: 'a', price: -1 }, { provider: 'a', currency: 'x' }, 'adx'].map(wrong),
			TRUSTED,
		);
		expect(rejected.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
			'context.thirdParty.provider is empty',
			'context.thirdParty.price must not be negative',
			'context.thirdParty.currency must be three letters such as EUR',
			'context.thirdParty must be an object',
		]);
	});

	it('counts what each provider gave, what it costs, and whom it reaches', async () => {
		const { cdp, clock } = await setUp();
		await say(cdp, { cookie: '1', value: 'x', price: 0.1, expires: clock.ms + HOUR });
		await say(cdp, { cookie: '2', value: 'y', price: 0.2 });
		await say(cdp, { cookie: '2', value: 'z', provider: 'other' });
		await login(cdp, '2', 'ann');
		expect(await cdp.audiences.providers()).toEqual([
			{ provider: 'adx', attributes: 2, profiles: 2, known: 1, price: { EUR: 0.3 }, nextExpiry: clock.ms + HOUR },
			{ provider: 'other', attributes: 1, profiles: 1, known: 1, price: {} },
		]);
		clock.ms += HOUR;
		expect((await cdp.audiences.providers())[0]).toEqual({
			provider: 'adx',
			attributes: 1,
			profiles: 1,
			known: 1,
			price: { EUR: 0.2 },
		});
	});

	const id = fc.constantFrom('1', '2', '3');
	const step = fc.oneof(
		fc.record({
			do: fc.constant('say' as const),
			cookie: id,
			value: fc.constantFrom('x', 'y'),
			provider: fc.constantFrom('a', 'b'),
			ago: fc.nat(5),
			lasts: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
		}),
		fc.record({ do: fc.constant('login' as const), cookie: id, user: id }),
		fc.record({ do: fc.constant('unlink' as const), cookie: id, user: id }),
		fc.record({ do: fc.constant('clock' as const), hours: fc.integer({ min: 1, max: 12 }) }),
	);
	type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

	/** What was said of each cookie, as the rule reads: who may still be heard, the latest first. */
	interface Heard extends Word {
		time: number;
		provider: string;
	}

	async function take({ cdp, clock }: Bench, s: Step, words: Heard[]): Promise<void> {
		if (s.do === 'clock') clock.ms += s.hours * HOUR;
		if (s.do === 'login') await login(cdp, s.cookie, `u${s.user}`);
		if (s.do === 'unlink')
			await cdp.identity.unlink({ type: 'user_id', value: `u${s.user}` }, cookie(s.cookie), 't').catch(() => undefined);
		if (s.do !== 'say') return;
		const time = clock.ms - s.ago * HOUR;
		const word: Heard = {
			...s,
			time,
			...(s.lasts ? { expires: time + s.lasts * HOUR } : { expires: undefined }),
		};
		await say(cdp, word);
		words.push(word);
	}

	/** The same cookie, provider and value is one word, with the terms of its latest time. */
	function expected(words: Heard[], cookies: string[], now: number): string | undefined {
		const byWord = new Map<string, Heard>();
		for (const word of words.filter((w) => cookies.includes(w.cookie))) {
			const key = `${word.cookie}|${word.provider}|${word.value}`;
			const former = byWord.get(key);
			const end = (w: Heard) => w.expires ?? Infinity;
			if (!former || word.time > former.time || (word.time === former.time && end(word) >= end(former)))
				byWord.set(key, word);
		}
		const alive = [...byWord.values()].filter((w) => (w.expires ?? Infinity) > now);
		const rank = (w: Heard) => `third-party:${w.provider}\u0001${JSON.stringify(w.value)}`;
		return alive.sort((a, b) => b.time - a.time || (rank(a) < rank(b) ? -1 : 1))[0]?.value;
	}

	it('a random walk shows what its words and their terms give, and members are exact by delta', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (steps) => {
				const bench = await setUp();
				const { cdp, clock } = bench;
				const words: Heard[] = [];
				await save(cdp, 'people');
				await save(cdp, 'browsers');
				await cdp.segments.evaluateAll();
				for (const s of steps) {
					await take(bench, s, words);
					await cdp.segments.evaluateAll();
					for (const { identifiers, traits } of (await cdp.profiles.list({ limit: 50 })).items) {
						const cookies = identifiers.filter((i) => i.type === 'cookie').map((i) => i.value);
						expect(traits['interest']).toEqual(expected(words, cookies, clock.ms));
					}
				}
				for (const key of ['people', 'browsers'])
					expect(await cdp.segments.evaluate(key, { full: true })).toMatchObject({ entered: 0, exited: 0 });
			}),
			{ numRuns: name === 'sqlite' ? 40 : 5, seed: 5, endOnFailure: true },
		);
	}, 240_000);
});
