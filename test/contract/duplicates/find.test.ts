import { PEOPLE_COLUMNS } from '../../../bench/identity/people';
import type { Identifier } from '../../../core/model/identifier';
import { BROWSER, onEveryEngine, TRUSTED } from '../engines';
import {
	aMatch,
	callOf,
	everybody,
	find,
	nameAt,
	nobody,
	open,
	partition,
	put,
	score,
	shuffled,
	strict,
} from './population';

onEveryEngine((setUp) => {
	describe('finding duplicates', () => {
		it('finds the records of one person without labels, in any order of arrival', async () => {
			const { cdp } = await setUp();
			await put(cdp, everybody);
			const result = await find(cdp);
			const groups = await partition(cdp);
			const { precision, recall } = score(groups);
			expect(precision).toBeGreaterThan(0.98);
			expect(recall).toBeGreaterThan(0.8);
			expect(result.traits).toEqual([...PEOPLE_COLUMNS].sort());
			const other = await setUp();
			await put(other.cdp, shuffled(everybody, 3));
			await find(other.cdp);
			expect(await partition(other.cdp)).toEqual(groups);
		});

		it('gives the same for those who come later, in any order and batches, as for all at once', async () => {
			const early = everybody.filter((at) => at % 3 !== 0);
			const late = everybody.filter((at) => at % 3 === 0);
			const results: string[][][] = [];
			for (const [seed, size] of [
				[1, 1_000],
				[2, 7],
			] as const) {
				const { cdp } = await setUp();
				await put(cdp, shuffled(early, seed));
				await find(cdp);
				const order = shuffled(late, seed);
				for (let at = 0; at < order.length; at += size) {
					await put(cdp, order.slice(at, at + size));
					await find(cdp);
				}
				results.push(await partition(cdp));
				const again = await find(cdp, { mode: 'all', train: false });
				expect(again).toMatchObject({ linked: expect.any(Number) as number, unlinked: 0 });
				results.push(await partition(cdp));
			}
			for (const result of results) expect(result).toEqual(results[0]);
		});

		it('may stop after every chunk', async () => {
			const { cdp } = await setUp();
			await put(cdp, everybody);
			const whole = await setUp();
			await put(whole.cdp, everybody);
			await find(whole.cdp);
			let calls = 1;
			while (!(await cdp.identity.findDuplicates({ mode: 'all', ms: 0 })).done) calls += 1;
			expect(calls).toBeGreaterThan(5);
			expect(await partition(cdp)).toEqual(await partition(whole.cdp));
		});

		it('takes a link back when the records no longer agree, and follows what was corrected', async () => {
			const { cdp } = await setUp();
			await put(cdp, everybody);
			await find(cdp);
			const before = await partition(cdp);
			const [a, b] = await aMatch(cdp);
			const other = {
				given_name: 'Zebulon',
				family_name: 'Quartermain',
				birth_date: '1901-02-03',
				street: '7 nowhere lane',
				city: 'farawayton',
				email: 'zq@elsewhere.example',
			};
			const origin = { ...TRUSTED, receivedAt: Date.UTC(2026, 5, 2) };
			await cdp.ingest.calls(
				[{ type: 'identify', timestamp: '2026-05-20T00:00:00Z', traits: other, context: callOf(nameAt(a)).context }],
				origin,
			);
			const { unlinked } = await find(cdp);
			expect(unlinked).toBeGreaterThan(0);
			expect((await cdp.identity.resolve(a))?.id).not.toBe((await cdp.identity.resolve(b))?.id);
			const { traits } = callOf(nameAt(a));
			await cdp.ingest.calls(
				[
					{
						type: 'identify',
						timestamp: '2026-05-21T00:00:00Z',
						traits: { ...nobody, ...traits },
						context: callOf(nameAt(a)).context,
					},
				],
				origin,
			);
			await find(cdp);
			expect(await partition(cdp)).toEqual(before.map((group) => group));
		});
	});

	describe('people who go', () => {
		it('leave no record, key or review behind', async () => {
			const { cdp, store } = await setUp();
			await put(cdp, everybody);
			await find(cdp, strict);
			const [review] = await open(cdp);
			const gone = review?.a.identifiers[0] as Identifier;
			const [row] = await store.read.identifiers.find([gone]);
			const before = await store.read.duplicates.countRecords();
			const keys = await store.read.duplicates.countKeys();
			await cdp.profiles.erase(gone);
			expect(await store.read.duplicates.countRecords()).toBe(before - 1);
			expect((await open(cdp)).map(({ id }) => id)).not.toContain(review?.id);
			expect(await store.read.duplicates.pairsOf([row?.id as number])).toEqual([]);
			expect(await store.read.duplicates.countKeys()).toBeLessThan(keys);
			await find(cdp);
			expect(await store.read.duplicates.countRecords()).toBe(before - 1);
		});
	});

	describe('little to go by', () => {
		it('says that there is nothing to compare', async () => {
			const { cdp } = await setUp();
			const refuses = () => expect(find(cdp)).rejects.toMatchObject({ code: 'NO_USABLE_COLUMN', fault: 'user' });
			await refuses();
			await cdp.ingest.calls([{ type: 'identify', userId: 'u1', traits: { city: 'Bern' } }], TRUSTED);
			await refuses();
			await cdp.ingest.calls(
				[{ type: 'identify', userId: 'u2', traits: { city: 'Bern', tags: ['a'], at: { x: 1 } } }],
				TRUSTED,
			);
			await refuses();
			await expect(find(cdp, { mode: 'new' })).rejects.toMatchObject({ code: 'NO_MODEL' });
			expect(await open(cdp)).toEqual([]);
		});

		it('leaves lists and objects out, and what a browser said of a person', async () => {
			const { cdp, store } = await setUp();
			await put(cdp, everybody.slice(0, 60));
			const { known } = await cdp.stats();
			await cdp.ingest.calls(
				[
					{
						type: 'identify',
						userId: 'u1',
						traits: { given_name: 'Ann', tags: ['a', 'b'], address: { city: 'Bern' } },
					},
					{ type: 'track', event: 'Viewed', anonymousId: 'nobody' },
				],
				TRUSTED,
			);
			await cdp.ingest.calls([{ type: 'identify', userId: 'u1', traits: { family_name: 'Lee' } }], BROWSER);
			await find(cdp);
			const [row] = await store.read.identifiers.find([{ type: 'user_id', value: 'u1' }]);
			const [kept] = await store.read.duplicates.records([row?.id as number]);
			expect(JSON.parse(kept?.record ?? '{}')).toEqual({ given_name: 'Ann' });
			expect(await store.read.duplicates.countRecords()).toBe(known + 1);
		});

		it('asks before it joins somebody who is known from a browser only', async () => {
			const { cdp } = await setUp();
			await put(cdp, everybody);
			const { traits } = callOf(0);
			const claim = { ...traits, email: 'somebody-else@example.org' };
			await cdp.ingest.calls([{ type: 'identify', anonymousId: 'b1', traits: claim }], BROWSER);
			await find(cdp);
			const mine = (await open(cdp)).filter(({ reason }) => reason === 'one of the two is known from a browser only');
			expect(mine).toHaveLength(1);
		});
	});
});
