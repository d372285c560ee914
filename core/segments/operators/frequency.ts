import { sql } from 'kysely';
import type { FrequencyCondition } from '../../model/segment';
import { chosen, passes, sayEvent } from '../event/filter';
import type { MemoryContext, Operator, Person, SqlContext } from '../operator';
import { lengthOf, sayDuration } from '../window';
import type { SqlFragment } from '../sql';

const HOUR = 3_600_000;
/** Scores are compared to six decimals: databases add in an order of their own. */
const DECIMALS = 6;

/** After so many half-lives nothing is left of an event that a number could hold; PostgreSQL refuses to compute it. */
const FADED = 1_000;

/** The score is that of the last full hour: between two hours time changes nothing. */
const fullHour = (now: number): number => Math.floor(now / HOUR) * HOUR;

/** Recency and frequency in one number, which halves with each half-life. */
export const frequency: Operator<FrequencyCondition> = {
	kind: 'frequency',
	toSql: (condition, context) => {
		const now = moment(context);
		const score = sql`sum(power(0.5, CAST(${now} - e.time AS DOUBLE PRECISION) / ${lengthOf(condition.halfLife)}))`;
		return sql`((SELECT ${context.dialect.rounded(score, DECIMALS)} FROM event e WHERE ${chosen(condition, context)} AND e.time <= ${now} AND e.time > ${fullHour(context.now) - FADED * lengthOf(condition.halfLife)}) >= ${condition.atLeast}) IS TRUE`;
	},
	matches: (condition, person, context) => score(condition, person, context) >= condition.atLeast,
	say: (condition) =>
		`does ${sayEvent(condition)} with a frequency of at least ${condition.atLeast} (half as much after ${sayDuration(condition.halfLife)})`,
	facts: (condition, person, context) => `a frequency of ${score(condition, person, context)}`,
	children: () => [],
	events: ({ name }) => [name],
	flips: ({ name }) => [
		{
			events: [name],
			span: (after, upTo) => (fullHour(after) === fullHour(upTo) ? undefined : [0, fullHour(upTo)]),
		},
	],
	peopleOnly: () => 'a frequency',
	examples: [
		{
			title: 'two events of now and one half-life ago make one and a half',
			now: '2026-06-30T12:00:00Z',
			condition: { kind: 'frequency', name: 'Viewed', halfLife: { last: 1, unit: 'days' }, atLeast: 1.5 },
			people: [
				// Thirty years are more than ten thousand half-lives: nothing is left of them.
				{ is: false, events: [{ name: 'Viewed', time: '1996-06-30T12:00:00Z' }] },
				{
					is: true,
					events: [
						{ name: 'Viewed', time: '2026-06-30T12:00:00Z' },
						{ name: 'Viewed', time: '2026-06-29T12:00:00Z' },
					],
				},
				{
					is: false,
					events: [
						{ name: 'Viewed', time: '2026-06-30T11:00:00Z' },
						{ name: 'Viewed', time: '2026-06-29T11:00:00Z' },
					],
				},
				{ is: false },
			],
		},
	],
};

const moment = ({ now }: SqlContext): SqlFragment => sql`${fullHour(now)}`;

function score(condition: FrequencyCondition, person: Person, { now }: MemoryContext): number {
	const hour = fullHour(now);
	const half = lengthOf(condition.halfLife);
	const sum = person.events
		.filter((e) => passes(condition)(e) && e.time <= hour)
		.reduce((total, e) => total + 0.5 ** ((hour - e.time) / half), 0);
	return Math.round(sum * 10 ** DECIMALS) / 10 ** DECIMALS;
}
