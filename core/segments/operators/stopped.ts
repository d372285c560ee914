import { sql } from 'kysely';
import type { StoppedCondition } from '../../model/segment';
import { viewedOn } from '../event/examples';
import { chosen, passes, sayEvent } from '../event/filter';
import type { MemoryContext, Operator, Person } from '../operator';
import { arrives, edge, lengthOf, sayDuration } from '../window';

/** Did it often enough before, and not any more. */
export const stopped: Operator<StoppedCondition> = {
	kind: 'stopped',
	toSql: (condition, context) => {
		const quiet = context.at(lengthOf(condition.quiet));
		const from = condition.active
			? sql`AND e.time > ${context.at(lengthOf(condition.quiet) + lengthOf(condition.active))}`
			: sql``;
		const rows = chosen(condition, context);
		return sql`((SELECT count(*) FROM event e WHERE ${rows} AND e.time <= ${quiet} ${from}) >= ${condition.times ?? 1}
			AND NOT EXISTS (SELECT 1 FROM event e WHERE ${rows} AND e.time > ${quiet} AND e.time <= ${context.at(0)}))`;
	},
	matches: (condition, person, context) => {
		const { earlier, lately } = counts(condition, person, context);
		return earlier >= (condition.times ?? 1) && lately === 0;
	},
	say: (condition) => {
		const often = (condition.times ?? 1) > 1 ? ` at least ${condition.times} times` : '';
		const span = condition.active ? ` in the ${sayDuration(condition.active)} before` : ' before';
		return `stopped: did ${sayEvent(condition)}${often}${span}, and not in the last ${sayDuration(condition.quiet)}`;
	},
	facts: (condition, person, context) => {
		const { earlier, lately } = counts(condition, person, context);
		return `${earlier} before, ${lately} lately`;
	},
	children: () => [],
	events: ({ name }) => [name],
	flips: ({ name, quiet, active }) => [
		arrives([name]),
		edge([name], quiet),
		...(active ? [edge([name], { last: (lengthOf(quiet) + lengthOf(active)) / 60_000, unit: 'minutes' })] : []),
	],
	examples: [
		{
			title: 'twice in the month before, nothing for a month',
			now: '2026-07-01T00:00:00Z',
			condition: {
				kind: 'stopped',
				name: 'Viewed',
				times: 2,
				active: { last: 30, unit: 'days' },
				quiet: { last: 30, unit: 'days' },
			},
			people: [
				{ is: true, events: viewedOn('2026-05-20', '2026-06-01') },
				{ is: false, events: viewedOn('2026-05-20', '2026-06-01', '2026-06-20') },
				{ is: false, events: viewedOn('2026-05-20') },
				{ is: false, events: viewedOn('2026-04-01', '2026-05-20') },
			],
		},
	],
};

function counts(
	condition: StoppedCondition,
	person: Person,
	{ now }: MemoryContext,
): { earlier: number; lately: number } {
	const quiet = now - lengthOf(condition.quiet);
	const from = condition.active ? quiet - lengthOf(condition.active) : -Infinity;
	const times = person.events.filter(passes(condition)).map((e) => e.time);
	return {
		earlier: times.filter((time) => time <= quiet && time > from).length,
		lately: times.filter((time) => time > quiet && time <= now).length,
	};
}
