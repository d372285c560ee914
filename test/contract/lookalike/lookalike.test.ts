import type { Cdp } from '../../../core/cdp';
import { qualityOf } from '../../../core/lookalike/quality';
import { onEveryEngine, TRUSTED } from '../engines';

const STATISTICS = { consent: { categoryPreferences: { statistics: true } } };
const PEOPLE = 900;
/** Every third is a cyclist: most of them read about bikes and live in a few towns; half of the cyclists are customers. */
const isCyclist = (i: number): boolean => i % 3 === 0;
const isCustomer = (i: number): boolean => i % 6 === 0;

function person(i: number, context: object): object[] {
	const town = isCyclist(i) && i % 4 !== 1 ? 'Freiburg' : ['Berlin', 'Köln', 'Bonn'][(i % 7) % 3];
	const who = { userId: `u${i}`, context };
	return [
		{ ...who, type: 'identify', messageId: `i${i}`, traits: { town, age: 20 + (i % 50), customer: isCustomer(i) } },
		...(isCyclist(i) !== (i % 10 === 3)
			? [{ ...who, type: 'page', messageId: `p${i}`, properties: { category: 'bikes' } }]
			: [{ ...who, type: 'page', messageId: `p${i}`, properties: { category: 'boats' } }]),
	];
}

async function filled(cdp: Cdp, consent: (i: number) => boolean = () => true): Promise<void> {
	const calls = Array.from({ length: PEOPLE }, (_, i) => person(i, consent(i) ? STATISTICS : {})).flat();
	for (let from = 0; from < calls.length; from += 600)
		await cdp.ingest.calls(calls.slice(from, from + 600), { ...TRUSTED, historical: true });
	while (!(await cdp.recommend.refresh()).done);
	await cdp.segments.save({
		version: 1,
		key: 'customers',
		name: 'Customers',
		of: 'people',
		condition: { kind: 'trait', trait: 'customer', comparison: 'is', value: true },
	});
	await cdp.segments.evaluate('customers');
}

onEveryEngine((setUp) => {
	it('finds those who are like the members, says what tells them apart, and keeps the best as a segment', async () => {
		const { cdp } = await setUp();
		await filled(cdp);
		const seen = await cdp.lookalike.run({ key: 'like', seed: 'customers', size: 150, preview: true });
		// What the seed is made of says nothing about likeness.
		expect(seen.features.filter(({ feature }) => feature.startsWith('customer'))).toEqual([]);
		await expect(cdp.segments.get('like')).rejects.toMatchObject({ code: 'SEGMENT_UNKNOWN' });
		const result = await cdp.lookalike.run({ key: 'like', seed: 'customers', size: 150 });
		expect(result).toMatchObject({ members: 150, others: 750, withoutConsent: 0, chosen: 150 });
		expect(result.quality.auc).toBeGreaterThan(0.75);
		expect(result.features.map(({ feature }) => feature)).toEqual(
			expect.arrayContaining(['category: bikes', 'town: Freiburg']) as string[],
		);
		const members = (await cdp.segments.members('like', { limit: 1_000 })).items;
		expect(members.length).toBeGreaterThanOrEqual(150);
		const cyclists = await Promise.all(
			Array.from({ length: PEOPLE }, async (_, i) => {
				if (!isCyclist(i) || isCustomer(i)) return false;
				return (await cdp.segments.explain('like', { type: 'user_id', value: `u${i}` })).member;
			}),
		);
		// Every fifth of the others is a cyclist: by chance it would be thirty of the hundred and fifty.
		expect(cyclists.filter(Boolean).length).toBeGreaterThan(90);
		const profile = await cdp.profiles.get({ type: 'user_id', value: 'u27' });
		expect(typeof profile?.traits['lookalike_like']).toBe('number');
		for (let i = 1; i < result.curve.length; i++) {
			const [less, more] = [result.curve[i - 1], result.curve[i]];
			expect(more?.reach).toBeGreaterThanOrEqual(less?.reach ?? 0);
			expect(more?.similarity).toBeGreaterThanOrEqual(less?.similarity ?? 0);
		}
		expect(result.curve.at(-1)).toMatchObject({ reach: 750, similarity: 100, lift: 1 });
		// The same data give the same answer; a smaller one takes the others out.
		const again = await cdp.lookalike.run({ key: 'like', seed: 'customers', size: 20 });
		expect({ ...again.quality }).toEqual(result.quality);
		expect((await cdp.segments.members('like', { limit: 1_000 })).items.length).toBeLessThan(members.length);
	});

	it('uses nobody without consent to statistics, and says what is missing when too few are left', async () => {
		const { cdp } = await setUp();
		await filled(cdp, (i) => i % 2 === 1 || i > 800);
		await expect(cdp.lookalike.run({ key: 'like', seed: 'customers', size: 10 })).rejects.toMatchObject({
			code: 'LOOKALIKE_DATA',
			message: expect.stringMatching(
				/members to learn from instead of 100.*400 people gave no consent|no consent/,
			) as string,
		});
		await expect(cdp.lookalike.run({ key: 'like', seed: 'none', size: 10 })).rejects.toMatchObject({
			code: 'SEGMENT_UNKNOWN',
		});
		await expect(cdp.lookalike.run({ key: 'like', seed: 'customers' })).rejects.toMatchObject({
			code: 'LOOKALIKE_REQUEST',
			message: expect.stringContaining('size') as string,
		});
	});
});

describe('the quality of look-alikes', () => {
	it('is the share of pairs in the right order, ties counting half', () => {
		const of = (members: number[], others: number[]) =>
			qualityOf(Float64Array.from(members), Float64Array.from(others)).quality.auc;
		expect(of([3, 2], [1, 0])).toBe(1);
		expect(of([0], [1, 2])).toBe(0);
		expect(of([1], [1, 1])).toBe(0.5);
		expect(of([2, 0], [1, 1])).toBe(0.5);
	});
});
