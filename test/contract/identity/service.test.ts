import fc from 'fast-check';
import { resolve, type Edge, type Node } from '../../../core/identity/resolve';
import type { Cdp } from '../../../core/cdp';
import { ruleBook } from '../../../core/identity/rules/book';
import { DEFAULT_RULES } from '../../../core/identity/rules/defaults';
import { onEveryEngine, BROWSER, TRUSTED } from '../engines';

const id = (type: string, value: string) => ({ type, value });

/** Everything a person can see of the store, without ids (they depend on who came first). */
async function visible(cdp: Cdp): Promise<string[]> {
	const { items } = await cdp.profiles.list({ limit: 200 });
	return items
		.map(({ id: _id, identifiers, ...rest }) =>
			JSON.stringify({
				identifiers: [...identifiers].sort((a, b) => (a.type + a.value < b.type + b.value ? -1 : 1)),
				...rest,
			}),
		)
		.sort();
}

const log = [
	{ type: 'track', event: 'Viewed', anonymousId: 'a1' },
	{ type: 'track', event: 'Viewed', anonymousId: 'a2' },
	{ type: 'identify', userId: 'u1', anonymousId: 'a1', traits: { email: 'ann@example.com', city: 'Bern' } },
	{ type: 'identify', userId: 'u2', anonymousId: 'a2', traits: { email: 'bob@example.com' } },
	{ type: 'identify', userId: 'u2', anonymousId: 'a1', traits: { city: 'Basel' } },
	{
		type: 'identify',
		anonymousId: 'a3',
		traits: { email: 'ann@example.com' },
		context: { consent: { categoryPreferences: { advertising: false } } },
	},
	{
		type: 'identify',
		userId: 'u1',
		traits: { city: 'Genf' },
		context: { consent: { categoryPreferences: { advertising: true } } },
	},
	{ type: 'alias', userId: 'u3', previousId: 'a4' },
	{ type: 'track', event: 'Bought', anonymousId: 'a4', properties: { price: 5 } },
	{ type: 'identify', userId: 'u3', traits: { phone: '+41 44 668 18 00' } },
].map((call, i) => ({ ...call, messageId: `m${i}`, timestamp: new Date(Date.UTC(2026, 4, 1, i)).toISOString() }));

const book = ruleBook(DEFAULT_RULES);

describe('resolve', () => {
	it('gives the same partition for any order of nodes and edges', () => {
		const type = fc.constantFrom('user_id', 'email', 'phone', 'anonymous_id', 'customer');
		const node = fc.record({
			type,
			value: fc.constantFrom('a', 'b', 'c', 'd'),
			known: fc.boolean(),
			verified: fc.boolean(),
			firstSeen: fc.nat(3),
		});
		const graph = fc
			.uniqueArray(node, { selector: (n) => `${n.type}:${n.value}`, minLength: 2, maxLength: 12 })
			.chain((nodes) => {
				const at = fc.nat(nodes.length - 1);
				const edge = fc.record({
					a: at,
					b: at,
					rule: fc.constantFrom('event', 'manual', 'spelling', 'match'),
					verified: fc.boolean(),
					firstSeen: fc.nat(3),
					forbidden: fc.boolean(),
				});
				return fc.record({
					nodes: fc.constant(nodes),
					edges: fc.uniqueArray(
						edge.filter((e) => e.a < e.b),
						{ selector: (e) => `${e.a}:${e.b}`, maxLength: 20 },
					),
					seed: fc.nat(),
				});
			});
		fc.assert(
			fc.property(graph, ({ nodes, edges, seed }) => {
				const numbered: Node[] = nodes.map((n, i) => ({ ...n, id: i, key: n.value }));
				// Another arrival order means other ids, and another order of both lists.
				const shift = (i: number): number => (i * 7 + seed) % 1009;
				const renamed = numbered.map((n) => ({ ...n, id: shift(n.id) })).reverse();
				const moved: Edge[] = edges.map((e) => ({ ...e, a: shift(e.b), b: shift(e.a) })).reverse();
				const names = (groups: number[][], of: Node[]) =>
					groups
						.map((g) =>
							g
								.map((x) => {
									const n = of.find((y) => y.id === x);
									return `${n?.type}:${n?.value}`;
								})
								.sort()
								.join(),
						)
						.sort();
				expect(names(resolve(renamed, moved, book).groups, renamed)).toEqual(
					names(resolve(numbered, edges, book).groups, numbered),
				);
			}),
			{ numRuns: 1_000 },
		);
	});
});

onEveryEngine((setUp, name) => {
	it('gives the same people for every order of arrival and every batching', async () => {
		const inOrder = await setUp();
		await inOrder.cdp.ingest.calls(log, { ...TRUSTED, historical: true });
		const expected = await visible(inOrder.cdp);
		const runs = name === 'sqlite' ? 25 : 6;
		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray(log, { minLength: log.length }),
				fc.integer({ min: 1, max: 4 }),
				async (order, size) => {
					const { cdp, clock } = await setUp();
					clock.ms = inOrder.clock.ms;
					for (let i = 0; i < order.length; i += size)
						await cdp.ingest.calls(order.slice(i, i + size), { ...TRUSTED, historical: true });
					expect(await visible(cdp)).toEqual(expected);
				},
			),
			{ numRuns: runs, seed: 7 },
		);
	});

	it('undoes a merge so that profiles, traits, events, consents and audiences are as they were', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(log, { ...TRUSTED, historical: true });
		await cdp.segments.save({
			version: 1,
			key: 'viewers',
			name: 'V',
			of: 'people',
			condition: { kind: 'event', name: 'Viewed', count: { comparison: 'atLeast', value: 1 } },
		});
		await cdp.segments.save({
			version: 1,
			key: 'browsers',
			name: 'B',
			of: 'browsers',
			condition: { kind: 'trait', trait: 'city', comparison: 'exists' },
		});
		await cdp.segments.evaluateAll();
		const before = JSON.stringify(await cdp.profiles.list({}));
		const [a, b] = [id('email', 'ann@example.com'), id('phone', '+41446681800')];
		// A person's word is the strongest evidence: the phone goes over to the e-mail's owner, the events' claim is refused.
		expect(await cdp.identity.link(a, b, 'marta')).toMatchObject({ joined: true });
		expect((await cdp.identity.links(b)).filter((l) => l.state === 'refused').map((l) => l.reason)).toContain(
			'a person has one user_id only',
		);
		await cdp.segments.evaluateAll();
		expect(JSON.stringify(await cdp.profiles.list({}))).not.toBe(before);
		await cdp.identity.unlink(a, b, 'marta');
		await cdp.segments.evaluateAll();
		expect(JSON.stringify(await cdp.profiles.list({}))).toBe(before);
		const [c, d] = [id('anonymous_id', 'a4'), id('anonymous_id', 'a2')];
		await cdp.identity.unlink(id('user_id', 'u3'), c, 'marta');
		const apart = JSON.stringify(await cdp.profiles.list({}));
		expect((await cdp.identity.link(c, d, 'marta')).joined).toBe(true);
		await cdp.segments.evaluateAll();
		expect(JSON.stringify(await cdp.profiles.list({}))).not.toBe(apart);
		await cdp.identity.unlink(c, d, 'marta');
		await cdp.segments.evaluateAll();
		expect(JSON.stringify(await cdp.profiles.list({}))).toBe(apart);
	});

	it('keeps a pair apart that a person took apart, whatever events say later', async () => {
		const { cdp } = await setUp();
		const call = { type: 'track', event: 'Viewed', userId: 'u1', anonymousId: 'a1' };
		await cdp.ingest.calls([call], TRUSTED);
		expect((await cdp.identity.unlink(id('user_id', 'u1'), id('anonymous_id', 'a1'), 'marta')).profiles).toHaveLength(
			2,
		);
		await cdp.ingest.calls([call], TRUSTED);
		const said = await cdp.identity.explain(id('user_id', 'u1'), id('anonymous_id', 'a1'));
		expect(said).toMatchObject({
			joined: false,
			sentence: 'Two people: user_id and anonymous_id were taken apart: by marta.',
		});
	});

	it('answers under the ids of absorbed profiles', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(
			[
				{ type: 'track', event: 'Viewed', anonymousId: 'a1' },
				{ type: 'track', event: 'Viewed', anonymousId: 'a2' },
			],
			TRUSTED,
		);
		const former = await cdp.profiles.get(id('anonymous_id', 'a2'));
		await cdp.ingest.calls(
			[
				{ type: 'identify', userId: 'u1', anonymousId: 'a1' },
				{ type: 'identify', userId: 'u1', anonymousId: 'a2' },
			],
			TRUSTED,
		);
		expect((await cdp.profiles.get(id('profile', former?.id ?? '')))?.identifiers).toHaveLength(3);
		expect((await cdp.segments.changes({ after: 0 })).map((c) => c.kind)).toEqual(['merged']);
	});

	it('lets a browser link itself to a person, but never join two known people or overrule a trusted source', async () => {
		const { cdp } = await setUp();
		await cdp.ingest.calls(
			[
				{ type: 'identify', userId: 'u1', traits: { email: 'ann@example.com', city: 'Bern' } },
				{
					type: 'identify',
					context: { externalIds: [{ type: 'customer', id: '17' }] },
					traits: { email: 'bob@example.com' },
				},
			],
			TRUSTED,
		);
		await cdp.ingest.calls(
			[
				{
					type: 'identify',
					userId: 'u1',
					anonymousId: 'a1',
					traits: { email: 'bob@example.com', city: 'Hackerville' },
				},
			],
			BROWSER,
		);
		const ann = await cdp.profiles.get(id('user_id', 'u1'));
		expect(ann?.identifiers).toEqual(expect.arrayContaining([id('anonymous_id', 'a1')]));
		expect(ann?.identifiers).not.toEqual(expect.arrayContaining([id('email', 'bob@example.com')]));
		expect(ann?.traits['city']).toBe('Bern');
		expect((await cdp.identity.links(id('user_id', 'u1'))).filter((l) => l.state === 'refused')).toHaveLength(2);
	});

	it('takes the most restrictive consent of a merged person and gives each side its own back after undo', async () => {
		const { cdp } = await setUp();
		const say = (value: boolean) => ({ consent: { categoryPreferences: { advertising: value } } });
		await cdp.ingest.calls(
			[
				{ type: 'identify', userId: 'u1', context: say(true) },
				{ type: 'identify', anonymousId: 'a1', context: say(false) },
			],
			TRUSTED,
		);
		await cdp.ingest.calls([{ type: 'track', event: 'Login', userId: 'u1', anonymousId: 'a1' }], TRUSTED);
		const granted = async (type: string, value: string) =>
			(await cdp.profiles.get(id(type, value)))?.consents['advertising']?.granted;
		expect(await granted('user_id', 'u1')).toBe(false);
		await cdp.identity.unlink(id('user_id', 'u1'), id('anonymous_id', 'a1'), 'marta');
		expect([await granted('user_id', 'u1'), await granted('anonymous_id', 'a1')]).toEqual([true, false]);
	});

	it('forgets browsers that outlived their cookie, and nobody else', async () => {
		const { cdp, clock } = await setUp();
		const cookie = (id: string) => ({ context: { externalIds: [{ type: 'cookie:shop', id }] } });
		await cdp.ingest.calls(
			[
				{ type: 'track', event: 'Viewed', ...cookie('old') },
				{ type: 'track', event: 'Viewed', anonymousId: 'a1', ...cookie('with a lasting name') },
				{ type: 'track', event: 'Viewed', userId: 'u1', ...cookie('of a person') },
			],
			TRUSTED,
		);
		clock.ms += 399 * 86_400_000;
		expect(await cdp.profiles.forget()).toMatchObject({ profiles: 0, done: true });
		await cdp.ingest.calls([{ type: 'track', event: 'Viewed', ...cookie('young') }], TRUSTED);
		clock.ms += 2 * 86_400_000;
		expect(await cdp.profiles.forget()).toEqual({ profiles: 1, events: 1, done: true });
		expect(await cdp.profiles.get(id('cookie:shop', 'old'))).toBeUndefined();
		expect(await cdp.stats()).toMatchObject({ profiles: 3, events: 3 });
	});

	it('erases a person and keeps everybody else', async () => {
		const { cdp, store } = await setUp();
		await cdp.ingest.calls([...log, { type: 'track', userId: 'u3' }], { ...TRUSTED, historical: true });
		expect(JSON.stringify(await store.read.catalog.rejects(10))).toContain('u3');
		const before = await cdp.stats();
		const erased = await cdp.profiles.erase(id('user_id', 'u3'));
		expect(erased).toMatchObject({ erased: true, identifiers: 3, events: 3 });
		expect(await cdp.stats()).toMatchObject({
			events: before.events - 3,
			profiles: before.profiles - 1,
			identifiers: before.identifiers - 3,
		});
		expect(await cdp.profiles.get(id('user_id', 'u3'))).toBeUndefined();
		expect(JSON.stringify(await store.read.catalog.rejects(10))).not.toContain('u3');
		await expect(cdp.profiles.export(id('user_id', 'u3'))).rejects.toMatchObject({ code: 'PROFILE_UNKNOWN' });
	});
});
