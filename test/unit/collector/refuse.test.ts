import { gzipSync } from 'node:zlib';
import { handleCollect } from '../../../collector';
import { CdpError } from '../../../core/model/errors';
import { depsWith, fakeCdp, post } from './fakeCdp';

const CALL = { userId: 'u1', event: 'Signed Up', messageId: 'm1' };
const parsed = (body: string | Buffer) => JSON.parse(String(body)) as Record<string, unknown>;

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
		[
			'broken gzip',
			post('/v1/track', Buffer.from([0x1f, 0x8b, 1, 2, 3]), { 'content-encoding': 'gzip' }),
			400,
			'(body)',
		],
		[
			'an unknown encoding',
			post('/v1/track', Buffer.from([1, 2]), { 'content-encoding': 'zstd9' }),
			415,
			'content-encoding',
		],
		['too many calls', post('/v1/batch', { batch: Array(10_001).fill({}) }), 413, 'batch'],
		['too many bytes', post('/v1/track', Buffer.alloc(11 * 1024 * 1024, 0x20)), 413, '(body)'],
		['a bomb', post('/v1/track', gzipSync(Buffer.alloc(30_000_000)), { 'content-encoding': 'gzip' }), 413, '(body)'],
	])('%s: status, field and reason', async (_name, request, status, field) => {
		expect(await answer(request)).toMatchObject({
			status,
			field,
			error: expect.any(String),
			reason: expect.any(String),
		});
	});

	it('nesting without end', async () => {
		const deep = `{"userId":"u","event":"A","properties":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
		expect(await answer(post('/v1/track', deep))).toMatchObject({ status: 400, field: '(call)' });
	});

	it('says which calls of a batch, and takes the others', async () => {
		const batch = [{ type: 'track', event: 'bad', userId: 'u' }, 7, { type: 'track', event: 'A', userId: 'u' }];
		const rejected = [
			{ index: 0, field: 'event', reason: 'is bad' },
			{ index: 1, field: '(call)', reason: 'must be a JSON object' },
		];
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
		const failing = (error: Error) => fakeCdp(() => Promise.reject(error)).cdp;
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
