import fc from 'fast-check';
import type { Cdp } from '../../../core/cdp';
import { onEveryEngine } from '../engines';
import { faults, logs, take, visible, type Entry } from './logs';

/** Rules other than the built-in ones: each field that can change who is who. */
const rules = fc.record(
	{
		phoneRegion: fc.constant('CH'),
		blockedValues: fc.constantFrom(['u-a', 'null'], ['card-b', 'ann@example.com'], ['a-a', 'a-b']),
		roleMailboxes: fc.constantFrom([], ['info', 'bob']),
		caps: fc.record({ identifiers: fc.constantFrom(3, 1_000), merges: fc.constantFrom(1, 100) }),
		traits: fc.constantFrom(
			{ city: { keep: 'first' } },
			{ '*': { keep: 'union', verifiedFirst: false } },
			{ city: { keep: 'mostFrequent' } },
		),
		types: fc.uniqueArray(
			fc.record(
				{
					type: fc.constantFrom('user_id', 'email', 'phone', 'card', 'anonymous_id'),
					priority: fc.integer({ min: 1, max: 99 }),
					limit: fc.integer({ min: 1, max: 3 }),
					window: fc.constantFrom('ever' as const, 'month' as const, 'week' as const),
					unique: fc.boolean(),
					known: fc.boolean(),
					lookUpOnly: fc.boolean(),
					verifiedOnly: fc.boolean(),
					quarantineAbove: fc.constantFrom(1, 2, 3, null),
					blockedPatterns: fc.constantFrom(['-c$'], ['^a']),
					spelling: fc.constantFrom('exact' as const, 'case' as const),
				},
				{ requiredKeys: ['type'] },
			),
			{ selector: (rule) => rule.type, maxLength: 4 },
		),
	},
	{ requiredKeys: [] },
);

/** Applies rules in small steps, as an interrupted replay would. */
async function apply(cdp: Cdp, wanted: unknown): Promise<void> {
	await cdp.identity.saveRules(wanted, 'test');
	for (let done = false; !done;) ({ done } = await cdp.identity.replay({ ms: 0 }));
}

const SEED = Number(process.env['CDP_TEST_SEED'] ?? 20_261_123);
/** Long runs: `CDP_TEST_TIMES=20 CDP_TEST_SEED=7 npx jest test/contract/identity`. */
const TIMES = Number(process.env['CDP_TEST_TIMES'] ?? 1);

onEveryEngine((setUp, name) => {
	const runs = (onSqlite: number) => ({
		numRuns: TIMES * (name === 'sqlite' ? onSqlite : Math.ceil(onSqlite / 12)),
		seed: SEED,
		endOnFailure: true,
	});

	it('gives the same people for any order and batching of any log', async () => {
		await fc.assert(
			fc.asyncProperty(
				logs().chain((log) =>
					fc.tuple(
						fc.constant(log),
						fc.shuffledSubarray(log, { minLength: log.length }),
						fc.integer({ min: 1, max: 9 }),
					),
				),
				async ([log, order, size]) => {
					const [one, other] = [await setUp(), await setUp()];
					await take(one.cdp, log);
					await take(other.cdp, order, size);
					expect(await faults(other.store)).toEqual([]);
					expect(await visible(other.cdp)).toEqual(await visible(one.cdp));
				},
			),
			runs(60),
		);
	});

	it('gives the same people for a thousand orders of one log', async () => {
		const [log] = fc.sample(logs(40), { seed: 3, numRuns: 1 }) as [Entry[]];
		const first = await setUp();
		await take(first.cdp, log);
		const expected = await visible(first.cdp);
		const orders = fc.tuple(fc.shuffledSubarray(log, { minLength: log.length }), fc.integer({ min: 5, max: 40 }));
		await fc.assert(
			fc.asyncProperty(orders, async ([order, size]) => {
				const { cdp } = await setUp();
				await take(cdp, order, size);
				expect(await visible(cdp)).toEqual(expected);
				await cdp.close();
			}),
			{ numRuns: name === 'sqlite' ? 1_000 : 30, seed: SEED, endOnFailure: true },
		);
	}, 240_000);

	it('gives the same people whether rules are there from the start or come later', async () => {
		await fc.assert(
			fc.asyncProperty(logs(), rules, rules, async (log, first, then) => {
				const [early, late] = [await setUp(), await setUp()];
				await apply(early.cdp, then);
				await take(early.cdp, log);
				const middle = Math.floor(log.length / 2);
				await apply(late.cdp, first);
				await take(late.cdp, log.slice(0, middle));
				await apply(late.cdp, then);
				await take(late.cdp, log.slice(middle));
				expect(await faults(late.store)).toEqual([]);
				expect(await visible(late.cdp)).toEqual(await visible(early.cdp));
				expect((await late.cdp.stats()).events).toBe((await early.cdp.stats()).events);
			}),
			runs(60),
		);
	});

	it('gives the same people when calls come in while rules are being applied', async () => {
		await fc.assert(
			fc.asyncProperty(logs(), rules, async (log, then) => {
				const [early, late] = [await setUp(), await setUp()];
				await apply(early.cdp, then);
				await take(early.cdp, log);
				const middle = Math.floor(log.length / 2);
				await take(late.cdp, log.slice(0, middle));
				await late.cdp.identity.saveRules(then, 'test');
				await take(late.cdp, log.slice(middle), 2);
				for (let done = false; !done;) ({ done } = await late.cdp.identity.replay({ ms: 0 }));
				expect(await faults(late.store)).toEqual([]);
				expect(await visible(late.cdp)).toEqual(await visible(early.cdp));
			}),
			runs(40),
		);
	});

	it('tells before rules are stored what they change, and changes nothing', async () => {
		await fc.assert(
			fc.asyncProperty(logs(), rules, async (log, then) => {
				const { cdp, store } = await setUp();
				await take(cdp, log);
				const before = JSON.stringify([await cdp.profiles.list({ limit: 200 }), await cdp.stats()]);
				const told = await cdp.identity.previewRules(then);
				expect(JSON.stringify([await cdp.profiles.list({ limit: 200 }), await cdp.stats()])).toBe(before);
				const position = await cdp.segments.position();
				await apply(cdp, then);
				const happened = await cdp.segments.changes({ after: position, kinds: ['merged', 'split'] });
				expect(await faults(store)).toEqual([]);
				expect({ merged: told.merged, split: told.split }).toEqual({
					merged: happened.filter((c) => c.kind === 'merged').length,
					split: happened.filter((c) => c.kind === 'split').length,
				});
			}),
			runs(30),
		);
	});

	it('takes a link by hand back without a trace', async () => {
		await fc.assert(
			fc.asyncProperty(logs(), fc.nat(), fc.nat(), async (log, i, j) => {
				const { cdp, store } = await setUp();
				await take(cdp, log);
				await cdp.segments.save({
					version: 1,
					key: 'bern',
					name: 'B',
					of: 'people',
					condition: { kind: 'trait', trait: 'city', comparison: 'is', value: 'Bern' },
				});
				await cdp.segments.evaluateAll();
				const { items } = await cdp.profiles.list({ limit: 200 });
				const named = items.flatMap((profile) => profile.identifiers);
				const [a, b] = [named[i % named.length], named[j % named.length]];
				if (!a || !b || (a.type === b.type && a.value === b.value)) return;
				// A pair that events named together would come apart by the undo: that is what it is for.
				if (
					(await cdp.identity.links(a)).some((l) =>
						[l.a, l.b].some((end) => end.type === b.type && end.value === b.value),
					)
				)
					return;
				const before = JSON.stringify(items);
				const tried = await cdp.identity.link(a, b, 'marta', { preview: true });
				expect(JSON.stringify((await cdp.profiles.list({ limit: 200 })).items)).toBe(before);
				const done = await cdp.identity.link(a, b, 'marta');
				expect(done.profiles).toEqual(tried.profiles);
				await cdp.segments.evaluateAll();
				expect(await faults(store)).toEqual([]);
				await cdp.identity.unlink(a, b, 'marta');
				await cdp.segments.evaluateAll();
				expect(await faults(store)).toEqual([]);
				expect(JSON.stringify((await cdp.profiles.list({ limit: 200 })).items)).toBe(before);
			}),
			runs(60),
		);
	});

	it('holds together after any sequence of calls and decisions', async () => {
		const act = fc.oneof(
			fc.record({ kind: fc.constant('log' as const), log: logs(8) }),
			fc.record({
				kind: fc.constantFrom(
					'link' as const,
					'unlink' as const,
					'forbid' as const,
					'split' as const,
					'erase' as const,
				),
				i: fc.nat(),
				j: fc.nat(),
			}),
			fc.record({ kind: fc.constant('rules' as const), rules }),
			fc.record({ kind: fc.constant('replay' as const) }),
		);
		await fc.assert(
			fc.asyncProperty(logs(), fc.array(act, { maxLength: 12 }), async (log, acts) => {
				const { cdp, store } = await setUp();
				await take(cdp, log);
				for (const [n, one] of acts.entries()) {
					await perform(cdp, one, n);
					expect(await faults(store)).toEqual([]);
				}
				for (let done = false; !done;) ({ done } = await cdp.identity.replay({ ms: 0 }));
				expect(await faults(store)).toEqual([]);
			}),
			runs(60),
		);
	});
});

type Act =
	| { kind: 'log'; log: Parameters<typeof take>[1] }
	| { kind: 'link' | 'unlink' | 'forbid' | 'split' | 'erase'; i: number; j: number }
	| { kind: 'rules'; rules: unknown }
	| { kind: 'replay' };

/** Refusals are answers too: a pair that was never named together, rules that are still being applied. */
const ANSWERS = ['NO_SUCH_LINK', 'REPLAY_RUNNING', 'INPUT'];

async function perform(cdp: Cdp, act: Act, n: number): Promise<void> {
	if (act.kind === 'log')
		return take(
			cdp,
			act.log.map((entry) => ({
				...entry,
				call: { ...entry.call, messageId: `${String(entry.call['messageId'])}-${n}` },
			})),
		);
	const refused = (error: { code?: string }) => expect(ANSWERS).toContain(error.code);
	if (act.kind === 'rules') return void (await cdp.identity.saveRules(act.rules, 'test').catch(refused));
	if (act.kind === 'replay') return void (await cdp.identity.replay({ ms: 0 }));
	const { items } = await cdp.profiles.list({ limit: 200 });
	const named = items.flatMap((profile) => profile.identifiers);
	const [a, b] = [named[act.i % named.length], named[act.j % named.length]];
	if (!a || !b) return;
	if (act.kind === 'erase') return void (await cdp.profiles.erase(a));
	await (act.kind === 'split' ? cdp.identity.split([a], 'marta') : cdp.identity[act.kind](a, b, 'marta')).catch(
		refused,
	);
}
