import fc from 'fast-check';
import type { Cdp } from '../../core/cdp';
import type { Condition } from '../../core/model/segment';
import { childrenOf, eventsOf, matches, toSql } from '../../core/segments/condition';
import { parseDefinition } from '../../core/segments/definition';
import { operators } from '../../core/segments/operators/registry';
import { loadPerson } from '../../core/segments/person';
import { onEveryEngine, TRUSTED } from './engines';
import { anyCondition, anyPerson, type AnyPerson } from './randomConditions';

const HOUR = 3_600_000;
/** The morning after European clocks went forward, a month's end, and an ordinary noon. */
const MOMENTS = ['2026-03-29T06:00:00Z', '2026-03-31T22:30:00Z', '2026-04-28T12:00:00Z'].map(Date.parse);
const ZONES = ['utc', 'Europe/Zurich', 'America/St_Johns'];

function callsOf({ events, traits, consents, email, device }: AnyPerson, i: number, now: number) {
	const who = { userId: `u${i}`, ...(device ? { anonymousId: `d${i}` } : {}) };
	const context = {
		consent: { categoryPreferences: consents },
		...(email ? { traits: { email: `u${i}@example.com` } } : {}),
	};
	return [
		{ type: 'identify', ...who, traits, context, timestamp: new Date(now).toISOString() },
		...events.map(({ name, hours, properties }, n) => ({
			type: 'track',
			...who,
			event: name,
			properties,
			messageId: `${i}-${n}`,
			timestamp: new Date(now - hours * HOUR).toISOString(),
		})),
	];
}

async function fill(cdp: Cdp, people: AnyPerson[], now: number): Promise<void> {
	const origin = { ...TRUSTED, historical: true };
	const { rejected } = await cdp.ingest.calls(
		people.flatMap((one, i) => callsOf(one, i, now)),
		origin,
	);
	expect(rejected).toEqual([]);
	for (const key of ['guests', 'nobodies']) await cdp.lists.save({ key });
	await cdp.lists.add(
		'guests',
		people.flatMap(({ listed }, i) => (listed ? [{ type: 'user_id', value: `u${i}` }] : [])),
	);
	await cdp.computed.save({ version: 1, key: 'bought', name: 'Bought', compute: { kind: 'count', event: 'B' } });
	const common = { version: 1, of: 'people' };
	const seen = { kind: 'event', name: 'A', count: { comparison: 'atLeast', value: 1 } };
	await cdp.segments.save({ ...common, key: 'first', name: 'First', condition: seen });
	const inFirst = { kind: 'not', conditions: [{ kind: 'segment', segment: 'first', is: true }] };
	await cdp.segments.save({ ...common, key: 'second', name: 'Second', condition: inFirst });
	await cdp.segments.evaluateAll();
}

const everyKind = (condition: Condition): string[] => [condition.kind, ...childrenOf(condition).flatMap(everyKind)];
const TIMES = Number(process.env['CDP_TEST_TIMES'] ?? 1);
const SEED = Number(process.env['CDP_TEST_SEED'] ?? 7);

onEveryEngine((setUp, name) => {
	it('random definitions hold of the same people in memory and in SQL, on random histories', async () => {
		/** By kind, how often it was asked of somebody and was true, and false. */
		const drawn = new Map(Object.keys(operators).map((kind) => [kind, { true: 0, false: 0 }]));
		const histories = fc.array(anyPerson, { minLength: 8, maxLength: 8 });
		const conditions = fc.array(anyCondition, { minLength: 40, maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(histories, conditions, fc.constantFrom(...ZONES), async (people, asked, zone) => {
				const { cdp, store, clock } = await setUp();
				clock.ms = MOMENTS.at(-1) as number;
				await fill(cdp, people, clock.ms);
				const { items } = await cdp.profiles.list({ limit: 100 });
				const ids = items.map(({ id }) => Number(id.slice(1)));
				for (const condition of asked) {
					const loaded = await Promise.all(ids.map((id) => loadPerson(store, id, eventsOf(condition))));
					parseDefinition({ version: 1, key: 'k', name: 'K', of: 'people', condition });
					for (const now of MOMENTS) {
						const fragment = toSql(condition, { dialect: store.dialect, of: 'people', now, zone });
						const inSql = (await store.read.segments.matchingPeople({ ids }, fragment)).map(({ id }) => id);
						const inMemory = loaded.filter((person) => matches(condition, person, now, zone)).map(({ id }) => id);
						if (inSql.sort().join() !== inMemory.sort().join())
							throw new Error(
								`${JSON.stringify(condition)} at ${new Date(now).toISOString()} in ${zone}: SQL ${String(inSql)}, memory ${String(inMemory)}`,
							);
						for (const kind of new Set(everyKind(condition))) {
							const count = drawn.get(kind) as { true: number; false: number };
							count.true += inSql.length;
							count.false += ids.length - inSql.length;
						}
					}
				}
				await cdp.close();
			}),
			{ numRuns: TIMES * (name === 'sqlite' ? 25 : 5), seed: SEED, endOnFailure: true },
		);
		// A kind that is never drawn, or says the same of everybody, is not tested.
		expect([...drawn].filter(([, count]) => count.true < 20 || count.false < 20)).toEqual([]);
	}, 3_600_000);
});
