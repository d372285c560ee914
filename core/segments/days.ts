import { DateTime } from 'luxon';

/** Day and month of a date as `MM-DD`; a date without a time is the same day everywhere. Pure. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(5, 10);

/**
 * Days and months from today in the zone to so many days ahead, as `MM-DD`; at most a year. Who was born on 29 February
 * has the anniversary on the 28th in other years. Pure.
 */
export function daysAhead(now: number, zone: string, days: number): string[] {
	const today = DateTime.fromMillis(now, { zone }).startOf('day');
	const all = Array.from({ length: Math.min(Math.floor(days), 366) + 1 }, (_, i) => today.plus({ days: i }));
	const named = all.flatMap((day) => {
		const text = day.toFormat('MM-dd');
		return text === '02-28' && !day.isInLeapYear ? [text, '02-29'] : [text];
	});
	return [...new Set(named)];
}
