import { onEveryEngine, BROWSER, TRUSTED } from './engines';

onEveryEngine((setUp) => {
	it('counts a messageId once, in one batch and across batches', async () => {
		const { cdp } = await setUp();
		const call = { type: 'track', event: 'Viewed', userId: 'u1', messageId: 'm1' };
		expect(await cdp.ingest.calls([call, call], TRUSTED)).toEqual({ accepted: 1, duplicates: 1, rejected: [] });
		expect(await cdp.ingest.calls([call], TRUSTED)).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
		expect((await cdp.stats()).events).toBe(1);
	});

	it('stores the good calls of a batch and names field and reason of the bad ones', async () => {
		const { cdp, store } = await setUp();
		const bad: Array<[unknown, string]> = [
			[null, '(call)'],
			['text', '(call)'],
			[{}, 'type'],
			[{ type: 'dance', userId: 'u' }, 'type'],
			[{ type: 'track', userId: 'u' }, 'event'],
			[{ type: 'track', event: 'x' }, 'userId'],
			[{ type: 'track', event: 'x', userId: {} }, 'userId'],
			[{ type: 'track', event: 'x', userId: 'null' }, 'userId'],
			[{ type: 'identify', userId: 'u', traits: [] }, 'traits'],
			[{ type: 'identify', userId: 'u', traits: 'x' }, 'traits'],
			[{ type: 'track', event: 'x', userId: 'u', timestamp: '1970-01-01T00:00:00Z' }, 'timestamp'],
			[{ type: 'track', event: 'x', userId: 'u', timestamp: '2170-01-01T00:00:00Z' }, 'timestamp'],
			[{ type: 'track', event: 'x', userId: 'u', timestamp: 'yesterday' }, 'timestamp'],
			[{ type: 'track', event: 'x', userId: 'u', context: { externalIds: 'x' } }, 'context.externalIds'],
			[
				{ type: 'track', event: 'x', userId: 'u', context: { consent: { categoryPreferences: { a: 'yes' } } } },
				'context.consent.categoryPreferences.a',
			],
			[{ type: 'track', event: 'x', userId: 'u', properties: { big: 'x'.repeat(600_000) } }, '(call)'],
			[
				{
					type: 'identify',
					userId: 'u',
					traits: Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`t${i}`, i])),
				},
				'traits',
			],
		];
		const good = { type: 'track', event: 'Fine', userId: 'u' };
		const result = await cdp.ingest.calls([...bad.map(([call]) => call), good], TRUSTED);
		expect(result.rejected.map(({ index, field }) => [index, field])).toEqual(bad.map(([, field], i) => [i, field]));
		expect(result.rejected.every(({ reason }) => reason.length > 5)).toBe(true);
		expect(result.accepted).toBe(1);
		expect(await store.read.catalog.rejects(100)).toHaveLength(bad.length);
	});

	it('takes 300 traits, emoji, 4-byte text, NUL bytes and lone surrogates without losing the rest', async () => {
		const { cdp } = await setUp();
		const traits = {
			...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`t${i}`, i])),
			emoji: '👩‍👩‍👧 𠮷',
			nul: 'a\u0000b',
			lone: 'x\ud800y',
			'k\u0000ey': 1,
		};
		const result = await cdp.ingest.calls(
			[{ type: 'identify', userId: 'u\u00001', traits, messageId: 'nul\u0000' }],
			TRUSTED,
		);
		expect(result).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
		const profile = await cdp.profiles.get({ type: 'user_id', value: 'u1' });
		expect(profile?.traits).toMatchObject({ t299: 299, emoji: '👩‍👩‍👧 𠮷', nul: 'ab', key: 1 });
		expect(profile?.traits['lone']).toBe('x\ufffdy');
	});

	it('corrects the clock by sentAt, but takes history as it is', async () => {
		const { cdp, clock } = await setUp();
		const anHourAgo = new Date(clock.ms - 3_600_000).toISOString();
		const slow = { type: 'track', event: 'Viewed', userId: 'u1', timestamp: anHourAgo, sentAt: anHourAgo };
		await cdp.ingest.calls([{ ...slow, messageId: 'live' }], TRUSTED);
		await cdp.ingest.calls([{ ...slow, messageId: 'old' }], { ...TRUSTED, historical: true });
		const { items } = await cdp.profiles.timeline({ type: 'user_id', value: 'u1' }, {});
		expect(items.map(({ messageId, time }) => [messageId, time])).toEqual([
			['live', clock.ms],
			['old', clock.ms - 3_600_000],
		]);
	});

	it('shares a commit between concurrent callers, each with its own answer', async () => {
		const { cdp } = await setUp();
		const answers = await Promise.all(
			Array.from({ length: 200 }, (_, i) =>
				cdp.ingest.calls(
					[
						{ type: 'track', event: 'Viewed', anonymousId: `a${i % 50}`, messageId: `m${i % 150}` },
						...(i % 10 === 0 ? [{ type: 'nothing' }] : []),
					],
					BROWSER,
				),
			),
		);
		expect(answers.reduce((sum, a) => sum + a.accepted, 0)).toBe(150);
		expect(answers.reduce((sum, a) => sum + a.duplicates, 0)).toBe(50);
		expect(answers.filter((a) => a.rejected.length === 1)).toHaveLength(20);
		expect(await cdp.stats()).toMatchObject({ events: 150, profiles: 50, anonymous: 50 });
	});

	it('refuses a batch of more than 1,000 with what to do', async () => {
		const { cdp } = await setUp();
		await expect(
			cdp.ingest.calls(
				Array.from({ length: 1_001 }, () => ({})),
				TRUSTED,
			),
		).rejects.toMatchObject({ code: 'BATCH_TOO_LARGE', fault: 'user' });
	});

	it('keeps costs by campaign and day, the last word counts', async () => {
		const { cdp } = await setUp();
		const row = { campaign: 'spring', date: '2026-05-01', cost: 10 };
		expect(
			await cdp.ingest.costs(
				[
					row,
					{ ...row, cost: 12 },
					{ campaign: 'x', date: 'May', cost: 1 },
					{ campaign: 'x', date: '2026-05-01', cost: 'a lot' },
				],
				TRUSTED,
			),
		).toMatchObject({
			accepted: 1,
			duplicates: 1,
			rejected: [
				{ index: 2, field: 'date' },
				{ index: 3, field: 'cost' },
			],
		});
	});

	it('lists what the store has seen, most frequent first', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(
			[
				{ type: 'track', event: 'Viewed', userId: 'u1', properties: { price: 1, Path: '/' } },
				{ type: 'track', event: 'Viewed', userId: 'u2', properties: { price: 2 } },
				{ type: 'page', name: 'Home', userId: 'u1' },
				{ type: 'identify', userId: 'u1', traits: { plan: 'pro' } },
				{ type: 'identify', userId: 'u2', traits: { plan: 'pro' } },
			],
			TRUSTED,
		);
		expect(await cdp.catalog.events()).toEqual([
			{ name: '$identify', count: 2 },
			{ name: 'Viewed', count: 2 },
			{ name: '$page', count: 1 },
		]);
		expect(await cdp.catalog.properties('Viewed')).toEqual([
			{ name: 'price', count: 2 },
			{ name: 'Path', count: 1 },
		]);
		expect(await cdp.catalog.properties('Viewed', 'pat')).toEqual([{ name: 'Path', count: 1 }]);
		expect(await cdp.catalog.propertyValues('Viewed', 'price')).toEqual([
			{ value: '1', count: 1 },
			{ value: '2', count: 1 },
		]);
		expect(await cdp.catalog.traitValues('plan')).toEqual([{ value: 'pro', count: 2 }]);
		expect(await cdp.catalog.identifierTypes()).toEqual([{ name: 'user_id', count: 2 }]);
	});
});
