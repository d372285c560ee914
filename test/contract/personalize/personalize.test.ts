import type { Cdp } from '../../../core/cdp';
import { withinBudget } from '../../../core/personalize/budget';
import { lotOf } from '../../../core/personalize/lot';
import type { Experience, VisitCondition } from '../../../core/model/personalize';
import { onEveryEngine, BROWSER, TRUSTED } from '../engines';

const YES = { consent: { categoryPreferences: { storage: true, ads_profile: true, ad_measurement: true } } };
const cookie = (value: string) => ({ type: 'anonymous_id', value });
const page = (anonymousId: string, category: string, n: number, context: object = YES) => ({
	type: 'page',
	anonymousId,
	messageId: `${anonymousId}-${category}-${n}`,
	properties: { category },
	context,
});
const banner = (facts: Partial<Experience> = {}): Experience => ({
	version: 1,
	key: 'banner',
	name: 'Banner',
	variants: [
		{ key: 'vip', when: { kind: 'segment', segment: 'vip', is: true }, content: { text: 'Welcome back' } },
		{ key: 'bikes', when: { kind: 'interest', in: 'category', value: 'bikes', atLeast: 50 }, content: 'bikes' },
		{ key: 'spring', when: { kind: 'page', field: 'campaign', comparison: 'is', value: 'Spring' }, content: 'spring' },
	],
	fallback: { content: 'hello' },
	...facts,
});
const when = (condition: VisitCondition) => banner({ variants: [{ key: 'yes', when: condition, content: 1 }] });
const events = async (cdp: Cdp, who: { type: string; value: string }) =>
	(await cdp.profiles.timeline(who, {})).items.filter(({ name }) => name === 'Experience Decided');

async function visited(cdp: Cdp): Promise<void> {
	await cdp.ingest.calls(
		[
			page('visitor-one', 'bikes', 1),
			page('visitor-one', 'bikes', 2),
			page('visitor-one', 'lights', 1),
			page('visitor-two', 'bikes', 1, {}),
		],
		BROWSER,
	);
	while (!(await cdp.recommend.refresh()).done);
}

onEveryEngine((setUp) => {
	it('chooses by page, by interest and by segment, in order of priority, and says why', async () => {
		const { cdp } = await setUp();
		await visited(cdp);
		await cdp.personalize.save(banner());
		const ask = async (request: object) =>
			(await cdp.personalize.decide({ budgetMs: 10_000, experience: 'banner', ...request })).variant;
		const url = 'https://shop.example/?utm_campaign=spring';
		expect(await ask({})).toBe('fallback');
		expect(await ask({ context: { url } })).toBe('spring');
		expect(await ask({ identifiers: [cookie('visitor-one')], context: { url } })).toBe('bikes');
		await cdp.segments.save({
			version: 1,
			key: 'vip',
			name: 'VIP',
			of: 'people',
			condition: { kind: 'event', name: '$page', count: { comparison: 'atLeast', value: 3 } },
		});
		await cdp.segments.evaluate('vip');
		const decision = await cdp.personalize.decide({
			budgetMs: 10_000,
			experience: 'banner',
			identifiers: [cookie('nobody'), cookie('visitor-one')],
		});
		expect(decision).toMatchObject({
			variant: 'vip',
			content: { text: 'Welcome back' },
			reason: 'Is in the segment “vip”',
			segments: ['vip'],
			late: false,
		});
		expect(decision.interests?.categories.map(({ value }) => value)).toEqual(['bikes', 'lights']);
		await cdp.personalize.save(
			banner({ variants: banner().variants.map((v) => ({ ...v, priority: v.key === 'spring' ? 5 : 0 })) }),
		);
		expect(await ask({ identifiers: [cookie('visitor-one')], context: { url } })).toBe('spring');
		expect((await cdp.personalize.list())[0]).toMatchObject({ key: 'banner', revision: 2, variants: 3, active: true });
		expect((await cdp.personalize.get('banner', 1)).variants[2]?.priority).toBeUndefined();
	});

	it('knows who is new, returning and known, and uses nothing without consent', async () => {
		const { cdp } = await setUp();
		await visited(cdp);
		const is = async (condition: VisitCondition, who?: string) => {
			await cdp.personalize.save(when(condition));
			const identifiers = who === undefined ? [] : [cookie(who)];
			return (await cdp.personalize.decide({ budgetMs: 10_000, experience: 'banner', identifiers })).variant === 'yes';
		};
		expect(await is({ kind: 'visitor', is: 'new' })).toBe(true);
		expect(await is({ kind: 'visitor', is: 'returning' }, 'visitor-one')).toBe(true);
		expect(await is({ kind: 'visitor', is: 'known' }, 'visitor-one')).toBe(false);
		expect(await is({ kind: 'visitor', is: 'returning' }, 'visitor-two')).toBe(false);
		await cdp.ingest.calls([{ type: 'identify', anonymousId: 'visitor-one', userId: 'ann', context: YES }], BROWSER);
		expect(await is({ kind: 'visitor', is: 'known' }, 'visitor-one')).toBe(true);
		const told = await cdp.personalize.explain({ experience: 'banner', identifiers: [cookie('visitor-two')] });
		expect(told).toMatchObject({ found: true, consent: { allowed: false }, segments: [] });
		expect(told.consent.reasons.length).toBeGreaterThan(0);
	});

	it('logs a decision as an event of the visitor, once, only with consent to measure, and says what it did', async () => {
		const { cdp } = await setUp();
		await visited(cdp);
		await cdp.personalize.save(banner());
		const ask = (facts: object) =>
			cdp.personalize.decide({
				budgetMs: 10_000,
				experience: 'banner',
				identifiers: [cookie('visitor-one')],
				...facts,
			});
		const stored = await ask({ log: 'wait', context: { campaign: 'Spring' } });
		expect(stored.log).toBe('stored');
		expect(await events(cdp, cookie('visitor-one'))).toMatchObject([
			{
				messageId: stored.id,
				properties: { experience: 'banner', revision: 1, variant: 'bikes', hold_out: false, page_campaign: 'Spring' },
			},
		]);
		expect(await ask({ log: 'none' })).toMatchObject({ log: 'none' });
		expect(await ask({ identifiers: [cookie('visitor-two')], log: 'wait' })).toMatchObject({ log: 'none' });
		expect((await ask({ identifiers: [cookie('visitor-two')], log: 'wait' })).logReason).toMatch(/consent/);
		expect(await ask({ identifiers: [cookie('unknown')] })).toMatchObject({ log: 'none' });
		const soon = await Promise.all(Array.from({ length: 20 }, () => ask({ log: 'soon' })));
		expect(soon.every(({ log }) => log === 'underWay')).toBe(true);
		for (let tries = 0; tries < 500 && (await events(cdp, cookie('visitor-one'))).length < 21; tries++)
			await new Promise((resolve) => setTimeout(resolve, 20));
		expect(new Set((await events(cdp, cookie('visitor-one'))).map(({ messageId }) => messageId)).size).toBe(21);
	});

	it('tells the public nothing personal: only browsers are looked up, and no past is named', async () => {
		const { cdp } = await setUp();
		await visited(cdp);
		await cdp.ingest.calls(
			[
				{
					type: 'identify',
					userId: 'ann',
					traits: { email: 'ann@example.com' },
					anonymousId: 'visitor-one',
					context: YES,
				},
			],
			TRUSTED,
		);
		const bought = (userId: string) => ({
			type: 'track',
			event: 'Order Completed',
			userId,
			properties: {
				products: [
					{ product_id: 'secret', name: 'Secret' },
					{ product_id: 'other', name: 'Other' },
				],
			},
		});
		await cdp.ingest.calls(['u2', 'u3'].map(bought), TRUSTED);
		await cdp.ingest.calls(
			[{ type: 'track', event: 'Order Completed', userId: 'ann', properties: { product_id: 'secret' } }],
			TRUSTED,
		);
		while (!(await cdp.recommend.refresh()).done);
		const ask = (facts: object) => cdp.personalize.decide({ budgetMs: 10_000, recommend: {}, public: true, ...facts });
		const byMail = await ask({ identifiers: [{ type: 'email', value: 'ann@example.com' }] });
		expect(byMail.segments).toEqual([]);
		expect(byMail.recommendations.every(({ reason }) => reason === 'popular')).toBe(true);
		const byCookie = await ask({ identifiers: [cookie('visitor-one')] });
		expect(byCookie.recommendations[0]).toMatchObject({ sku: 'other', reason: 'boughtTogether' });
		const text = JSON.stringify(byCookie);
		for (const personal of ['ann', 'secret', 'Secret', 'visitor-one', '"interests"'])
			expect(text).not.toContain(personal);
		const onPage = await ask({ identifiers: [cookie('visitor-one')], context: { product: 'secret' } });
		expect(onPage.recommendations[0]).toMatchObject({ sku: 'other', because: 'secret' });
	});

	it('holds out the same people for ever, by their oldest identifier, also through a merge and its undo', async () => {
		const { cdp } = await setUp();
		const names = Array.from({ length: 400 }, (_, i) => `h${i}`);
		await cdp.ingest.calls(
			names.map((name) => page(name, 'bikes', 1)),
			BROWSER,
		);
		await cdp.personalize.save(banner({ holdOut: { percent: 20 } }));
		const out = async (name: string) =>
			(
				await cdp.personalize.decide({
					budgetMs: 10_000,
					experience: 'banner',
					identifiers: [cookie(name)],
					log: 'none',
				})
			).holdOut;
		const first = new Map<string, boolean>();
		for (const name of names) first.set(name, await out(name));
		const share = [...first.values()].filter(Boolean).length / names.length;
		expect(share).toBeGreaterThan(0.12);
		expect(share).toBeLessThan(0.28);
		for (const name of names) expect(lotOf(cookie(name), 'banner:hold-out') < 20).toBe(first.get(name));
		// Before it was ever seen, a browser draws the lot that it keeps.
		expect(await out('later')).toBe(lotOf(cookie('later'), 'banner:hold-out') < 20);
		const inside = names.find((name) => first.get(name)) as string;
		const outside = names.find((name) => !first.get(name)) as string;
		const [older, younger] = names.indexOf(inside) < names.indexOf(outside) ? [inside, outside] : [outside, inside];
		await cdp.identity.link(cookie(older), cookie(younger), 'test');
		expect([await out(older), await out(younger)]).toEqual([first.get(older), first.get(older)]);
		await cdp.identity.unlink(cookie(older), cookie(younger), 'test');
		expect([await out(older), await out(younger)]).toEqual([first.get(older), first.get(younger)]);
	});

	it('splits by lot, and switches off', async () => {
		const { cdp } = await setUp();
		await cdp.personalize.save(
			banner({
				variants: [
					{ key: 'a', percent: 50, content: 'a' },
					{ key: 'b', content: 'b' },
				],
			}),
		);
		const variants = await Promise.all(
			Array.from({ length: 200 }, (_, i) =>
				cdp.personalize.decide({ budgetMs: 10_000, experience: 'banner', identifiers: [cookie(`s${i}`)] }),
			),
		);
		const share = variants.filter(({ variant }) => variant === 'a').length / 200;
		expect(share).toBeGreaterThan(0.35);
		expect(share).toBeLessThan(0.65);
		expect(variants.every(({ variant }) => ['a', 'b'].includes(variant))).toBe(true);
		await cdp.personalize.save(banner({ active: false }));
		expect(await cdp.personalize.decide({ budgetMs: 10_000, experience: 'banner' })).toMatchObject({
			variant: 'fallback',
			content: 'hello',
		});
	});

	it('names the place of what is wrong, and what is known', async () => {
		const { cdp } = await setUp();
		const place = async (definition: unknown) =>
			cdp.personalize.save(definition).then(
				() => 'saved',
				(error: Error) => / at (\S+):/.exec(error.message)?.[1],
			);
		expect(await place({ ...banner(), key: 'No Key' })).toBe('key');
		expect(await place(when({ kind: 'segment', segment: 'x' } as never))).toBe('variants.0.when.is');
		expect(await place(when({ kind: 'page', field: 'url', comparison: 'is' }))).toBe('variants.0.when.value');
		expect(await place(banner({ holdOut: { percent: 120 } }))).toBe('holdOut.percent');
		expect(await place({ ...banner(), fallback: undefined })).toBe('fallback');
		await cdp.personalize.save(banner());
		await expect(cdp.personalize.decide({ experience: 'none' })).rejects.toMatchObject({
			code: 'EXPERIENCE_UNKNOWN',
			next: 'Known ones: banner.',
		});
		await expect(cdp.personalize.decide({ budgetMs: -1 })).rejects.toMatchObject({ code: 'PERSONALIZE_REQUEST' });
		expect(await cdp.personalize.remove('banner')).toEqual({ removed: true });
		await expect(cdp.personalize.get('banner')).rejects.toMatchObject({ code: 'EXPERIENCE_UNKNOWN' });
	});
});

describe('the time budget', () => {
	const hangs = () => new Promise<never>(() => undefined);

	it('gives the safe default when the store hangs, and nothing later', async () => {
		const decision = await withinBudget(hangs)({ experience: 'banner', budgetMs: 30, fallback: { text: 'hi' } });
		expect(decision).toMatchObject({
			experience: 'banner',
			variant: 'fallback',
			content: { text: 'hi' },
			late: true,
			log: 'none',
			reason: 'The store did not answer within 30 ms',
		});
	});

	it("remembers the experience's own default, and answers when the store is away", async () => {
		let mode: 'answers' | 'hangs' | 'fails' = 'answers';
		const decide = withinBudget(async () => {
			if (mode === 'hangs') return hangs();
			if (mode === 'fails')
				throw Object.assign(new Error('gone'), { code: 'X', fault: 'system', next: '', retry: true });
			return { decision: { variant: 'a' } as never, fallback: 'hello' };
		});
		expect((await decide({ experience: 'banner' })).variant).toBe('a');
		for (mode of ['hangs', 'fails'] as const)
			expect(await decide({ experience: 'banner', budgetMs: 20 })).toMatchObject({ content: 'hello', late: true });
	});
});
