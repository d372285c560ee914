import { handleCollect } from '../../../collector';
import { depsWith, fakeCdp, post, PUBLIC, SECRET } from './fakeCdp';

const CALL = { userId: 'u1', event: 'Signed Up', messageId: 'm1' };
const parsed = (body: string | Buffer) => JSON.parse(String(body)) as Record<string, unknown>;

describe('Robots', () => {
	const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
	const stored = async (request: ReturnType<typeof post>) => {
		const { cdp, calls } = fakeCdp();
		const deps = depsWith(cdp);
		const { status } = await handleCollect(request, deps);
		return [status, calls().length, deps.state?.counters.robots];
	};

	it('are answered and kept out of people', async () => {
		expect(await stored(post('/v1/page', { ...CALL, context: { userAgent: GOOGLEBOT } }))).toEqual([200, 0, 1]);
		expect(await stored(post('/v1/p', CALL, { 'user-agent': GOOGLEBOT }))).toEqual([200, 0, 1]);
	});

	it('are not the libraries of servers and programs', async () => {
		expect(await stored(post('/v1/page', CALL, { 'user-agent': 'axios/1.7.2' }))).toEqual([200, 1, 0]);
		expect(await stored(post('/v1/p', CALL, { 'user-agent': 'node' }))).toEqual([200, 1, 0]);
	});
});

describe('The pixel', () => {
	const view = async (query: Record<string, string>, headers: Record<string, string> = {}) => {
		const { cdp, calls, batches } = fakeCdp();
		const deps = depsWith(cdp);
		const request = { method: 'GET', path: '/v1/pixel.gif', query, headers, body: undefined, ip: '203.0.113.9' };
		const { status, headers: answered, body } = await handleCollect(request, deps);
		return {
			status,
			bytes: body.length,
			cache: answered['cache-control'],
			calls: calls(),
			origin: batches[0]?.origin,
			counters: deps.state?.counters,
		};
	};

	it('takes a whole call in base64', async () => {
		const data = Buffer.from(
			JSON.stringify({ writeKey: PUBLIC, userId: 'u1', event: 'Email Opened', properties: { title: '>>>???' } }),
		).toString('base64');
		const seen = await view({ data: data.replaceAll('+', ' ') });
		expect(seen).toMatchObject({
			status: 200,
			bytes: 43,
			cache: expect.stringContaining('no-store'),
			origin: { verified: false },
		});
		expect(seen.calls).toEqual([
			{ type: 'track', userId: 'u1', event: 'Email Opened', properties: { title: '>>>???' } },
		]);
	});

	it('takes single parameters', async () => {
		const seen = await view(
			{ writeKey: SECRET, anonymousId: 'a1', campaign: 'spring', email: 'ann@example.com' },
			{ referer: 'https://shop.example/x', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0' },
		);
		expect(seen.calls).toEqual([
			{
				type: 'page',
				anonymousId: 'a1',
				properties: { url: 'https://shop.example/x', campaign: 'spring' },
				context: { traits: { email: 'ann@example.com' }, userAgent: expect.stringContaining('Firefox') },
			},
		]);
		expect(seen.origin?.verified).toBe(false);
	});

	it.each([
		[{ data: '%%%' }],
		[{}],
		[{ writeKey: 'guess', event: 'A', userId: 'u' }],
		[{ writeKey: SECRET, event: 'bad', userId: 'u' }],
	])('is a picture even when it is refused, which is counted: %j', async (query) => {
		const seen = await view(query);
		expect(seen).toMatchObject({ status: 200, bytes: 43 });
		expect((seen.counters?.rejected ?? 0) + (seen.counters?.unauthorised ?? 0)).toBe(1);
	});
});

describe('Pages of other origins', () => {
	const options = (headers: Record<string, string>) => ({ ...post('/v1/t', undefined, headers), method: 'OPTIONS' });

	it('may ask first', async () => {
		const answer = await handleCollect(options({ origin: 'https://shop.example' }), depsWith(fakeCdp().cdp));
		expect(answer).toMatchObject({
			status: 204,
			headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'POST, OPTIONS' },
		});
	});

	it('may send cookies only when they are named', async () => {
		const deps = depsWith(fakeCdp().cdp, { allowedOrigins: ['https://shop.example'] });
		const named = await handleCollect(options({ origin: 'https://shop.example' }), deps);
		expect(named.headers).toMatchObject({
			'access-control-allow-origin': 'https://shop.example',
			'access-control-allow-credentials': 'true',
		});
		const other = await handleCollect(options({ origin: 'https://evil.example' }), deps);
		expect(other.headers['access-control-allow-origin']).toBeUndefined();
	});
});

describe('The health check', () => {
	it('shows what was counted', async () => {
		const deps = depsWith(fakeCdp().cdp);
		await handleCollect(post('/v1/track', CALL), deps);
		const request = { method: 'GET', path: '/healthz', query: {}, headers: {}, body: undefined, ip: '' };
		const answer = await handleCollect(request, deps);
		expect(parsed(answer.body)).toEqual({
			status: 'ok',
			accepted: 1,
			rejected: 0,
			robots: 0,
			withoutConsent: 0,
			erased: 0,
			unauthorised: 0,
			synced: 0,
			matched: 0,
			syncsRefused: 0,
			throttled: 0,
			failed: 0,
		});
	});
});
