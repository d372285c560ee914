import { sql } from 'kysely';
import type { RegularCondition } from '../../model/segment';
import { viewedOn } from '../event/examples';
import { chosen, passes, sayEvent } from '../event/filter';
import type { MemoryContext, Operator, Person, SqlContext } from '../operator';
import { arrives, before, beforeSql, edge, sayDuration } from '../window';

/** Did it in so many of the last periods; the last period ends now. */
export const regular: Operator<RegularCondition> = {
	kind: 'regular',
	toSql: (condition, context) => {
		const periods = Array.from({ length: condition.of }, (_, i) => period(condition, i, context));
		return sql`(${sql.join(periods, sql` + `)}) >= ${condition.atLeast}`;
	},
	matches: (condition, person, context) => active(condition, person, context) >= condition.atLeast,
	say: (condition) =>
		`did ${sayEvent(condition)} in at least ${condition.atLeast} of the last ${condition.of} periods of ${condition.period.last === 1 ? 'a ' : ''}${sayDuration(condition.period)}`,
	facts: (condition, person, context) => `in ${active(condition, person, context)} of ${condition.of} periods`,
	children: () => [],
	events: ({ name }) => [name],
	flips: ({ name, period: length, of }) => [
		arrives([name]),
		...Array.from({ length: of }, (_, i) => edge([name], length, i + 1)),
	],
	peopleOnly: ({ period: { unit } }) => (unit === 'months' || unit === 'years' ? 'months and years' : undefined),
	examples: [
		{
			title: 'in two of the last three weeks; the beginning of a period is excluded',
			now: '2026-06-22T00:00:00Z',
			condition: { kind: 'regular', name: 'Viewed', atLeast: 2, of: 3, period: { last: 1, unit: 'weeks' } },
			people: [
				{ is: true, events: viewedOn('2026-06-20', '2026-06-10') },
				{ is: true, events: viewedOn('2026-06-22', '2026-06-15') },
				{ is: false, events: viewedOn('2026-06-20', '2026-06-21') },
				{ is: false, events: viewedOn('2026-06-20', '2026-06-01') },
				{ is: false },
			],
		},
	],
};

function period(condition: RegularCondition, i: number, context: SqlContext) {
	const end = i === 0 ? context.at(0) : beforeSql(condition.period, context, i);
	return sql`(CASE WHEN EXISTS (SELECT 1 FROM event e WHERE ${chosen(condition, context)} AND e.time > ${beforeSql(condition.period, context, i + 1)} AND e.time <= ${end}) THEN 1 ELSE 0 END)`;
}

function active(condition: RegularCondition, person: Person, { now, zone }: MemoryContext): number {
	const times = person.events.filter(passes(condition)).map((e) => e.time);
	return Array.from({ length: condition.of }, (_, i) => i).filter((i) => {
		const [from, to] = [
			before(now, condition.period, zone, i + 1),
			i === 0 ? now : before(now, condition.period, zone, i),
		];
		return times.some((time) => time > from && time <= to);
	}).length;
}
