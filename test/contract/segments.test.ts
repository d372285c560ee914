import { viewed } from './segmentLanguage';
import { onEveryEngine, TRUSTED } from './engines';

const DAY = 86_400_000;

onEveryEngine((setUp) => {
	it('is behind as soon as somebody was touched, and not when nothing happened', async () => {
		const { cdp } = await setUp();
		await cdp.segments.save({ version: 1, key: 'v', name: 'V', of: 'people', condition: viewed() });
		expect(await cdp.segments.behind('v')).toBe(true);
		await cdp.segments.evaluate('v');
		expect(await cdp.segments.behind('v')).toBe(false);
		await cdp.ingest.calls([{ type: 'track', event: 'Viewed', userId: 'u1' }], TRUSTED);
		expect(await cdp.segments.behind('v')).toBe(true);
		await cdp.segments.evaluate('v');
		expect(await cdp.segments.behind('v')).toBe(false);
	});

	it('every entry and exit stands once in the change feed, with a reason', async () => {
		const { cdp, clock } = await setUp();
		await cdp.segments.save({
			version: 1,
			key: 'recent',
			name: 'Recent',
			of: 'people',
			condition: viewed({ window: { last: 30, unit: 'days' } }),
		});
		await cdp.ingest.calls(
			[
				{ type: 'track', event: 'Viewed', userId: 'u1' },
				{ type: 'track', event: 'Other', userId: 'u2' },
			],
			TRUSTED,
		);
		expect(await cdp.segments.evaluate('recent')).toMatchObject({ mode: 'full', members: 1, entered: 1, exited: 0 });
		expect(await cdp.segments.evaluate('recent')).toMatchObject({
			mode: 'delta',
			members: 1,
			entered: 0,
			exited: 0,
			examined: 0,
		});
		clock.ms += 30 * DAY - 1;
		expect(await cdp.segments.evaluate('recent')).toMatchObject({ members: 1, exited: 0 });
		clock.ms += 1;
		const last = await cdp.segments.evaluate('recent');
		expect(last).toMatchObject({ members: 0, exited: 1, examined: 1 });
		const changes = await cdp.segments.changes({ after: 0, segment: 'recent' });
		expect(changes.map(({ kind, reason }) => [kind, reason])).toEqual([
			['entered', 'did “Viewed” at least once in the last 30 days'],
			['exited', 'no longer: did “Viewed” at least once in the last 30 days'],
		]);
		expect(changes.at(-1)?.seq).toBe(last.to);
	});

	it('a browser stays for its time after it last qualified, is renewed when seen, and then leaves', async () => {
		const { cdp, clock } = await setUp();
		const visit = () => cdp.ingest.calls([{ type: 'page', name: 'Shoes', anonymousId: 'b1' }], TRUSTED);
		await cdp.segments.save({
			version: 1,
			key: 'shoes',
			name: 'Shoes',
			of: 'browsers',
			ttlDays: 10,
			condition: {
				kind: 'event',
				name: '$page',
				count: { comparison: 'atLeast', value: 1 },
				window: { last: 1, unit: 'days' },
			},
		});
		await visit();
		expect(await cdp.segments.evaluate('shoes')).toMatchObject({ entered: 1 });
		clock.ms += 9 * DAY;
		await visit();
		expect(await cdp.segments.evaluate('shoes')).toMatchObject({ members: 1, entered: 0 });
		clock.ms += 9 * DAY;
		expect(await cdp.segments.evaluate('shoes')).toMatchObject({ members: 1, exited: 0 });
		clock.ms += 1 * DAY;
		expect(await cdp.segments.evaluate('shoes')).toMatchObject({ members: 0, exited: 1 });
		expect((await cdp.segments.changes({ after: 0 })).map((c) => [c.kind, c.browser?.value])).toEqual([
			['entered', 'b1'],
			['exited', 'b1'],
		]);
	});

	it('names the place of what is wrong in a definition', async () => {
		const { cdp } = await setUp();
		const def = (condition: unknown, more: object = {}) => ({
			version: 1,
			key: 'k',
			name: 'K',
			of: 'people',
			condition,
			...more,
		});
		const wrong: Array<[unknown, RegExp]> = [
			[def({ kind: 'all', conditions: [] }), /condition\.conditions: the group is empty/],
			[def({ kind: 'any', conditions: [viewed(), { kind: 'dance' }] }), /condition\.conditions\.1/],
			[def({ kind: 'trait', trait: 'a', comparison: 'atLeast', value: 'x' }), /condition\.value: needs a number/],
			[def({ kind: 'trait', trait: 'a', comparison: 'is' }), /condition\.value: needs a value/],
			[def({ kind: 'trait', trait: 'a', comparison: 'before', value: 'soon' }), /condition\.value: needs an ISO date/],
			[def(viewed({ window: { last: 3, unit: 'fortnights' } })), /condition\.window/],
			[
				def(viewed({ window: { last: 1, unit: 'months' } }), { of: 'browsers' }),
				/months and years can be asked of people only/,
			],
			[def({ kind: 'segment', segment: 'k', is: true }), /k → k/],
			[def({ kind: 'segment', segment: 'nobody', is: true }), /no segment “nobody”/],
			[def(viewed(), { key: 'Not OK' }), /key/],
			['text', /\(top\)/],
		];
		for (const [definition, message] of wrong) await expect(cdp.segments.save(definition)).rejects.toThrow(message);
		await expect(cdp.segments.evaluate('nope')).rejects.toMatchObject({ code: 'SEGMENT_UNKNOWN' });
	});

	it("previews without saving, explains one person, and keeps a reader's place", async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(
			[1, 2, 3].map((n) => ({ type: 'track', event: 'Viewed', userId: `u${n}`, properties: { price: n } })),
			TRUSTED,
		);
		const definition = {
			version: 1,
			key: 'rich',
			name: 'Rich',
			of: 'people',
			condition: viewed({ where: [{ property: 'price', comparison: 'atLeast', value: 2 }] }),
		};
		expect(await cdp.segments.preview(definition, { limit: 1 })).toMatchObject({
			members: 2,
			sample: [{ known: true }],
		});
		expect(await cdp.segments.list()).toEqual([]);
		await cdp.segments.save(definition);
		await cdp.segments.evaluate('rich');
		expect(await cdp.segments.explain('rich', { type: 'user_id', value: 'u1' })).toMatchObject({
			member: false,
			explanation: { holds: false, facts: '0 times' },
		});
		expect(await cdp.segments.explain('rich', { type: 'user_id', value: 'u3' })).toMatchObject({
			member: true,
			explanation: { holds: true, facts: 'once' },
		});
		expect(await cdp.segments.cursor('me')).toBeUndefined();
		await cdp.segments.commit('me', 2);
		expect(await cdp.segments.cursor('me')).toBe(2);
		const first = await cdp.segments.members('rich', { limit: 1 });
		const second = await cdp.segments.members('rich', { limit: 1, after: first.next });
		expect([
			first.items.length,
			second.items.length,
			(await cdp.segments.members('rich', { limit: 1, after: second.next })).items.length,
		]).toEqual([1, 1, 0]);
	});
});
