import type { VisitsCondition } from '../../model/segment';
import type { OperatorExample } from '../operator';

const seen = (...times: string[]) => times.map((time) => ({ name: 'Viewed', time: `2026-06-${time}Z` }));

/** Worked cases of the visits operator. */
export const VISIT_EXAMPLES: Array<OperatorExample<VisitsCondition>> = [
	{
		title: 'half an hour of silence begins a new visit, half an hour to the second does not',
		now: '2026-06-30T12:00:00Z',
		condition: { kind: 'visits', count: { comparison: 'atLeast', value: 2 } },
		people: [
			{ is: true, events: seen('01T10:00:00', '01T10:30:01') },
			{ is: false, events: seen('01T10:00:00', '01T10:30:00') },
			{ is: false, events: seen('01T10:00:00', '01T10:20:00', '01T10:40:00', '01T11:00:00') },
			{ is: false },
		],
	},
	{
		title: 'a visit counts where it begins: one that was under way when the window opened does not',
		now: '2026-06-30T12:00:00Z',
		condition: {
			kind: 'visits',
			count: { comparison: 'exactly', value: 1 },
			window: { last: 1, unit: 'days' },
		},
		people: [
			{ is: true, events: seen('29T12:00:01') },
			{ is: false, events: seen('29T11:59:00', '29T12:10:00') },
			{ is: true, events: seen('29T11:59:00', '29T12:10:00', '30T12:00:00') },
			{ is: false, events: seen('29T13:00:00', '29T15:00:00') },
		],
	},
];
