import { sql } from 'kysely';
import type { SequenceCondition, SequenceStep } from '../../model/segment';
import { chosen, passes, sayEvent } from '../event/filter';
import type { MemoryContext, Operator, Person, SqlContext } from '../operator';
import { arrives, beforeSql, edge, inWindow, inWindowOf, lengthOf, sayDuration, sayWindow } from '../window';
import type { SqlFragment } from '../sql';

/** Events in order, each later than the one before; between them, or for a time after the last, something may have to stay away. */
export const sequence: Operator<SequenceCondition> = {
	kind: 'sequence',
	toSql: (condition, context) => step(condition, 0, undefined, [], context),
	matches: (condition, person, context) => found(condition, person, context) === condition.steps.length,
	say: ({ steps, window }) =>
		`did ${steps.map((s, i) => `${i === 0 ? '' : s.not ? 'without ' : 'then '}${sayEvent(s)}${s.within ? ` within ${sayDuration(s.within)}` : ''}`).join(', ')}${sayWindow(window)}`,
	facts: (condition, person, context) =>
		`${found(condition, person, context)} of ${condition.steps.length} steps in order`,
	children: () => [],
	events: ({ steps }) => [...new Set(steps.map((s) => s.name))],
	flips: ({ steps, window }) => {
		const names = [...new Set(steps.map((s) => s.name))];
		const last = steps.at(-1);
		// What must stay away for a time has stayed away when that time is over.
		const over = last?.not && last.within ? [edge(names, last.within)] : [];
		return [arrives(names), ...(window ? [edge(names, window)] : []), ...over];
	},
	examples: [
		{
			title: 'viewed, put into the cart within an hour, and no order for an hour after',
			now: '2026-06-30T12:00:00Z',
			condition: {
				kind: 'sequence',
				steps: [
					{ name: 'Viewed' },
					{ name: 'Cart', within: { last: 1, unit: 'hours' } },
					{ name: 'Order', not: true, within: { last: 1, unit: 'hours' } },
				],
			},
			people: [
				{ is: true, events: at({ Viewed: '09:00', Cart: '10:00' }) },
				{ is: true, events: at({ Viewed: '09:00', Cart: '10:00', Order: '11:30' }) },
				{ is: false, events: at({ Viewed: '09:00', Cart: '10:00', Order: '10:59' }) },
				{ is: false, events: at({ Viewed: '09:00', Cart: '10:01' }) },
				{ is: false, events: at({ Cart: '09:00', Viewed: '10:00' }) },
				{ is: false, events: at({ Viewed: '11:00', Cart: '11:30' }) },
				{ is: false, events: at({ Viewed: '09:00', Cart: '09:00' }) },
			],
		},
		{
			title: 'nothing of a kind in between, within a window',
			now: '2026-06-30T12:00:00Z',
			condition: {
				kind: 'sequence',
				window: { last: 3, unit: 'hours' },
				steps: [{ name: 'A' }, { name: 'X', not: true }, { name: 'B' }],
			},
			people: [
				{ is: true, events: at({ A: '10:00', B: '11:00' }) },
				{ is: false, events: at({ A: '10:00', X: '10:30', B: '11:00' }) },
				{ is: true, events: at({ X: '10:00', A: '10:30', B: '11:00' }) },
				{ is: false, events: at({ A: '09:00', B: '11:00' }) },
			],
		},
	],
};

function at(times: Record<string, string>): Array<{ name: string; time: string }> {
	return Object.entries(times).map(([name, time]) => ({ name, time: `2026-06-30T${time}:00Z` }));
}

const alias = (i: number): SqlFragment => sql.raw(`e${i}`);

/** Step `i` and all after it; `last` is the step that was found before, `away` what must not happen until the next. */
function step(
	condition: SequenceCondition,
	i: number,
	last: number | undefined,
	away: SequenceStep[],
	context: SqlContext,
): SqlFragment {
	const one = condition.steps[i];
	if (!one)
		return sql.join([sql`1 = 1`, ...away.map((a) => staysAway(a, last as number, undefined, context))], sql` AND `);
	if (one.not) return step(condition, i + 1, last, [...away, one], context);
	const row = sql`${alias(i)}.time`;
	const after = last === undefined ? sql`` : sql`AND ${row} > ${alias(last)}.time ${within(one, i, last)}`;
	const clear = away.map((a) => sql`AND ${staysAway(a, last as number, i, context)}`);
	return sql`EXISTS (SELECT 1 FROM event ${alias(i)} WHERE ${chosen(one, context, `e${i}`)} AND ${inWindow(row, condition.window, context)} ${after} ${sql.join(clear, sql` `)} AND ${step(condition, i + 1, i, [], context)})`;
}

function within({ within: longest }: SequenceStep, i: number, last: number): SqlFragment {
	return longest ? sql`AND ${alias(i)}.time <= ${alias(last)}.time + ${lengthOf(longest)}` : sql``;
}

/** Nothing of the kind after step `last`, until step `until` or for a time that is over. */
function staysAway(away: SequenceStep, last: number, until: number | undefined, context: SqlContext): SqlFragment {
	const since = sql`${alias(last)}.time`;
	const ends = [
		...(until === undefined ? [sql`x.time <= ${context.at(0)}`] : [sql`x.time < ${alias(until)}.time`]),
		...(away.within ? [sql`x.time <= ${since} + ${lengthOf(away.within)}`] : []),
	];
	const none = sql`NOT EXISTS (SELECT 1 FROM event x WHERE ${chosen(away, context, 'x')} AND x.time > ${since} AND ${sql.join(ends, sql` AND `)})`;
	const over = until === undefined && away.within ? sql`${since} <= ${beforeSql(away.within, context)} AND ` : sql``;
	return sql`${over}${none}`;
}

/** How many steps were found in order, at best. */
function found(condition: SequenceCondition, person: Person, context: MemoryContext): number {
	const inside = inWindowOf(condition.window, person, context);
	const { steps } = condition;
	let best = 0;
	const go = (i: number, last: number | undefined, away: SequenceStep[]): boolean => {
		const one = steps[i];
		if (!one) {
			if (!away.every((a) => absent(a, last as number, undefined, person, context.now))) return false;
			best = steps.length;
			return true;
		}
		if (one.not) return go(i + 1, last, [...away, one]);
		best = Math.max(best, i - away.length);
		return person.events.some(
			(e) =>
				passes(one)(e) &&
				inside(e.time) &&
				(last === undefined || (e.time > last && (!one.within || e.time <= last + lengthOf(one.within)))) &&
				away.every((a) => absent(a, last as number, e.time, person, context.now)) &&
				go(i + 1, e.time, []),
		);
	};
	go(0, undefined, []);
	return best;
}

function absent(away: SequenceStep, since: number, until: number | undefined, person: Person, now: number): boolean {
	const length = away.within ? lengthOf(away.within) : Infinity;
	if (until === undefined && away.within && since > now - length) return false;
	return !person.events.some(
		(x) =>
			passes(away)(x) &&
			x.time > since &&
			(until === undefined ? x.time <= now : x.time < until) &&
			x.time <= since + length,
	);
}
