import { gzipSync, deflateSync, deflateRawSync, brotliCompressSync } from 'node:zlib';
import { handleCollect } from '../../../collector';
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
			{
				type: 'track',
				event: 'A',
				userId: 'u',
				sentAt: '2024-01-01',
				context: { locale: 'en', app: { name: 'shop' } },
			},
			{
				type: 'track',
				event: 'B',
				userId: 'u',
				sentAt: '2024-01-02',
				context: { locale: 'de', app: { name: 'shop' } },
			},
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
		const batch = Array.from({ length: 2_500 }, (_, i) => ({
			type: 'track',
			event: i === 2_400 ? 'bad' : 'A',
			userId: 'u',
		}));
		const answer = await handleCollect(post('/v1/batch', { batch }), depsWith(cdp));
		expect(batches.map(({ calls }) => calls.length)).toEqual([1000, 1000, 500]);
		expect(parsed(answer.body)).toEqual({
			success: true,
			rejected: [{ index: 2_400, field: 'event', reason: 'is bad' }],
		});
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
		[
			'text/plain, as sendBeacon sends it',
			post('/v1/track', JSON.stringify(CALL), { 'content-type': 'text/plain;charset=UTF-8' }),
		],
		['the public key', post('/v1/track', CALL, { authorization: basic(PUBLIC) })],
		['the write key in the body', post('/v1/track', { ...CALL, writeKey: SECRET }, { authorization: '' })],
		['the public key in the body', post('/v1/track', { ...CALL, writeKey: PUBLIC }, { authorization: '' })],
		[
			'the key in the first call of a batch',
			post('/v1/batch', { batch: [{ ...CALL, type: 'track', writeKey: PUBLIC }] }, { authorization: '' }),
		],
	])('not %s', async (_name, request) => {
		expect(await verified(request)).toBe(false);
	});

	it.each([
		['no key', post('/v1/track', CALL, { authorization: '' })],
		['a wrong key', post('/v1/track', CALL, { authorization: basic('guess') })],
		['a wrong key in the body', post('/v1/track', { ...CALL, writeKey: 'guess' }, { authorization: '' })],
		['a key of another type', post('/v1/track', { ...CALL, writeKey: { $ne: 1 } }, { authorization: '' })],
		[
			'a wrong key in Basic and the right one in the body',
			post('/v1/track', { ...CALL, writeKey: SECRET }, { authorization: basic('guess') }),
		],
	])('401 for %s', async (_name, request) => {
		expect(await verified(request)).toBe(401);
	});

	it('403 for a page whose origin is not on the list', async () => {
		const from = (origin: string) =>
			verified(post('/v1/t', CALL, { origin }), { allowedOrigins: ['https://shop.example/'] });
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
