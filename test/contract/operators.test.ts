import { readdirSync } from 'node:fs';
import path from 'node:path';
import { eventsOf, explain, matches } from '../../core/segments/condition';
import type { OperatorExample } from '../../core/segments/operator';
import { operators } from '../../core/segments/operators/registry';
import { loadPerson } from '../../core/segments/person';
import { onEveryEngine, TRUSTED } from './engines';

const cases = Object.entries(operators).flatMap(([kind, operator]) =>
	(operator.examples as OperatorExample[]).map((example) => ({ kind, ...example })),
);

/** Everything about one person of an example, as it would come in. */
function callsOf(
	{ traits, events = [], consent, identifiers = {} }: OperatorExample['people'][number],
	i: number,
	now: string,
) {
	const userId = `person-${i}`;
	const externalIds = Object.entries(identifiers).map(([type, id]) => ({ type, id }));
	const context = { ...(consent ? { consent: { categoryPreferences: consent } } : {}), externalIds };
	return [
		{ type: 'identify', userId, traits: traits ?? {}, timestamp: now, context },
		...events.map(({ name, time, properties, context: its }) => ({
			type: 'track',
			userId,
			event: name,
			properties,
			...(its ? { context: its } : {}),
			timestamp: time,
		})),
	];
}

describe('operators', () => {
	it('the registry names every file of the folder and nothing else', () => {
		const files = readdirSync(path.join(__dirname, '../../core/segments/operators'))
			.map((file) => path.basename(file, '.ts'))
			.filter((name) => name !== 'registry');
		expect(Object.keys(operators).sort()).toEqual(files.sort());
	});

	onEveryEngine((setUp) => {
		it.each(cases)('$kind: $title, in memory and in SQL', async ({ condition, now, timeZone, others = [], people }) => {
			const { cdp, store, clock } = await setUp();
			clock.ms = Date.parse(now);
			const result = await cdp.ingest.calls(
				people.flatMap((one, i) => callsOf(one, i, now)),
				{ ...TRUSTED, historical: true },
			);
			expect(result.rejected).toEqual([]);
			for (const [i, { lists = [] }] of people.entries())
				for (const key of lists) {
					await cdp.lists.save({ key });
					await cdp.lists.add(key, [{ type: 'user_id', value: `person-${i}` }]);
				}
			const common = { version: 1, of: 'people', ...(timeZone ? { timeZone } : {}) };
			for (const { key, condition: other } of others)
				await cdp.segments.save({ ...common, key, name: key, condition: other });
			await cdp.segments.save({ ...common, key: 'example', name: 'Example', condition });
			await cdp.segments.evaluateAll();
			for (const [i, { is }] of people.entries()) {
				const who = { type: 'user_id', value: `person-${i}` };
				const inSql = (await cdp.profiles.get(who))?.segments.includes('example');
				const person = await loadPerson(store, Number((await cdp.profiles.get(who))?.id.slice(1)), eventsOf(condition));
				const said = explain(condition, person, clock.ms, timeZone);
				expect({ i, inSql, inMemory: matches(condition, person, clock.ms, timeZone), explained: said.holds }).toEqual({
					i,
					inSql: is,
					inMemory: is,
					explained: is,
				});
				expect(said.sentence).not.toMatch(/undefined|\[object/);
			}
		});
	});
});
