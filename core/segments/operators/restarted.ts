import { sql } from 'kysely';
import type { RestartedCondition } from '../../model/segment';
import { viewedOn } from '../event/examples';
import { chosen, passes, sayEvent } from '../event/filter';
import type { MemoryContext, Operator, Person } from '../operator';
import { arrives, edge, lengthOf, sayDuration } from '../window';

/** Came back: did it lately, not in the pause before, but some time before that. */
export const restarted: Operator<RestartedCondition> = {
	kind: 'restarted',
	toSql: (condition, context) => {
		const recent = context.at(lengthOf(condition.recent));
		const pause = context.at(lengthOf(condition.recent) + lengthOf(condition.quiet));
		const any = (when: ReturnType<typeof sql>) =>
			sql`EXISTS (SELECT 1 FROM event e WHERE ${chosen(condition, context)} AND ${when})`;
		return sql`(${any(sql`e.time > ${recent} AND e.time <= ${context.at(0)}`)}
			AND NOT ${any(sql`e.time > ${pause} AND e.time <= ${recent}`)} AND ${any(sql`e.time <= ${pause}`)})`;
	},
	matches: (condition, person, context) => {
		const { before, pause, lately } = spans(condition, person, context);
		return lately > 0 && pause === 0 && before > 0;
	},
	say: (condition) =>
		`came back: did ${sayEvent(condition)} in the last ${sayDuration(condition.recent)}, after a pause of at least ${sayDuration(condition.quiet)}`,
	facts: (condition, person, context) => {
		const { before, pause, lately } = spans(condition, person, context);
		return `${before} before the pause, ${pause} in it, ${lately} lately`;
	},
	children: () => [],
	events: ({ name }) => [name],
	flips: ({ name, quiet, recent }) => [
		arrives([name]),
		edge([name], recent),
		edge([name], { last: (lengthOf(quiet) + lengthOf(recent)) / 60_000, unit: 'minutes' }),
	],
	examples: [
		{
			title: 'back within a week after a month',
			now: '2026-07-01T00:00:00Z',
			condition: {
				kind: 'restarted',
				name: 'Viewed',
				quiet: { last: 30, unit: 'days' },
				recent: { last: 7, unit: 'days' },
			},
			people: [
				{ is: true, events: viewedOn('2026-05-01', '2026-06-28') },
				{ is: false, events: viewedOn('2026-05-01', '2026-06-10', '2026-06-28') },
				{ is: false, events: viewedOn('2026-06-28') },
				{ is: false, events: viewedOn('2026-05-01') },
			],
		},
	],
};

function spans(condition: RestartedCondition, person: Person, { now }: MemoryContext) {
	const recent = now - lengthOf(condition.recent);
	const pause = recent - lengthOf(condition.quiet);
	const times = person.events.filter(passes(condition)).map((e) => e.time);
	return {
		before: times.filter((time) => time <= pause).length,
		pause: times.filter((time) => time > pause && time <= recent).length,
		lately: times.filter((time) => time > recent && time <= now).length,
	};
}
