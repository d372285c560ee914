import { gzipSync, deflateSync, deflateRawSync, brotliCompressSync } from 'node:zlib';
import { handleCollect } from '../../../collector';
import { CdpError } from '../../../core/model/errors';
import { basic, depsWith, fakeCdp, post, PUBLIC, SECRET } from './fakeCdp';

const CALL = { userId: 'u1', event: 'Signed Up', messageId: 'm1' };
const parsed = (body: string | Buffer) => JSON.parse(String(body)) as Record<string, unknown>;

describe('A call that arrives at the collector', () => {
	it.each([
		['/v1/track', 'track'],
		['/v1/identify', 'identify'],
		['/v1/page', 'page'],
		['/v1/screen', 'screen'],
		['/v1/group', 'group'],
		['/v1/alias', 'alias'],
		['/v1/t', 'track'],
		['/v1/i', 'identify'],
		['/v1/p', 'page'],
		['/v1/s', 'screen'],
		['/v1/g', 'group'],
		['/v1/a', 'alias'],
	])('gets its type from the path %s', async (path, type) => {
		const { cdp, calls } = fakeCdp();
		const answer = await handleCollect(post(path, CALL), depsWith(cdp));
		expect([answer.status, parsed(answer.body)]).toEqual([200, { success: true }]);
		expect(calls()).toEqual([{ ...CALL, type }]);
		expect(answer.accepted).toEqual([{ ...CALL, type }]);
	});

	it('is answered only after the engine has stored it', async () => {
		let stored = false;
		const { cdp } = fakeCdp(async () => {
			await new Promise((resolve) => setTimeout(resolve, 20));
			stored = true;
		});
		await handleCollect(post('/v1/track', CALL), depsWith(cdp));
		expect(stored).toBe(true);
	});

	it('shares sentAt and context of its batch, unless it has its own, and is stored without the key', async () => {
		const { cdp, calls, batches } = fakeCdp();
		const batch = [
			{ type: 'track', event: 'A', userId: 'u', writeKey: SECRET },
			{ type: 'track', event: 'B', userId: 'u', sentAt: '2024-01-02', context: { locale: 'de' } },
		];
		const body = { batch, sentAt: '2024-01-01', context: { locale: 'en', app: { name: 'shop' } }, writeKey: SECRET };
		await handleCollect(post('/v1/batch', body), depsWith(cdp));
		expect(calls()).toEqual([
			{ type: 'track', event: 'A', userId: 'u', sentAt: '2024-01-01', context: { locale: 'en', app: { name: 'shop' } } },
			{ type: 'track', event: 'B', userId: 'u', sentAt: '2024-01-02', context: { locale: 'de', app: { name: 'shop' } } },
		]);
		expect(batches[0]?.origin).toEqual({ source: 'collector', verified: true, receivedAt: 1_700_000_000_000 });
	});

	it('is history when it comes by /v1/import', async () => {
		const { cdp, batches } = fakeCdp();
		await handleCollect(post('/v1/import', { batch: [{ ...CALL, type: 'track' }] }), depsWith(cdp));
		expect(batches[0]?.origin.historical).toBe(true);
	});

	it('reaches the engine in batches of at most 1,000', async () => {
		const { cdp, batches } = fakeCdp();
		const batch = Array.from({ length: 2_500 }, (_, i) => ({ type: 'track', event: i === 2_400 ? 'bad' : 'A', userId: 'u' }));
		const answer = await handleCollect(post('/v1/batch', { batch }), depsWith(cdp));
		expect(batches.map(({ calls }) => calls.length)).toEqual([1000, 1000, 500]);
		expect(parsed(answer.body)).toEqual({ success: true, rejected: [{ index: 2_400, field: 'event', reason: 'is bad' }] });
	});

	it.each([
		['gzip', gzipSync],
		['deflate', deflateSync],
		['deflate', deflateRawSync],
		['br', brotliCompressSync],
	])('may be packed with %s', async (encoding, pack) => {
		const { cdp, calls } = fakeCdp();
		const body = pack(Buffer.from(JSON.stringify(CALL)));
		const answer = await handleCollect(post('/v1/track', body, { 'content-encoding': encoding }), depsWith(cdp));
		expect([answer.status, calls().length]).toEqual([200, 1]);
	});

	it('may have been inflated or parsed by the server before us', async () => {
		const { cdp, calls } = fakeCdp();
		const inflated = post('/v1/track', CALL, { 'content-encoding': 'gzip' });
		expect((await handleCollect(inflated, depsWith(cdp))).status).toBe(200);
		expect((await handleCollect({ ...inflated, body: CALL }, depsWith(cdp))).status).toBe(200);
		expect((await handleCollect({ ...inflated, body: JSON.stringify(CALL) }, depsWith(cdp))).status).toBe(200);
		expect(calls()).toHaveLength(3);
	});
});

describe('Who is believed', () => {
	const verified = async (request: ReturnType<typeof post>, more = {}) => {
		const { cdp, batches } = fakeCdp();
		const { status } = await handleCollect(request, depsWith(cdp, more));
		return status === 200 ? batches[0]?.origin.verified : status;
	};

	it('a server with the write key', async () => {
		expect(await verified(post('/v1/track', CALL))).toBe(true);
	});

	it.each([
		['a page: it names its origin', post('/v1/track', CALL, { origin: 'https://shop.example' })],
		['a one-letter path of the browser library', post('/v1/t', CALL)],
		['text/plain, as sendBeacon sends it', post('/v1/track', JSON.stringify(CALL), { 'content-type': 'text/plain;charset=UTF-8' })],
		['the public key', post('/v1/track', CALL, { authorization: basic(PUBLIC) })],
		['the write key in the body', post('/v1/track', { ...CALL, writeKey: SECRET }, { authorization: '' })],
		['the public key in the body', post('/v1/track', { ...CALL, writeKey: PUBLIC }, { authorization: '' })],
		['the key in the first call of a batch', post('/v1/batch', { batch: [{ ...CALL, type: 'track', writeKey: PUBLIC }] }, { authorization: '' })],
	])('not %s', async (_name, request) => {
		expect(await verified(request)).toBe(false);
	});

	it.each([
		['no key', post('/v1/track', CALL, { authorization: '' })],
		['a wrong key', post('/v1/track', CALL, { authorization: basic('guess') })],
		['a wrong key in the body', post('/v1/track', { ...CALL, writeKey: 'guess' }, { authorization: '' })],
		['a key of another type', post('/v1/track', { ...CALL, writeKey: { $ne: 1 } }, { authorization: '' })],
		['a wrong key in Basic and the right one in the body', post('/v1/track', { ...CALL, writeKey: SECRET }, { authorization: basic('guess') })],
	])('401 for %s', async (_name, request) => {
		expect(await verified(request)).toBe(401);
	});

	it('403 for a page whose origin is not on the list', async () => {
		const from = (origin: string) => verified(post('/v1/t', CALL, { origin }), { allowedOrigins: ['https://shop.example/'] });
		expect([await from('https://shop.example'), await from('https://evil.example')]).toEqual([false, 403]);
	});

	it('only this machine itself when no key is configured, and as a server only with Basic auth', async () => {
		const none = { writeKey: undefined, publicKey: undefined };
		const local = { ...post('/v1/track', CALL), ip: '::ffff:127.0.0.1' };
		const with_ = (headers: Record<string, string>) => ({ ...local, headers: { ...local.headers, ...headers } });
		expect(await verified(local, none)).toBe(true);
		expect(await verified(with_({ authorization: '' }), none)).toBe(false);
		expect(await verified({ ...local, ip: '10.0.0.7' }, none)).toBe(401);
		expect(await verified(with_({ 'x-forwarded-for': '198.51.100.1' }), none)).toBe(401);
		expect(await verified(with_({ origin: 'https://evil.example' }), none)).toBe(401);
		expect(await verified(with_({ origin: 'http://localhost:3000' }), none)).toBe(false);
	});
});

describe('What is refused', () => {
	const answer = async (request: ReturnType<typeof post>, more = {}) => {
		const { cdp } = fakeCdp();
		const { status, body, headers } = await handleCollect(request, depsWith(cdp, more));
		return { status, headers, ...parsed(body) } as Record<string, unknown> & { headers: Record<string, string> };
	};

	it.each([
		['no body', post('/v1/track', undefined), 400, '(body)'],
		['malformed JSON', post('/v1/track', '{"userId":'), 400, '(body)'],
		['a list', post('/v1/track', [CALL]), 400, '(body)'],
		['null', post('/v1/track', 'null'), 400, '(body)'],
		['a number', post('/v1/batch', '7'), 400, '(body)'],
		['a batch that is no list', post('/v1/batch', { batch: {} }), 400, 'batch'],
		['an empty batch', post('/v1/batch', { batch: [] }), 400, 'batch'],
		['a batch of no objects', post('/v1/batch', { batch: [1, null, 'x', []] }), 400, '(call)'],
		['a call that the engine refuses', post('/v1/track', { ...CALL, event: 'bad' }), 400, 'event'],
		['broken gzip', post('/v1/track', Buffer.from([0x1f, 0x8b, 1, 2, 3]), { 'content-encoding': 'gzip' }), 400, '(body)'],
		['an unknown encoding', post('/v1/track', Buffer.from([1, 2]), { 'content-encoding': 'zstd9' }), 415, 'content-encoding'],
		['too many calls', post('/v1/batch', { batch: Array(10_001).fill({}) }), 413, 'batch'],
		['too many bytes', post('/v1/track', Buffer.alloc(11 * 1024 * 1024, 0x20)), 413, '(body)'],
		['a bomb', post('/v1/track', gzipSync(Buffer.alloc(30_000_000)), { 'content-encoding': 'gzip' }), 413, '(body)'],
	])('%s: status, field and reason', async (_name, request, status, field) => {
		expect(await answer(request)).toMatchObject({ status, field, error: expect.any(String), reason: expect.any(String) });
	});

	it('nesting without end', async () => {
		const deep = `{"userId":"u","event":"A","properties":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
		expect(await answer(post('/v1/track', deep))).toMatchObject({ status: 400, field: '(call)' });
	});

	it('says which calls of a batch, and takes the others', async () => {
		const batch = [{ type: 'track', event: 'bad', userId: 'u' }, 7, { type: 'track', event: 'A', userId: 'u' }];
		const rejected = [{ index: 0, field: 'event', reason: 'is bad' }, { index: 1, field: '(call)', reason: 'must be a JSON object' }];
		expect(await answer(post('/v1/batch', { batch }))).toMatchObject({ status: 200, success: true, rejected });
	});

	it('never repeats what was sent in an error', async () => {
		const { body } = await handleCollect(post('/v1/track', '{"email":"ann@example.com"'), depsWith(fakeCdp().cdp));
		expect(String(body)).not.toContain('ann@');
	});

	it('unknown paths and methods', async () => {
		expect(await answer(post('/v1/nothing', CALL))).toMatchObject({ status: 404 });
		const got = await answer({ ...post('/v1/track', undefined), method: 'GET' });
		expect([got['status'], got.headers['allow']]).toEqual([405, 'POST, OPTIONS']);
	});

	it('comes back later when the store is busy', async () => {
		const failing = (error: unknown) => fakeCdp(() => Promise.reject(error as Error)).cdp;
		const busy = new CdpError('busy', { code: 'STORE_BUSY', fault: 'system', retry: true, next: 'Try again.' });
		const one = await handleCollect(post('/v1/track', CALL), depsWith(failing(busy)));
		expect([one.status, one.headers['retry-after']]).toEqual([503, '2']);
		const broken = await handleCollect(post('/v1/track', CALL), depsWith(failing(new TypeError('x is undefined'))));
		expect([broken.status, String(broken.body)]).toEqual([503, expect.not.stringContaining('undefined')]);
	});

	it('comes back later when too much is waiting', async () => {
		const { cdp } = fakeCdp();
		const deps = depsWith(cdp);
		if (deps.state) deps.state.callsInFlight = deps.state.maxCallsInFlight;
		const answer = await handleCollect(post('/v1/track', CALL), deps);
		expect([answer.status, answer.headers['retry-after'], deps.state?.counters.throttled]).toEqual([429, '1', 1]);
	});
});

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
		return { status, bytes: body.length, cache: answered['cache-control'], calls: calls(), origin: batches[0]?.origin, counters: deps.state?.counters };
	};

	it('takes a whole call in base64', async () => {
		const data = Buffer.from(JSON.stringify({ writeKey: PUBLIC, userId: 'u1', event: 'Email Opened', properties: { title: '>>>???' } })).toString('base64');
		const seen = await view({ data: data.replaceAll('+', ' ') });
		expect(seen).toMatchObject({ status: 200, bytes: 43, cache: expect.stringContaining('no-store'), origin: { verified: false } });
		expect(seen.calls).toEqual([{ type: 'track', userId: 'u1', event: 'Email Opened', properties: { title: '>>>???' } }]);
	});

	it('takes single parameters', async () => {
		const seen = await view({ writeKey: SECRET, anonymousId: 'a1', campaign: 'spring', email: 'ann@example.com' }, { referer: 'https://shop.example/x', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0' });
		expect(seen.calls).toEqual([
			{ type: 'page', anonymousId: 'a1', properties: { url: 'https://shop.example/x', campaign: 'spring' }, context: { traits: { email: 'ann@example.com' }, userAgent: expect.stringContaining('Firefox') } },
		]);
		expect(seen.origin?.verified).toBe(false);
	});

	it.each([[{ data: '%%%' }], [{}], [{ writeKey: 'guess', event: 'A', userId: 'u' }], [{ writeKey: SECRET, event: 'bad', userId: 'u' }]])(
		'is a picture even when it is refused, which is counted: %j',
		async (query) => {
			const seen = await view(query as Record<string, string>);
			expect(seen).toMatchObject({ status: 200, bytes: 43 });
			expect((seen.counters?.rejected ?? 0) + (seen.counters?.unauthorised ?? 0)).toBe(1);
		},
	);
});

describe('Pages of other origins', () => {
	const options = (headers: Record<string, string>) => ({ ...post('/v1/t', undefined, headers), method: 'OPTIONS' });

	it('may ask first', async () => {
		const answer = await handleCollect(options({ origin: 'https://shop.example' }), depsWith(fakeCdp().cdp));
		expect(answer).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'POST, OPTIONS' } });
	});

	it('may send cookies only when they are named', async () => {
		const deps = depsWith(fakeCdp().cdp, { allowedOrigins: ['https://shop.example'] });
		const named = await handleCollect(options({ origin: 'https://shop.example' }), deps);
		expect(named.headers).toMatchObject({ 'access-control-allow-origin': 'https://shop.example', 'access-control-allow-credentials': 'true' });
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
		expect(parsed(answer.body)).toEqual({ status: 'ok', accepted: 1, rejected: 0, robots: 0, unauthorised: 0, throttled: 0, failed: 0 });
	});
});
