import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cdp } from '../../../core/cdp';
import { openLocal } from '../../../engine/local';
import { handleCollect } from '../../../collector';
import { depsWith, post } from './fakeCdp';

/** What senders get wrong, through the collector into the real engine. */
describe('Bad input never harms what comes with it', () => {
	const folder = mkdtempSync(join(tmpdir(), 'cdp-collect-'));
	let cdp: Cdp;
	beforeAll(async () => {
		cdp = await openLocal(`sqlite:${join(folder, 'store.db')}`);
	});
	afterAll(async () => {
		await cdp.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const track = (more: Record<string, unknown>) => ({ type: 'track', userId: 'u1', event: 'A', ...more });
	const answer = async (path: string, body: unknown) => {
		const { status, body: text } = await handleCollect(
			post(path, body),
			depsWith(cdp, { clock: { now: () => Date.now() } }),
		);
		return {
			status,
			...(JSON.parse(String(text)) as {
				field?: string;
				reason?: string;
				rejected?: Array<{ index: number; field: string }>;
			}),
		};
	};

	it.each([
		['an unknown type', { type: 'purchase', userId: 'u' }, 'type'],
		['a type that is a number', { type: 7, userId: 'u' }, 'type'],
		['no identifier', { type: 'track', event: 'A' }, 'userId'],
		['an identifier that is an object', track({ userId: { $gt: '' } }), 'userId'],
		['no event name', { type: 'track', userId: 'u' }, 'event'],
		['traits that are a list', { type: 'identify', userId: 'u', traits: [1] }, 'traits'],
		['a date in 1970', track({ timestamp: '1970-01-01T00:00:00Z' }), 'timestamp'],
		['a date in 2170', track({ timestamp: '2170-01-01T00:00:00Z' }), 'timestamp'],
		['no date', track({ timestamp: 'yesterday-ish' }), 'timestamp'],
		['a call of a megabyte', track({ properties: { text: 'x'.repeat(1_000_000) } }), '(call)'],
	])('%s', async (_name, bad, field) => {
		const good = track({ event: 'Good' });
		const { status, rejected } = await answer('/v1/batch', { batch: [bad, good] });
		expect([status, rejected?.length, rejected?.[0]]).toEqual([
			200,
			1,
			expect.objectContaining({ index: 0, field: expect.stringContaining(field) }),
		]);
		expect((await answer('/v1/batch', { batch: [bad] })).status).toBe(400);
	});

	it.each([
		[
			'300 traits',
			{
				type: 'identify',
				userId: 'many',
				traits: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`t${i}`, i])),
			},
		],
		['emoji and four-byte text', track({ event: '🚲 gekauft', properties: { name: '𝒜𝒷𝒸 🇩🇪 日本語' } })],
		['NUL bytes', track({ properties: { 'a\u0000b': 'x\u0000y' } })],
		['a lone surrogate', track({ properties: { text: 'half \ud83d' } })],
		[
			'keys that mean something to JavaScript',
			JSON.parse(
				'{"type":"track","userId":"u1","event":"A","properties":{"__proto__":{"x":1},"constructor":1}}',
			) as object,
		],
		['an event name that looks like SQL', track({ event: "'; DROP TABLE events; --" })],
	])('%s are stored', async (_name, call) => {
		expect(await answer('/v1/batch', { batch: [call] })).toEqual({ status: 200, success: true });
	});

	it('sends the same message twice and counts it once', async () => {
		const before = (await cdp.stats()).events;
		const call = track({ messageId: 'same' });
		await answer('/v1/track', call);
		await answer('/v1/track', call);
		expect((await cdp.stats()).events).toBe(before + 1);
	});
});
