import { createReadStream } from 'node:fs';
import type { Cdp } from '../../../core/cdp';
import { importStream } from '../../../sources/import';
import { onEveryEngine } from '../engines';
import { HABITS, MEASURES, ORDERS_OF_STEPS, WINDOWS } from './questions';
import { FILE, isThere, openShop } from './shop';

if (!isThere) console.warn(`skipped: ${FILE} is not there`);
const onOrders = isThere ? it : it.skip;

/** Asked one after another, so that all but the first are delta evaluations; two lie a month after a change of clocks. */
const MOMENTS = ['2011-04-20T09:00:00Z', '2011-06-15T10:31:00Z', '2011-11-15T08:26:00Z', '2011-12-09T12:50:00Z'];
const QUESTIONS = [...WINDOWS, ...MEASURES, ...HABITS, ...ORDERS_OF_STEPS];

/** `customer 17850`, or `order 536414` for an order without a customer, sorted. */
async function members(cdp: Cdp, key: string): Promise<string[]> {
	const found: string[] = [];
	for (let after: string | undefined; ;) {
		const page = await cdp.segments.members(key, { limit: 1_000, ...(after ? { after } : {}) });
		for (const { identifiers } of page.items) {
			const [first] = identifiers;
			found.push(first?.type === 'customer' ? `customer ${first.value}` : `order ${first?.value.slice(6)}`);
		}
		after = page.next;
		if (!after) return found.sort();
	}
}

onEveryEngine((setUp, name) => {
	onOrders(
		'segments of the real order file agree with SQL in DuckDB, member by member, at every moment',
		async () => {
			const { cdp } = await setUp();
			const report = await importStream(cdp, createReadStream(FILE), { as: 'orders', fileName: FILE });
			expect(report.rejected).toBe(0);
			const shop = await openShop();
			const wrong: object[] = [];
			const sizes: number[] = [];
			for (const [i, { title, condition, timeZone }] of QUESTIONS.entries())
				await cdp.segments.save({
					version: 1,
					key: `q${i}`,
					name: title,
					of: 'people',
					condition,
					...(timeZone ? { timeZone } : {}),
				});
			// The same statements on both: two moments are enough for the slower one.
			const moments = name === 'sqlite' ? MOMENTS : [MOMENTS[0] as string, MOMENTS.at(-1) as string];
			for (const moment of moments)
				for (const [i, { title, sql }] of QUESTIONS.entries()) {
					await cdp.segments.evaluate(`q${i}`, { now: Date.parse(moment) });
					const [ours, theirs] = [await members(cdp, `q${i}`), await shop.ask(sql, moment)];
					const [has, should] = [new Set(ours), new Set(theirs)];
					const more = ours.filter((who) => !should.has(who));
					const less = theirs.filter((who) => !has.has(who));
					if (more.length + less.length > 0)
						wrong.push({
							title,
							moment,
							ours: ours.length,
							sql: theirs.length,
							more: more.slice(0, 3),
							less: less.slice(0, 3),
						});
					sizes[i] = Math.max(sizes[i] ?? 0, theirs.length);
				}
			shop.close();
			expect(wrong).toEqual([]);
			// A question that nobody answers proves nothing.
			expect(QUESTIONS.filter((_, i) => !sizes[i]).map(({ title }) => title)).toEqual([]);
		},
		600_000,
	);
});
