import { sql } from 'kysely';
import type { VisitsCondition } from '../../model/segment';
import { COUNTS, sayCount } from '../event/count';
import type { MemoryContext, Operator, Person, SqlContext } from '../operator';
import { ANY_EVENT, inWindow, inWindowOf, sayWindow, windowFlips } from '../window';
import { VISIT_EXAMPLES } from '../event/visitExamples';
import type { SqlFragment } from '../sql';

/** A visit ends when nothing is seen for so long, as in web analytics. */
export const VISIT_GAP_MS = 30 * 60_000;

/** What is said of a visitor is no visit. */
const NO_VISIT = ['$identify', '$group', '$alias'];

/** Came so many times: a visit begins with the first thing done after half an hour of silence, and lies where it begins. */
export const visits: Operator<VisitsCondition> = {
	kind: 'visits',
	toSql: (condition, context) =>
		sql`((SELECT count(*) FROM (${beginnings(context)}) v WHERE ${inWindow(sql`v.time`, condition.window, context)}) ${sql.raw(COUNTS[condition.count.comparison].sql)} ${condition.count.value})`,
	matches: (condition, person, context) =>
		COUNTS[condition.count.comparison].holds(visitsOf(condition, person, context), condition.count.value),
	say: ({ count, window }) => `visited ${sayCount(count)}${sayWindow(window)}`,
	facts: (condition, person, context) => `${visitsOf(condition, person, context)} visits`,
	children: () => [],
	events: () => [ANY_EVENT],
	flips: ({ window }) => windowFlips([ANY_EVENT], window),
	examples: VISIT_EXAMPLES,
};

/** When each visit of the subject began, as far as the moment that is asked about. */
function beginnings(context: SqlContext): SqlFragment {
	const { dialect, of, at } = context;
	const own = of === 'browsers' ? sql`AND o.browser = s.id` : sql``;
	const ignored = sql`o.name NOT IN (SELECT id FROM event_name WHERE ${dialect.isOneOf(sql`name`, NO_VISIT)})`;
	return sql`SELECT t.time FROM (SELECT o.time, lag(o.time) OVER (ORDER BY o.time, o.id) AS former FROM event o
		WHERE o.profile = s.profile ${own} AND ${ignored} AND o.time <= ${at(0)}) t WHERE t.former IS NULL OR t.time - t.former > ${sql.lit(VISIT_GAP_MS)}`;
}

function visitsOf({ window }: VisitsCondition, person: Person, context: MemoryContext): number {
	const inside = inWindowOf(window, person, context);
	const times = person.events
		.filter((e) => !NO_VISIT.includes(e.name) && e.time <= context.now)
		.map((e) => e.time)
		.sort((a, b) => a - b);
	return times.filter((time, i) => (i === 0 || time - (times[i - 1] as number) > VISIT_GAP_MS) && inside(time)).length;
}
