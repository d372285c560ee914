import { sql } from 'kysely';
import type { GroupCondition } from '../../model/segment';
import type { Operator } from '../operator';
import { group, YES_NO_PEOPLE } from '../group';

/** Every condition holds. */
export const all: Operator<GroupCondition> = {
	...group('all'),
	toSql: ({ conditions }, { toSql }) =>
		sql`(${sql.join(
			conditions.map((c) => sql`(${toSql(c)})`),
			sql` AND `,
		)})`,
	matches: ({ conditions }, person, { matches }) => conditions.every((c) => matches(c, person)),
	examples: [
		{
			title: 'both',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'all', conditions: YES_NO_PEOPLE.conditions },
			people: YES_NO_PEOPLE.people([true, false, false, false]),
		},
	],
};
