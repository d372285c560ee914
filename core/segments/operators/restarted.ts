import { sql } from 'kysely';
import type { RestartedCondition } from '../../model/segment';
import { viewedOn } from '../event/examples';
import { chosen, passes, sayEvent } from '../event/filter';
import type { MemoryContext, Operator, Person } from '../operator';
import { arrives, edge, lengthOf, sayDuration } from '../window';

const DAY_MS = 86_400_000;

/** Came back: did it lately, and before that not for at least so long. Events of the same moment are one return. */
export const restarted: Operator<RestartedCondition> = {
	kind: 'restarted',
	toSql: (condition, context) => {
		const pause = lengthOf(condition.quiet);
		const any = (alias: 'e' | 'x', when: ReturnType<typeof sql>) =>
			sql`EXISTS (SELECT 1 FROM event ${sql.raw(alias)} WHERE ${chosen(condition, context, alias)} AND ${when})`;
		return any(
			'e',
			sql`e.time > ${context.at(lengthOf(condition.recent))} AND e.time <= ${context.at(0)}
				AND ${any('x', sql`x.time <= e.time - ${pause}`)} AND NOT ${any('x', sql`x.time > e.time - ${pause} AND x.time < e.time`)}`,
		);
	},
	matches: (condition, person, context) => returns(condition, person, context).length > 0,
	say: (condition) =>
		`came back: did ${sayEvent(condition)} in the last ${sayDuration(condition.recent)}, after a pause of at least ${sayDuration(condition.quiet)}`,
	facts: (condition, person, context) => {
		const [first] = returns(condition, person, context);
		return first ? `back after ${Math.floor(first.pause / DAY_MS)} days` : 'did not come back';
	},
	children: () => [],
	events: ({ name }) => [name],
	flips: ({ name, recent }) => [arrives([name]), edge([name], recent)],
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
				// The pause ends with the event that came back, wherever in the recent time that lies.
				{ is: true, events: viewedOn('2026-05-28', '2026-06-28', '2026-06-29') },
				{ is: true, events: viewedOn('2026-05-29', '2026-06-28') },
				{ is: false, events: viewedOn('2026-05-30', '2026-06-28') },
			],
		},
	],
};

/** The events of the recent time before which nothing happened for so long, and something before that; `pause` in ms. */
function returns(
	condition: RestartedCondition,
	person: Person,
	{ now }: MemoryContext,
): Array<{ time: number; pause: number }> {
	const times = person.events.filter(passes(condition)).map((e) => e.time);
	return times
		.filter((time) => time <= now && time > now - lengthOf(condition.recent))
		.map((time) => ({ time, pause: time - Math.max(...times.filter((other) => other < time)) }))
		.filter(({ pause }) => Number.isFinite(pause) && pause >= lengthOf(condition.quiet));
}
