import { sql } from 'kysely';
import type { IdentifierCondition } from '../../model/segment';
import type { Operator } from '../operator';

/** Is known by an identifier of a type. */
export const identifier: Operator<IdentifierCondition> = {
	kind: 'identifier',
	toSql: ({ type, is, verified }) => {
		const trusted = verified ? sql`AND i.verified = 1` : sql``;
		const found = sql`EXISTS (SELECT 1 FROM identifier i WHERE i.profile = s.profile AND i.type = ${type} AND i.standing <> 1 ${trusted})`;
		return is ? found : sql`NOT ${found}`;
	},
	matches: ({ type, is, verified }, person) =>
		person.identifiers.some((i) => i.type === type && (!verified || i.verified)) === is,
	say: ({ type, is, verified }) => {
		const what = `${verified ? 'verified ' : ''}${type}`;
		return `has ${is ? (/^[aeio]/.test(what) ? 'an' : 'a') : 'no'} ${what}`;
	},
	facts: ({ type }, person) => {
		const own = person.identifiers.filter((i) => i.type === type);
		return `${own.length} of type ${type}, ${own.filter((i) => i.verified).length} verified`;
	},
	children: () => [],
	events: () => [],
	flips: () => [],
	examples: [
		{
			title: 'has a phone',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'identifier', type: 'phone', is: true },
			people: [{ is: true, identifiers: { phone: '+41446681800' } }, { is: false }],
		},
		{
			title: 'has no verified card',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'identifier', type: 'card', is: false, verified: true },
			people: [{ is: false, identifiers: { card: '17' } }, { is: true }],
		},
	],
};
