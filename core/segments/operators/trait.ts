import { sql } from 'kysely';
import type { TraitCondition } from '../../model/segment';
import { compare, compareSql, negated, sayComparison } from '../compare';
import type { Flip, Operator } from '../operator';

const DAY_MS = 86_400_000;
const FACETS = { text: sql`t.text`, num: sql`t.num`, ms: sql`t.ms` };

/** A trait compares so. A negative comparison also holds for people who lack the trait. */
export const trait: Operator<TraitCondition> = {
	kind: 'trait',
	toSql: ({ trait: key, comparison, value = null }, context) => {
		const positive = negated(comparison);
		const found = sql`EXISTS (SELECT 1 FROM trait t WHERE t.profile = s.profile AND t.key = ${key} AND ${compareSql(positive ?? comparison, FACETS, value, context)})`;
		return positive ? sql`NOT ${found}` : found;
	},
	matches: ({ trait: key, comparison, value = null }, person, { now }) => {
		const found = person.traits.get(key);
		const positive = negated(comparison);
		return positive
			? !(found && compare(positive, found.facets, value, now))
			: Boolean(found && compare(comparison, found.facets, value, now));
	},
	say: ({ trait: key, comparison, value }) => `${key} ${sayComparison(comparison, value)}`,
	facts: ({ trait: key }, person) => {
		const found = person.traits.get(key);
		return found ? `${key} is ${JSON.stringify(found.value)}` : `${key} is not known`;
	},
	children: () => [],
	events: () => [],
	flips: ({ trait: key, comparison, value }): Flip[] =>
		comparison === 'withinLastDays' || comparison === 'notWithinLastDays'
			? [
					{ trait: key, offsetMs: 0 },
					{ trait: key, offsetMs: Number(value) * DAY_MS },
				]
			: [],
	examples: [
		{
			title: 'text is to the letter, and a number trait compares as number',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'trait', trait: 'city', comparison: 'is', value: 'Zürich' },
			people: [
				{ is: true, traits: { city: 'Zürich' } },
				{ is: false, traits: { city: 'zürich' } },
				{ is: false, traits: { city: null } },
				{ is: false },
			],
		},
		{
			title: 'is not holds for people without the trait',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'trait', trait: 'plan', comparison: 'isNot', value: 'free' },
			people: [{ is: true, traits: { plan: 'pro' } }, { is: false, traits: { plan: 'free' } }, { is: true }],
		},
		{
			title: 'numbers written as text count as numbers, other text does not',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'trait', trait: 'age', comparison: 'atLeast', value: 18 },
			people: [
				{ is: true, traits: { age: 18 } },
				{ is: true, traits: { age: '18.0' } },
				{ is: false, traits: { age: 'adult' } },
				{ is: false, traits: { age: 17.5 } },
				{ is: false, traits: { age: true } },
				{ is: true, traits: { age: 1e21 } },
			],
		},
		{
			title: 'contains takes % and _ as they are',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'trait', trait: 'note', comparison: 'contains', value: '50%_' },
			people: [
				{ is: true, traits: { note: 'took 50%_off' } },
				{ is: false, traits: { note: 'took 50 off' } },
			],
		},
		{
			title: 'ends with, beyond the basic plane',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'trait', trait: 'note', comparison: 'endsWith', value: 'é😀' },
			people: [
				{ is: true, traits: { note: 'café😀' } },
				{ is: false, traits: { note: 'é😀.' } },
			],
		},
		{
			title: 'one of a list, numbers by their text',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'trait', trait: 'tier', comparison: 'isOneOf', value: ['gold', 1] },
			people: [
				{ is: true, traits: { tier: 'gold' } },
				{ is: true, traits: { tier: 1 } },
				{ is: true, traits: { tier: '1' } },
				{ is: false, traits: { tier: 'silver' } },
				{ is: false },
			],
		},
		{
			title: 'within the last days moves with the clock and excludes the future',
			now: '2026-06-10T12:00:00Z',
			condition: { kind: 'trait', trait: 'renewed', comparison: 'withinLastDays', value: 3 },
			people: [
				{ is: true, traits: { renewed: '2026-06-07T12:00:01Z' } },
				{ is: false, traits: { renewed: '2026-06-07T12:00:00Z' } },
				{ is: true, traits: { renewed: '2026-06-10' } },
				{ is: false, traits: { renewed: '2026-06-11' } },
				{ is: false, traits: { renewed: 'soon' } },
			],
		},
		{
			title: 'before a date, with a zone',
			now: '2026-06-10T12:00:00Z',
			condition: { kind: 'trait', trait: 'born', comparison: 'before', value: '2000-01-01' },
			people: [
				{ is: true, traits: { born: '1999-12-31' } },
				{ is: false, traits: { born: '2000-01-01' } },
				{ is: true, traits: { born: '2000-01-01T00:30:00+01:00' } },
			],
		},
	],
};
