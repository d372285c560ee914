import { addressRanges, createState, handleCollect, type CollectDeps } from '../../../collector';
import { tcString } from '../consent/strings';
import { depsWith, fakeCdp, post, PUBLIC } from './fakeCdp';

const YES = { categoryPreferences: { advertising: true, analytics: true } };
const NO = { categoryPreferences: { advertising: false, analytics: false } };
const PAGE = { type: 'page', messageId: 'm1', properties: { path: '/' } };
const ID = '0b0f8f4e-3c59-4a25-9f0f-1d1f5ce5a001';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

interface Options {
	headers?: Record<string, string>;
	deps?: Partial<CollectDeps>;
	batch?: unknown[];
}

/** A request of the tag, and what became of it. */
async function tagged(consent: unknown, { headers = {}, deps: more = {}, batch = [PAGE] }: Options = {}) {
	const { cdp, calls } = fakeCdp();
	const deps = depsWith(cdp, { allowedOrigins: ['https://shop.example'], ...more });
	const body = { writeKey: PUBLIC, batch, consent };
	const request = post('/v1/b', body, {
		authorization: '',
		origin: 'https://shop.example',
		'user-agent': FIREFOX,
		...headers,
	});
	const { status, headers: answered, body: text } = await handleCollect(request, deps);
	const cookies = [answered['set-cookie'] ?? []].flat();
	return {
		status,
		cookies,
		calls: calls(),
		counters: deps.state?.counters,
		answer: JSON.parse(String(text)) as object,
	};
}

describe('Consent before the first byte', () => {
	it('without a yes there is no cookie, no id and nothing but a count', async () => {
		for (const consent of [
			{},
			NO,
			{ tcString: tcString({}) },
			{ tcString: tcString({ purposes: [1] }).slice(0, 38) },
		]) {
			const { status, cookies, calls, counters, answer } = await tagged(consent);
			expect([status, cookies, calls, counters?.withoutConsent, answer]).toEqual([
				200,
				[],
				[],
				1,
				{ success: true, store: false },
			]);
		}
	});

	it('with a yes the answer sets the id: secure, not for scripts, for 400 days at most', async () => {
		const { cookies, calls } = await tagged(YES);
		const [id, short] = cookies as [string, string];
		expect(id).toMatch(/^cdp_id=[\w-]{36}; Path=\/; Max-Age=34560000; Secure; SameSite=Lax; HttpOnly$/);
		expect(short).toMatch(/^cdp_short=[\w-]{12}; Path=\/; Max-Age=34560000; Secure; SameSite=Lax$/);
		expect(calls).toMatchObject([{ type: 'page', anonymousId: /cdp_id=([\w-]+)/.exec(id)?.[1] }]);
	});

	it('gives a short id to scripts only where a profile may be built', async () => {
		const { cookies } = await tagged({ tcString: tcString({ purposes: [1] }) });
		expect(cookies).toHaveLength(1);
		expect(cookies[0]).toMatch(/^cdp_id=/);
	});

	it('renews a known id', async () => {
		const { cookies, calls } = await tagged(YES, { headers: { cookie: `a=b; cdp_id=${ID}` } });
		expect(cookies[0]).toContain(`cdp_id=${ID}; Path=/; Max-Age=34560000`);
		expect(calls).toMatchObject([{ anonymousId: ID }]);
	});

	it('withdrawal leaves the no on record and takes the cookies away', async () => {
		const { cookies, calls, counters } = await tagged(NO, { headers: { cookie: `cdp_id=${ID}` } });
		expect(cookies.map((cookie) => cookie.slice(0, 40))).toEqual(
			['cdp_id=; Path=/; Max-Age=0; Secure; SameS', 'cdp_short=; Path=/; Max-Age=0; Secure; S'].map((c) =>
				c.slice(0, 40),
			),
		);
		expect(calls).toMatchObject([
			{
				type: 'identify',
				anonymousId: ID,
				context: { consent: { categoryPreferences: { storage: false, ads_profile: false, advertising: false } } },
			},
		]);
		expect(calls[0]).not.toHaveProperty('properties');
		expect(counters?.withoutConsent).toBe(1);
	});

	it('a browser that other pages may speak for gets no cookie', async () => {
		const { cookies, calls } = await tagged(YES, {
			deps: { allowedOrigins: [] },
			headers: { origin: 'https://evil.example' },
		});
		expect([cookies, calls]).toEqual([[], []]);
	});

	it('an origin that is not on the list, and a foreign key, are refused and counted', async () => {
		const foreign = await tagged(YES, { headers: { origin: 'https://evil.example' } });
		expect([foreign.status, foreign.calls, foreign.counters?.unauthorised]).toEqual([403, [], 1]);
		const forged = await tagged(YES, { deps: { publicKey: 'another' } });
		expect([forged.status, forged.calls, forged.cookies, forged.counters?.unauthorised]).toEqual([401, [], [], 1]);
	});

	it('cookie bombs, cookies of another form and two of one name count as none', async () => {
		for (const cookie of [
			`cdp_id=${ID}; ${'x'.repeat(9_000)}`,
			'cdp_id=<script>',
			`cdp_id=${ID}; cdp_id=${ID}`,
			`cdp_id=${'a'.repeat(65)}`,
		]) {
			const { calls } = await tagged(YES, { headers: { cookie } });
			expect((calls[0] as { anonymousId: string }).anonymousId).not.toBe(ID);
			expect((calls[0] as { anonymousId: string }).anonymousId).toMatch(/^[\w-]{36}$/);
		}
	});

	it('Global Privacy Control goes on record with the decision', async () => {
		const batch = [{ type: 'identify', messageId: 'm2', context: { consent: {} } }];
		const { calls } = await tagged(YES, { headers: { 'sec-gpc': '1' }, batch });
		expect(calls).toMatchObject([
			{ context: { consent: { gpc: true, categoryPreferences: { advertising: true, storage: true } } } },
		]);
	});

	it('scripts in titles are stored as the text that they are', async () => {
		const title = '<script>alert(1)</script>';
		const { calls } = await tagged(YES, { batch: [{ ...PAGE, properties: { title } }] });
		expect(calls).toMatchObject([{ properties: { title } }]);
	});
});

describe('Calls that bring an id of their own', () => {
	const browser = async (call: object, headers: Record<string, string> = {}, more: Partial<CollectDeps> = {}) => {
		const { cdp, calls } = fakeCdp();
		const deps = depsWith(cdp, more);
		const body = { writeKey: PUBLIC, anonymousId: 'a1', properties: { path: '/' }, ...call };
		await handleCollect(post('/v1/p', body, { authorization: '', 'user-agent': FIREFOX, ...headers }), deps);
		return { calls: calls(), deps };
	};

	it('are stored as they are when nothing is said of consent', async () => {
		expect((await browser({})).calls).toMatchObject([{ type: 'page', anonymousId: 'a1' }]);
		expect((await browser({}, {}, { requireConsent: true })).calls).toEqual([]);
	});

	it('leave only the no when they say no, once a day', async () => {
		const { calls } = await browser({ context: { consent: NO } });
		expect(calls).toMatchObject([{ type: 'identify', anonymousId: 'a1', context: { consent: NO } }]);
		const [again] = (await browser({ context: { consent: NO } })).calls;
		expect(again?.['messageId']).toBe(calls[0]?.['messageId']);
		const tcf = await browser({ context: { consent: { tcString: tcString({ purposes: [3] }) } } });
		expect(tcf.calls).toMatchObject([{ type: 'identify' }]);
	});

	it('a no to advertising alone is no reason not to count the visit', async () => {
		const { calls } = await browser({ context: { consent: { categoryPreferences: { advertising: false } } } });
		expect(calls).toMatchObject([{ type: 'page' }]);
	});

	it('with Sec-GPC the opt-out is noted beside them', async () => {
		const { calls } = await browser({}, { 'sec-gpc': '1' });
		expect(calls).toMatchObject([{ type: 'page' }, { type: 'identify', context: { consent: { gpc: true } } }]);
	});

	it('the consent signals of advertisers’ pixels are read', async () => {
		const { cdp, calls } = fakeCdp();
		const query = {
			writeKey: PUBLIC,
			anonymousId: 'a1',
			event: 'Ad Seen',
			gdpr: '1',
			gdpr_consent: tcString({ purposes: [1, 3] }),
			us_privacy: '1YYN',
		};
		const request = { method: 'GET', path: '/v1/pixel.gif', query, headers: {}, body: undefined, ip: '203.0.113.9' };
		await handleCollect(request, depsWith(cdp));
		expect(calls()).toMatchObject([{ event: 'Ad Seen', context: { consent: { gdpr: '1', us_privacy: '1YYN' } } }]);
		expect(calls()[0]?.['properties']).toEqual({});
	});
});

describe('Programs', () => {
	const call = { writeKey: PUBLIC, anonymousId: 'fast', event: 'x' };

	it('that send faster than anybody reads are counted as robots, the others of their address not', async () => {
		const { cdp, calls } = fakeCdp();
		const deps = depsWith(cdp);
		const send = (anonymousId: string) =>
			handleCollect(post('/v1/t', { ...call, anonymousId }, { authorization: '', 'user-agent': FIREFOX }), deps);
		for (let i = 0; i < 250; i++) await send('fast');
		await send('calm');
		expect(calls().filter(({ anonymousId }) => anonymousId === 'fast')).toHaveLength(200);
		expect(calls().filter(({ anonymousId }) => anonymousId === 'calm')).toHaveLength(1);
		expect(deps.state?.counters.robots).toBe(50);
	});

	it('in data centres are robots when the ranges are given, and the shop’s own servers never', async () => {
		const { cdp, calls } = fakeCdp();
		const deps = depsWith(cdp, {
			dataCentres: addressRanges(['# hosting', '203.0.113.0/24', '2001:db8::/32']),
			state: createState(),
		});
		await handleCollect(post('/v1/t', call, { authorization: '' }), deps);
		await handleCollect(post('/v1/track', { userId: 'u1', event: 'x' }), deps);
		expect([calls().length, deps.state?.counters.robots]).toEqual([1, 1]);
		expect(() => addressRanges(['203.0.113.0/99'])).toThrow('is no range of addresses');
	});
});
