import { sql } from 'kysely';
import type { GroupCondition } from '../../model/segment';
import type { Operator } from '../operator';
import { group, YES_NO_PEOPLE } from '../group';

/** None of the conditions holds. */
export const not: Operator<GroupCondition> = {
	...group('not'),
	toSql: ({ conditions }, { toSql }) =>
		sql`NOT (${sql.join(
			conditions.map((c) => sql`(${toSql(c)})`),
			sql` OR `,
		)})`,
	matches: ({ conditions }, person, { matches }) => !conditions.some((c) => matches(c, person)),
	examples: [
		{
			title: 'neither',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'not', conditions: YES_NO_PEOPLE.conditions },
			people: YES_NO_PEOPLE.people([false, false, false, true]),
		},
	],
};
