import { sql } from 'kysely';
import type { SegmentCondition } from '../../model/segment';
import type { Operator } from '../operator';

/** In another segment, as it was brought up to date before this one. */
export const segment: Operator<SegmentCondition> = {
	kind: 'segment',
	toSql: ({ segment: key, is }) => {
		const found = sql`EXISTS (SELECT 1 FROM membership m WHERE m.profile = s.profile AND m.segment = ${key})`;
		return is ? found : sql`NOT ${found}`;
	},
	matches: ({ segment: key, is }, person) => person.segments.has(key) === is,
	say: ({ segment: key, is }) => `is ${is ? '' : 'not '}in the segment “${key}”`,
	facts: ({ segment: key }, person) => (person.segments.has(key) ? 'is in it' : 'is not in it'),
	children: () => [],
	events: () => [],
	flips: () => [],
	segments: ({ segment: key }) => [key],
	examples: [
		{
			title: 'in one and not in another',
			now: '2026-06-01T00:00:00Z',
			others: [
				{ key: 'swiss', condition: { kind: 'trait', trait: 'country', comparison: 'is', value: 'CH' } },
				{ key: 'buyers', condition: { kind: 'event', name: 'Order', count: { comparison: 'atLeast', value: 1 } } },
			],
			condition: { kind: 'segment', segment: 'swiss', is: true },
			people: [{ is: true, traits: { country: 'CH' } }, { is: false, traits: { country: 'DE' } }, { is: false }],
		},
		{
			title: 'not in it',
			now: '2026-06-01T00:00:00Z',
			others: [{ key: 'swiss', condition: { kind: 'trait', trait: 'country', comparison: 'is', value: 'CH' } }],
			condition: { kind: 'segment', segment: 'swiss', is: false },
			people: [{ is: false, traits: { country: 'CH' } }, { is: true, traits: { country: 'DE' } }, { is: true }],
		},
	],
};
