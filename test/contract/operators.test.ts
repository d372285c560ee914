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

describe('operators', () => {
	it('the registry names every file of the folder and nothing else', () => {
		const files = readdirSync(path.join(__dirname, '../../core/segments/operators'))
			.map((file) => path.basename(file, '.ts'))
			.filter((name) => name !== 'registry');
		expect(Object.keys(operators).sort()).toEqual(files.sort());
	});

	onEveryEngine((setUp) => {
		it.each(cases)('$kind: $title, in memory and in SQL', async ({ condition, now, people }) => {
			const { cdp, store, clock } = await setUp();
			clock.ms = Date.parse(now);
			const calls = people.flatMap(({ traits, events = [] }, i) => [
				{ type: 'identify', userId: `person-${i}`, traits: traits ?? {}, timestamp: now },
				...events.map(({ name, time, properties }) => ({
					type: 'track',
					userId: `person-${i}`,
					event: name,
					properties,
					timestamp: time,
				})),
			]);
			const result = await cdp.ingest.calls(calls, { ...TRUSTED, historical: true });
			expect(result.rejected).toEqual([]);
			await cdp.segments.save({ version: 1, key: 'example', name: 'Example', of: 'people', condition });
			await cdp.segments.evaluate('example');
			for (const [i, { is }] of people.entries()) {
				const who = { type: 'user_id', value: `person-${i}` };
				const inSql = (await cdp.profiles.get(who))?.segments.includes('example');
				const person = await loadPerson(store, Number((await cdp.profiles.get(who))?.id.slice(1)), eventsOf(condition));
				const said = explain(condition, person, clock.ms);
				expect({ i, inSql, inMemory: matches(condition, person, clock.ms), explained: said.holds }).toEqual({
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
