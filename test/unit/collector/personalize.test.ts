import { handleCollect } from '../../../collector';
import type { DecideRequest } from '../../../core/model/personalize';
import { InputError } from '../../../core/model/errors';
import { basic, depsWith, fakeCdp, post, PUBLIC } from './fakeCdp';

const parsed = (body: string | Buffer) => JSON.parse(String(body)) as Record<string, unknown>;

/** An engine that remembers what it was asked. */
function deciding(fails?: Error) {
	const asked: DecideRequest[] = [];
	const decide = async (request: DecideRequest) => {
		asked.push(request);
		if (fails) throw fails;
		return { variant: 'a' };
	};
	return { asked, deps: depsWith({ ...fakeCdp().cdp, personalize: { decide } } as never) };
}

describe('POST /v1/personalize', () => {
	it('asks for whom the question names, in the order in which names count', async () => {
		const { asked, deps } = deciding();
		const question = {
			experience: 'banner',
			anonymousId: 'b1',
			userId: 'ann',
			identifiers: [{ type: 'customer', value: '7' }],
			context: { url: 'https://shop.example/' },
		};
		const answer = await handleCollect(post('/v1/personalize', question), deps);
		expect([answer.status, parsed(answer.body), answer.headers['cache-control']]).toEqual([
			200,
			{ variant: 'a' },
			'no-store',
		]);
		expect(asked).toEqual([
			{
				experience: 'banner',
				context: { url: 'https://shop.example/' },
				identifiers: [
					{ type: 'customer', value: '7' },
					{ type: 'user_id', value: 'ann' },
					{ type: 'anonymous_id', value: 'b1' },
				],
				public: false,
			},
		]);
	});

	it.each([
		['the public key', { headers: { authorization: basic(PUBLIC) } }],
		['a page, even with the secret key', { headers: { origin: 'https://shop.example' } }],
		['a beacon', { headers: { 'content-type': 'text/plain' } }],
	])('is answered as to the public when it comes with %s, whatever it claims', async (_name, { headers }) => {
		const { asked, deps } = deciding();
		await handleCollect(post('/v1/personalize', { anonymousId: 'b1', public: false }, headers), deps);
		expect(asked[0]?.public).toBe(true);
	});

	it('is refused without a key, when it is no question, and when the engine says what is wrong', async () => {
		const { asked, deps } = deciding(
			new InputError('There is no experience “x”.', 'Save one first.', 'EXPERIENCE_UNKNOWN'),
		);
		const status = async (body: unknown, headers = {}) =>
			(await handleCollect(post('/v1/personalize', body, headers), deps)).status;
		expect(await status({}, { authorization: basic('wrong') })).toBe(401);
		expect(await status([])).toBe(400);
		expect(await status('no json')).toBe(400);
		expect(await status({ padding: 'x'.repeat(70_000) })).toBe(413);
		expect(asked).toEqual([]);
		const answer = await handleCollect(post('/v1/personalize', { experience: 'x' }), deps);
		expect([answer.status, parsed(answer.body)['reason']]).toEqual([400, 'There is no experience “x”.']);
	});

	it('decides for robots, and logs nothing', async () => {
		const { asked, deps } = deciding();
		const robot = { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)', authorization: basic(PUBLIC) };
		await handleCollect(post('/v1/personalize', {}, robot), deps);
		expect(asked[0]?.log).toBe('none');
	});
});
