import type { Cdp } from '../../../core/cdp';
import type { Compute } from '../../../core/model/computed';
import type { Json } from '../../../core/model/json';
import { onEveryEngine, TRUSTED } from '../engines';

const DAY = 86_400_000;
const ann = { type: 'user_id', value: 'ann' };

const definition = (key: string, compute: Compute) => ({ version: 1, key, name: key, compute });

/** Ann's orders, days before 2026-06-01T00:00:00Z. */
const ORDERS = [
	{
		days: 40,
		properties: { total: 10.1, category: 'shoes', tags: ['a', 'b'], products: [{ brand: 'x' }, { brand: 'y' }] },
	},
	{ days: 20, properties: { total: 20.2, category: 'hats', tags: ['b'], products: [{ brand: 'y' }] } },
	{ days: 10.5, properties: { total: '5', category: 'shoes', coupon: true } },
	{ days: 1, properties: { total: 'much', category: 'bags' } },
];

async function order(cdp: Cdp, userId: string, at: number, properties: object): Promise<void> {
	const call = { type: 'track', event: 'Order', userId, timestamp: new Date(at).toISOString(), properties };
	await cdp.ingest.calls([call], { ...TRUSTED, historical: true });
}

async function annOrders(cdp: Cdp, now: number): Promise<void> {
	for (const { days, properties } of ORDERS) await order(cdp, 'ann', now - days * DAY, properties);
}

const of = { event: 'Order' };
const CASES: Array<[string, Compute, Json | undefined, string]> = [
	['how often', { kind: 'count', ...of }, 4, 'number of “Order”'],
	['how often lately', { kind: 'count', ...of, lastDays: 20 }, 2, 'number of “Order” in the last 20 days'],
	[
		'how often of a kind',
		{ kind: 'count', ...of, where: [{ property: 'category', comparison: 'is', value: 'shoes' }] },
		2,
		'number of “Order” (where category is “shoes”)',
	],
	['never', { kind: 'count', event: 'Visit' }, undefined, 'number of “Visit”'],
	['sum', { kind: 'sum', ...of, property: 'total' }, 35.3, 'sum of total of “Order”'],
	['average', { kind: 'average', ...of, property: 'total' }, 11.766667, 'average of total of “Order”'],
	['smallest', { kind: 'min', ...of, property: 'total' }, 5, 'smallest total of “Order”'],
	['largest', { kind: 'max', ...of, property: 'total' }, 20.2, 'largest total of “Order”'],
	['no number', { kind: 'max', ...of, property: 'category' }, undefined, 'largest category of “Order”'],
	['first value', { kind: 'first', ...of, property: 'coupon' }, true, 'coupon of the first “Order”'],
	['last value', { kind: 'last', ...of, property: 'tags' }, ['b'], 'tags of the last “Order”'],
	['last date', { kind: 'last', ...of }, '2026-05-31T00:00:00.000Z', 'when “Order” happened last'],
	['most frequent', { kind: 'mostFrequent', ...of, property: 'tags' }, 'b', 'most frequent tags of “Order”'],
	[
		'most frequent inside',
		{ kind: 'mostFrequent', ...of, property: 'products.brand' },
		'y',
		'most frequent products.brand of “Order”',
	],
	[
		'a tie goes to the last',
		{ kind: 'mostFrequent', ...of, property: 'category', lastDays: 15 },
		'bags',
		'most frequent category of “Order” in the last 15 days',
	],
	[
		'list',
		{ kind: 'uniqueList', ...of, property: 'category' },
		['bags', 'shoes', 'hats'],
		'different values of category of “Order”, at most 100',
	],
	[
		'capped list',
		{ kind: 'uniqueList', ...of, property: 'category', limit: 2 },
		['bags', 'shoes'],
		'different values of category of “Order”, at most 2',
	],
	['days since the last', { kind: 'daysSince', ...of, of: 'last' }, 1, 'days since the last “Order”'],
	['days since the first', { kind: 'daysSince', ...of, of: 'first' }, 40, 'days since the first “Order”'],
	[
		'category by count',
		{ kind: 'preferredCategory', ...of, property: 'category' },
		'shoes',
		'category with most “Order”',
	],
	[
		'category by amount',
		{ kind: 'preferredCategory', ...of, property: 'category', amount: 'total' },
		'hats',
		'category with the largest total of “Order”',
	],
	// 0.5^(40/20) + 0.5^(20/20) + 0.5^(10.5/20) + 0.5^(1/20), times 2
	[
		'score',
		{ kind: 'score', events: [{ event: 'Order', weight: 2 }], halfLifeDays: 20 },
		4.82,
		'score of “Order” (2), halved every 20 days',
	],
	['value so far', { kind: 'clv', ...of, amount: 'total', model: 'historical' }, 35.3, 'sum of total of “Order”'],
];

onEveryEngine((setUp) => {
	it('each kind gives its value as an ordinary trait, and says what it is', async () => {
		const { cdp, clock } = await setUp();
		await annOrders(cdp, clock.ms);
		for (const [i, [title, compute, value, sentence]] of CASES.entries()) {
			const saved = await cdp.computed.save(definition(`k${i}`, compute));
			expect([title, saved.sentence]).toEqual([title, sentence]);
			const preview = await cdp.computed.preview(definition(`k${i}`, compute));
			expect([title, preview.sample.map((s) => s.value)]).toEqual([title, value === undefined ? [] : [value]]);
		}
		await cdp.computed.evaluateAll();
		const traits = (await cdp.profiles.get(ann))?.traits ?? {};
		for (const [i, [title, , value]] of CASES.entries()) {
			expect([title, traits[`k${i}`]]).toEqual([title, value]);
			const { value: stored, current, facts } = await cdp.computed.explain(`k${i}`, ann);
			expect([title, stored, current]).toEqual([title, value, value]);
			expect(facts).not.toBe('');
		}
		expect(await cdp.catalog.traits('k0')).toEqual([{ name: 'k0', count: 2 }]);
	});

	it('free text is tagged by words, of a trait and of notes', async () => {
		const { cdp } = await setUp();
		const rules = [
			{ tag: 'price', anyOf: ['too expensive', 'discount*'] },
			{ tag: 'angry', anyOf: ['complain*', 'ärger'], noneOf: ['no complaint'] },
			{ tag: 'cat', anyOf: ['cat'] },
		];
		await cdp.computed.save(definition('said', { kind: 'tags', trait: 'comment', rules }));
		await cdp.computed.save(definition('noted', { kind: 'tags', event: 'Note', property: 'text', rules }));
		const note = (text: string) => ({ type: 'track', event: 'Note', userId: 'ann', properties: { text } });
		await cdp.ingest.calls(
			[
				{ type: 'identify', userId: 'ann', traits: { comment: 'Wants a category list; TOO  expensive!' } },
				note('No complaint at all'),
				note('großer Ärger: he complains about discounts'),
			],
			TRUSTED,
		);
		await cdp.computed.evaluateAll();
		expect((await cdp.profiles.get(ann))?.traits).toMatchObject({ said: ['price'], noted: ['price', 'angry'] });
		await cdp.segments.save({
			version: 1,
			key: 'angry',
			name: 'Angry',
			of: 'people',
			condition: { kind: 'trait', trait: 'noted', comparison: 'is', value: 'angry' },
		});
		expect(await cdp.segments.evaluate('angry')).toMatchObject({ members: 1 });
	});

	it('segments follow in the same run, by what happened and by time alone', async () => {
		const { cdp, clock } = await setUp();
		await cdp.computed.save(definition('lately', { kind: 'count', ...of, lastDays: 30 }));
		await cdp.segments.save({
			version: 1,
			key: 'frequent',
			name: 'Frequent',
			of: 'people',
			condition: { kind: 'trait', trait: 'lately', comparison: 'atLeast', value: 2 },
		});
		await cdp.segments.evaluateAll();
		await order(cdp, 'ann', clock.ms, {});
		await order(cdp, 'ann', clock.ms - DAY, {});
		expect(await cdp.segments.evaluateAll()).toMatchObject([{ mode: 'delta', entered: 1, examined: 1 }]);
		expect(await cdp.segments.evaluateAll()).toMatchObject([{ entered: 0, examined: 0 }]);
		clock.ms += 29 * DAY - 1;
		expect(await cdp.segments.evaluateAll()).toMatchObject([{ exited: 0, examined: 0 }]);
		clock.ms += 1;
		expect(await cdp.segments.evaluateAll()).toMatchObject([{ exited: 1, examined: 1 }]);
		expect((await cdp.profiles.get(ann))?.traits['lately']).toBe(1);
	});

	it('what did not change is not looked at again', async () => {
		const { cdp, clock } = await setUp();
		await cdp.computed.save(definition('days', { kind: 'daysSince', ...of, of: 'last' }));
		await cdp.computed.save(
			definition('score', { kind: 'score', events: [{ event: 'Order', weight: 1 }], halfLifeDays: 1 }),
		);
		await order(cdp, 'ann', clock.ms, {});
		await order(cdp, 'bob', clock.ms - 30 * DAY, {});
		const looked = async () => (await cdp.computed.evaluateAll()).map((r) => [r.key, r.mode, r.examined, r.changed]);
		expect(await looked()).toEqual([
			['days', 'full', 2, 2],
			['score', 'full', 2, 2],
		]);
		clock.ms += DAY / 2;
		await looked();
		expect(await looked()).toEqual([
			['days', 'delta', 0, 0],
			['score', 'delta', 0, 0],
		]);
		clock.ms += DAY / 2;
		const afterMidnight = await looked();
		expect(afterMidnight[0]).toEqual(['days', 'delta', 2, 2]);
		// Bob's score is 0 and stays so.
		expect(afterMidnight[1]?.[3]).toBe(1);
	});

	it('a trait is either said or computed', async () => {
		const { cdp, clock } = await setUp();
		const say = (traits: object) => cdp.ingest.calls([{ type: 'identify', userId: 'ann', traits }], TRUSTED);
		await say({ orders: 7 });
		await order(cdp, 'ann', clock.ms, {});
		await expect(cdp.computed.save(definition('orders', { kind: 'count', ...of }))).rejects.toMatchObject({
			code: 'COMPUTED_TRAIT_TAKEN',
		});
		await cdp.computed.save(definition('bought', { kind: 'count', ...of }));
		await cdp.computed.evaluateAll();
		await say({ bought: 99 });
		expect((await cdp.profiles.get(ann))?.traits).toEqual({ orders: 7, bought: 1 });
		await cdp.computed.evaluate('bought', { full: true });
		expect((await cdp.profiles.get(ann))?.traits).toEqual({ orders: 7, bought: 1 });
		expect(await cdp.computed.remove('bought')).toEqual({ removed: true });
		expect((await cdp.profiles.get(ann))?.traits).toEqual({ orders: 7, bought: 99 });
		expect(await cdp.computed.list()).toEqual([]);
	});

	it('another computation looks at everybody, another name at nobody', async () => {
		const { cdp, clock } = await setUp();
		await annOrders(cdp, clock.ms);
		await cdp.computed.save(definition('k', { kind: 'uniqueList', ...of, property: 'category' }));
		await cdp.computed.evaluate('k');
		await cdp.computed.save({ ...definition('k', { kind: 'uniqueList', ...of, property: 'category' }), name: 'Other' });
		expect(await cdp.computed.evaluate('k')).toMatchObject({ mode: 'delta', examined: 0 });
		await cdp.computed.save(definition('k', { kind: 'count', ...of }));
		expect(await cdp.computed.evaluate('k')).toMatchObject({ mode: 'full', changed: 1 });
		expect((await cdp.profiles.get(ann))?.traits['k']).toBe(4);
		expect(await cdp.computed.list()).toMatchObject([{ key: 'k', kind: 'count', values: 1, evaluatedAt: clock.ms }]);
	});

	it('names the place of what is wrong in a definition', async () => {
		const { cdp } = await setUp();
		const wrong: Array<[unknown, RegExp]> = [
			['text', /\(top\)/],
			[{ ...definition('k', { kind: 'count', ...of }), version: 2 }, /version: must be 1/],
			[definition('1k', { kind: 'count', ...of }), /key: begins with a letter/],
			[definition('k', { kind: 'dance' } as never), /compute.kind/],
			[definition('k', { kind: 'count' } as never), /compute.event: is missing: must be text/],
			[definition('k', { kind: 'sum', ...of } as never), /compute.property/],
			[definition('k', { kind: 'count', ...of, lastDays: 0 }), /compute.lastDays: must be more than 0/],
			[
				definition('k', { kind: 'count', ...of, where: [{ property: 'a', comparison: 'atLeast', value: 'x' }] }),
				/compute.where.0.value: needs a number/,
			],
			[definition('k', { kind: 'score', events: [], halfLifeDays: 1 }), /compute.events: needs at least one/],
			[definition('k', { kind: 'tags', rules: [{ tag: 'a', anyOf: ['b'] }] }), /compute: needs either trait/],
			[
				definition('k', { kind: 'tags', trait: 'k', rules: [{ tag: 'a', anyOf: ['b'] }] }),
				/compute.trait: a trait cannot/,
			],
			[
				definition('k', { kind: 'tags', trait: 't', rules: [{ tag: 'a', anyOf: ['!'] }] }),
				/compute.rules.0.anyOf.0: needs a letter/,
			],
		];
		for (const [given, message] of wrong) await expect(cdp.computed.save(given)).rejects.toThrow(message);
		await expect(cdp.computed.evaluate('nope')).rejects.toMatchObject({ code: 'COMPUTED_UNKNOWN' });
	});
});
