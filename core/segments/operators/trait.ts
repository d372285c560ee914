import { sql } from 'kysely';
import { xor } from 'lodash';
import type { Json } from '../../model/json';
import type { TraitCondition } from '../../model/segment';
import { innerKey, valueRange } from '../../profiles/hidden';
import { compare, compareSql, negated, sayComparison } from '../compare';
import { daysAhead } from '../days';
import { facets, type Facets } from '../facets';
import type { Flip, Operator, Person } from '../operator';

const DAY_MS = 86_400_000;
const FACETS = { text: sql`t.text`, num: sql`t.num`, ms: sql`t.ms` };

/** A trait compares so. A negative comparison also holds for people who lack the trait; of a list, one item is enough. */
export const trait: Operator<TraitCondition> = {
	kind: 'trait',
	toSql: ({ trait: name, path = [], comparison, value = null }, context) => {
		const positive = negated(comparison);
		const key = innerKey(name, path);
		const [from, to] = valueRange(key);
		const holds = compareSql(positive ?? comparison, FACETS, value, context);
		const found = sql`EXISTS (SELECT 1 FROM trait t WHERE t.profile = s.profile AND t.key >= ${from} AND t.key < ${to} AND ${holds})`;
		return positive ? sql`NOT ${found}` : found;
	},
	matches: ({ trait: name, path = [], comparison, value = null }, person, moment) => {
		const positive = negated(comparison);
		const found = valuesOf(person, name, path).some((facets) => compare(positive ?? comparison, facets, value, moment));
		return positive ? !found : found;
	},
	say: ({ trait: name, path = [], comparison, value }) =>
		`${[name, ...path].join(' › ')} ${sayComparison(comparison, value)}`,
	facts: ({ trait: key }, person) => {
		const found = person.traits.get(key);
		return found ? `${key} is ${JSON.stringify(found.value)}` : `${key} is not known`;
	},
	children: () => [],
	events: () => [],
	flips: ({ trait: name, path = [], comparison, value }): Flip[] => {
		const key = innerKey(name, path);
		const passes = (days: number): Flip => ({
			trait: key,
			span: (after, upTo) => [after - Math.round(days * DAY_MS), upTo - Math.round(days * DAY_MS)],
		});
		if (comparison === 'withinLastDays' || comparison === 'notWithinLastDays')
			return [passes(0), passes(Number(value))];
		if (comparison === 'withinNextDays') return [passes(0), passes(-Number(value))];
		if (comparison !== 'anniversaryWithinDays') return [];
		return [
			{
				dayOf: key,
				days: (after, upTo, zone) => xor(daysAhead(after, zone, Number(value)), daysAhead(upTo, zone, Number(value))),
			},
		];
	},
	peopleOnly: ({ comparison }) => (comparison === 'anniversaryWithinDays' ? 'anniversaries' : undefined),
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
		{
			title: 'of a list, one item is enough; none may fulfil a negative',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'trait', trait: 'tags', comparison: 'is', value: 'vip' },
			people: [
				{ is: true, traits: { tags: ['new', 'vip'] } },
				{ is: true, traits: { tags: 'vip' } },
				{ is: false, traits: { tags: ['new'] } },
				{ is: false, traits: { tags: [] } },
				{ is: false, traits: { tags: [{ name: 'vip' }, ['vip']] } },
				{ is: false, traits: { tags: { name: 'vip' } } },
			],
		},
		{
			title: 'inside an object, and a list in it',
			now: '2026-06-01T00:00:00Z',
			condition: { kind: 'trait', trait: 'home', path: ['rooms', 'number'], comparison: 'atLeast', value: 3 },
			people: [
				{ is: true, traits: { home: { rooms: { number: 3 } } } },
				{ is: true, traits: { home: { rooms: { number: [1, 4] } } } },
				{ is: false, traits: { home: { rooms: 3 } } },
				{ is: false, traits: { 'home.rooms.number': 3 } },
			],
		},
		{
			title: 'a birthday in the next three days, in the time zone of the segment; 29 February counts on the 28th',
			now: '2026-02-25T23:30:00Z',
			timeZone: 'Europe/Zurich',
			condition: { kind: 'trait', trait: 'born', comparison: 'anniversaryWithinDays', value: 2 },
			people: [
				{ is: true, traits: { born: '1980-02-26' } },
				{ is: true, traits: { born: '2000-02-29' } },
				{ is: false, traits: { born: '1980-02-25' } },
				{ is: false, traits: { born: '1980-03-01' } },
				{ is: false, traits: { born: 'spring' } },
			],
		},
		{
			title: 'within the next days',
			now: '2026-06-10T12:00:00Z',
			condition: { kind: 'trait', trait: 'renews', comparison: 'withinNextDays', value: 3 },
			people: [
				{ is: true, traits: { renews: '2026-06-13' } },
				{ is: true, traits: { renews: '2026-06-13T12:00:00Z' } },
				{ is: false, traits: { renews: '2026-06-14' } },
				{ is: false, traits: { renews: '2026-06-10' } },
			],
		},
	],
};

/** The trait, or what the path leads to in it; the items when that is a list. Values that are themselves objects have none. */
function valuesOf(person: Person, name: string, path: readonly string[]): Facets[] {
	let value: Json | undefined = person.traits.get(name)?.value;
	for (const step of path)
		value =
			value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, step)
				? value[step]
				: undefined;
	if (Array.isArray(value))
		return [facets(value), ...value.filter((item) => item !== null && typeof item !== 'object').map(facets)];
	if (value === undefined || value === null) return [];
	return typeof value === 'object' && path.length > 0 ? [] : [facets(value)];
}
