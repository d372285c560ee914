import { sql } from 'kysely';
import type { GroupCondition } from '../../model/segment';
import type { Operator } from '../operator';
import { group, YES_NO_PEOPLE } from '../group';

/** At least one condition holds. */
export const any: Operator<GroupCondition> = {
	...group('any'),
	toSql: ({ conditions }, { toSql }) =>
		sql`(${sql.join(
			conditions.map((c) => sql`(${toSql(c)})`),
			sql` OR `,
		)})`,
	matches: ({ conditions }, person, { matches }) => conditions.some((c) => matches(c, person)),
	examples: [
		{
			title: 'one or both',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'any', conditions: YES_NO_PEOPLE.conditions },
			people: YES_NO_PEOPLE.people([true, true, true, false]),
		},
	],
};
