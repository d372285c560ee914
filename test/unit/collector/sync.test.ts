import { handleCollect } from '../../../collector';
import type { CollectDeps } from '../../../collector';
import type { SyncSignals } from '../../../core/model/sync';
import { depsWith, fakeCdp } from './fakeCdp';

const BROWSER = 'b0a1b2c3-d4e5-4f60-8a9b-0c1d2e3f4a5b';
const COOKIE = { cookie: `other=1; cdp_id=${BROWSER}; cdp_short=x` };

/** A request to a collector whose engine knows the partner `adx` alone, and what the engine was asked. */
async function ask(path: string, query: Record<string, string> = {}, headers: Record<string, string> = COOKIE) {
	const asked: unknown[][] = [];
	const known = (partner: string) => partner === 'adx';
	const no = { refused: { kind: 'partner' as const, reason: 'is not on the list' } };
	const sync = {
		start: async (partner: string, browser: string, signals: SyncSignals) => {
			asked.push(['start', partner, browser, signals]);
			return known(partner) ? { redirect: 'https://sync.adx.example/match?cid=alias' } : no;
		},
		set: async (partner: string, browser: string, uid: string) => {
			asked.push(['set', partner, browser, uid]);
			return known(partner) ? { stored: true } : no;
		},
	};
	const deps = depsWith({ ...fakeCdp().cdp, sync } as unknown as CollectDeps['cdp']);
	const answer = await handleCollect({ method: 'GET', path, query, headers, body: undefined, ip: '203.0.113.9' }, deps);
	return { status: answer.status, location: answer.headers['location'], asked, counters: deps.state?.counters };
}

describe('Cookie sync', () => {
	it('sends the browser of our cookie to the partner, with what the page says of consent', async () => {
		const query = { gdpr: '1', gdpr_consent: 'CP', gpp: 'DB', gpp_sid: '2', url: 'https://evil.example/' };
		const { url: _url, ...signals } = query;
		for (const [path, more] of [
			['/v1/sync/adx', {}],
			['/v1/sync', { partner: 'adx' }],
		] as const) {
			const { status, location, asked, counters } = await ask(
				path,
				{ ...query, ...more },
				{ ...COOKIE, 'sec-gpc': '1' },
			);
			expect([status, location]).toEqual([302, 'https://sync.adx.example/match?cid=alias']);
			expect(asked).toEqual([['start', 'adx', BROWSER, { ...signals, gpc: true }]]);
			expect(counters).toMatchObject({ synced: 1, syncsRefused: 0 });
		}
	});

	it('takes the id of a partner in, an empty one too', async () => {
		expect((await ask('/v1/sync/adx/set', { uid: 'u1' })).asked).toEqual([['set', 'adx', BROWSER, 'u1']]);
		expect((await ask('/v1/sync/set', { partner: 'adx', uid: 'u1' })).asked).toEqual([['set', 'adx', BROWSER, 'u1']]);
		const { status, asked, counters } = await ask('/v1/sync/adx/set');
		expect([status, asked]).toEqual([200, [['set', 'adx', BROWSER, '']]]);
		expect(counters).toMatchObject({ matched: 1 });
	});

	it.each([
		['//evil.example/', 404],
		['/v1/sync/https://evil.example', 404],
		['/v1/sync/adx%2F..%2Fevil', 404],
		['/v1/sync/adx@evil.example', 404],
		['/v1/sync/\\\\evil.example', 404],
		['/v1/sync/adx\r\nLocation: https://evil.example', 404],
		['/v1/sync/evil.example', 404],
		['/v1/sync/unknown', 200],
	])('leads nowhere with the trick %j', async (path, status) => {
		const answer = await ask(path, { url: 'https://evil.example/', redirect: '//evil.example', partner: 'adx' });
		expect([answer.status, answer.location]).toEqual([status, undefined]);
	});

	it.each([
		['no cookie', {}],
		['a short one', { cookie: 'cdp_id=abc' }],
		['two of them', { cookie: `cdp_id=${BROWSER}; cdp_id=${BROWSER.replace('b', 'c')}` }],
		['another name', { cookie: `xcdp_id=${BROWSER}` }],
		['a bomb', { cookie: `${'a=b;'.repeat(3_000)}cdp_id=${BROWSER}` }],
	])('asks for nobody with %s, and counts it', async (_title, headers) => {
		const { status, asked, counters } = await ask('/v1/sync/adx', { anonymousId: BROWSER }, headers);
		expect([status, asked, counters?.syncsRefused]).toEqual([200, [], 1]);
	});

	it('answers GET alone', async () => {
		const request = {
			method: 'POST',
			path: '/v1/sync/adx',
			query: {},
			headers: {},
			body: undefined,
			ip: '203.0.113.9',
		};
		expect((await handleCollect(request, depsWith(fakeCdp().cdp))).status).toBe(405);
	});
});
