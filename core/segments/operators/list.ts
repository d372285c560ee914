import { sql } from 'kysely';
import type { ListCondition } from '../../model/segment';
import type { Operator } from '../operator';

/** Stands on a static list by any of the identifiers the person is known by now. */
export const list: Operator<ListCondition> = {
	kind: 'list',
	toSql: ({ list: key, is }) => {
		const found = sql`EXISTS (SELECT 1 FROM identifier i JOIN list_item l ON l.list = ${key} AND l.type = i.type AND l.value = i.value
			WHERE i.profile = s.profile AND i.standing <> 1)`;
		return is ? found : sql`NOT ${found}`;
	},
	matches: ({ list: key, is }, person) => person.lists.has(key) === is,
	say: ({ list: key, is }) => `is ${is ? '' : 'not '}on the list “${key}”`,
	facts: ({ list: key }, person) => (person.lists.has(key) ? 'is on it' : 'is not on it'),
	children: () => [],
	events: () => [],
	flips: () => [],
	lists: ({ list: key }) => [key],
	examples: [
		{
			title: 'on one, on another, on none',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'list', list: 'guests', is: true },
			people: [{ is: true, lists: ['guests'] }, { is: false, lists: ['press'] }, { is: false }],
		},
		{
			title: 'not on it',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'list', list: 'guests', is: false },
			people: [{ is: false, lists: ['guests', 'press'] }, { is: true, lists: ['press'] }, { is: true }],
		},
	],
};
