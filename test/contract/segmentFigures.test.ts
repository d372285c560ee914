import type { Condition } from '../../core/model/segment';
import { onEveryEngine, TRUSTED } from './engines';

onEveryEngine((setUp) => {
	it('previews beside the members of now, counts overlap, keeps sizes, and refuses to remove what is needed', async () => {
		const { cdp, clock } = await setUp();
		const people = (key: string, condition: Condition) => ({ version: 1, key, name: key, of: 'people', condition });
		const city = (value: string): Condition => ({ kind: 'trait', trait: 'city', comparison: 'is', value });
		await cdp.ingest.calls(
			[
				{
					type: 'identify',
					userId: 'u1',
					traits: { city: 'Bern', email: 'a@example.com' },
					context: { consent: { categoryPreferences: { ads: true } } },
				},
				{
					type: 'identify',
					userId: 'u2',
					traits: { city: 'Bern' },
					context: { consent: { categoryPreferences: { ads: false } } },
				},
				{ type: 'identify', userId: 'u3', traits: { city: 'Genf' } },
			],
			TRUSTED,
		);
		await cdp.segments.save(people('bern', city('Bern')));
		await cdp.segments.save(people('everybody', { kind: 'identifier', type: 'user_id', is: true }));
		await cdp.segments.save(people('others', { kind: 'segment', segment: 'bern', is: false }));
		await cdp.segments.evaluateAll();
		expect(await cdp.segments.preview(people('bern', city('Genf')))).toMatchObject({
			members: 1,
			entering: 1,
			leaving: 2,
			reach: { identifiers: { user_id: 1 }, consents: {} },
		});
		expect((await cdp.segments.preview(people('new', city('Bern')))).reach).toEqual({
			identifiers: { user_id: 2, email: 1 },
			consents: { ads: 1 },
		});
		expect(await cdp.segments.overlap(['bern', 'everybody', 'others'])).toEqual({
			sizes: { bern: 2, everybody: 3, others: 1 },
			pairs: [
				{ a: 'bern', b: 'everybody', both: 2 },
				{ a: 'everybody', b: 'others', both: 1 },
			],
			any: 3,
			all: 0,
		});
		await cdp.ingest.calls([{ type: 'identify', userId: 'u3', traits: { city: 'Bern' } }], TRUSTED);
		clock.ms += 3_600_000;
		await cdp.segments.evaluateAll();
		expect((await cdp.segments.sizes('bern')).map(({ members: n, entered, exited }) => [n, entered, exited])).toEqual([
			[2, 2, 0],
			[3, 1, 0],
		]);
		expect((await cdp.segments.sizes('others')).at(-1)).toMatchObject({ members: 0, exited: 1 });
		await expect(cdp.segments.remove('bern')).rejects.toMatchObject({ code: 'SEGMENT_NEEDED' });
		await expect(cdp.segments.save(people('typo', { ...city('Bern'), trait: 'citty' } as Condition))).rejects.toThrow(
			'no trait “citty” was ever seen, but “city” was',
		);
		expect(
			(await cdp.segments.save(people('hint', { ...city('Bern'), trait: 'profession' } as Condition))).hints,
		).toEqual(['No trait “profession” was seen so far.']);
	});
});
