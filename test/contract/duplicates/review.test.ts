import type { Identifier } from '../../../core/model/identifier';
import type { ReviewSide } from '../../../core/model/duplicate';
import { onEveryEngine, TRUSTED } from '../engines';
import { aMatch, callOf, everybody, find, nameOf, open, partition, put, strict } from './population';

onEveryEngine((setUp) => {
	describe('decisions', () => {
		it('confirmed and rejected reviews are remembered over new runs, training and replay', async () => {
			const { cdp } = await setUp();
			await put(cdp, everybody);
			await find(cdp, strict);
			const [first, second, ...others] = await open(cdp);
			if (!first || !second) throw new TypeError('no reviews');
			expect(first.fields.length).toBeGreaterThan(2);
			expect(first.a.id).not.toBe(first.b.id);
			const yes = await cdp.identity.decideReview(first.id, 'confirm', 'ann');
			expect(yes).toMatchObject({ decided: 1, refused: [], profiles: [expect.any(String)] });
			await cdp.identity.decideReview([second.id], 'reject', 'bob');
			const holds = async () => {
				const at = async (side: ReviewSide) => (await cdp.identity.resolve(side.identifiers[0] as Identifier))?.id;
				expect(await at(first.a)).toBe(await at(first.b));
				expect(await at(second.a)).not.toBe(await at(second.b));
				const ids = (await open(cdp)).map(({ id }) => id);
				expect(ids).not.toContain(first.id);
				expect(ids).not.toContain(second.id);
			};
			await holds();
			await find(cdp);
			await holds();
			await cdp.identity.saveRules({}, 'ann');
			while (!(await cdp.identity.replay()).done);
			await find(cdp);
			await holds();
			await find(cdp, { mode: 'all', ...strict, linkAbove: 0.9 });
			await holds();
			const said = async (state: 'confirmed' | 'rejected') => (await cdp.identity.reviews({ state })).items;
			expect(await said('confirmed')).toMatchObject([{ id: first.id, by: 'ann' }]);
			expect(await said('rejected')).toMatchObject([{ id: second.id, by: 'bob' }]);
			expect(others.length).toBeGreaterThan(0);
			await expect(cdp.identity.decideReview('1.999999', 'confirm', 'ann')).rejects.toMatchObject({
				code: 'REVIEW_UNKNOWN',
			});
		});

		it('links stand over a replay of rules, say why, and never come again once undone', async () => {
			const { cdp } = await setUp();
			await put(cdp, everybody);
			await find(cdp);
			const before = await partition(cdp);
			await cdp.identity.saveRules({}, 'ann');
			while (!(await cdp.identity.replay()).done);
			expect(await partition(cdp)).toEqual(before);
			expect(await find(cdp)).toMatchObject({ linked: 0, unlinked: 0 });
			const [a, b] = await aMatch(cdp);
			const link = (await cdp.identity.links(a)).find(({ rule }) => rule === 'match');
			expect(link?.reason).toMatch(/^[a-z_, ]+ agrees?.*\(p = \.\d+\)$/);
			const [traits] = [(await cdp.profiles.get(a))?.traits ?? {}];
			const [words] = (link?.reason ?? '').split('(p = ');
			for (const value of Object.values(traits)) expect(words).not.toContain(String(value));
			await cdp.identity.unlink(a, b, 'ann');
			expect((await cdp.identity.resolve(a))?.id).not.toBe((await cdp.identity.resolve(b))?.id);
			const apart = await partition(cdp);
			await find(cdp);
			await find(cdp, { mode: 'all' });
			expect(await partition(cdp)).toEqual(apart);
			const pairs = (await open(cdp)).map((review) => [review.a, review.b].map((side) => side.identifiers[0]?.value));
			expect(pairs).not.toContainEqual(expect.arrayContaining([a.value, b.value]));
		});

		it('a match that would give a person two user ids waits for review with the reason', async () => {
			const { cdp } = await setUp();
			await put(cdp, everybody);
			await find(cdp);
			const [a, b] = await aMatch(cdp);
			await cdp.identity.unlink(a, b, 'ann');
			const { cdp: fresh } = await setUp();
			const named = everybody.map((at) => {
				const call = callOf(at);
				return [a.value, b.value].includes(nameOf(at)) ? { ...call, userId: `u-${nameOf(at)}` } : call;
			});
			await fresh.ingest.calls(named, TRUSTED);
			const { refused } = await find(fresh);
			expect(refused).toBe(1);
			const [review] = (await open(fresh)).filter(({ reason }) => reason !== undefined);
			expect(review?.reason).toBe('a person has one user_id only');
			expect(
				[review?.a, review?.b].map((side) => side?.identifiers.find(({ type }) => type === 'record')?.value).sort(),
			).toEqual([a.value, b.value].sort());
			expect(await find(fresh)).toMatchObject({ refused: 0, review: 0 });
			// The rule holds for a person's word too; the word is kept, and the question is not asked again.
			const answer = await fresh.identity.decideReview(review?.id as string, 'confirm', 'ann');
			expect(answer.refused).toEqual([{ id: review?.id, reason: 'a person has one user_id only' }]);
			await find(fresh);
			expect((await open(fresh)).map(({ id }) => id)).not.toContain(review?.id);
		});
	});
});
