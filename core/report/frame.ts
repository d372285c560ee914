import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod/v4';
import type { ReportFrame, ReportQuery } from '../model/report';
import { readDefinition } from '../segments/readDefinition';

const day = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day as YYYY-MM-DD')
	.refine((text) => DateTime.fromISO(text, { zone: 'utc' }).isValid, 'is not a day of the calendar');
const code = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO code like EUR');
const names = z.array(z.string().min(1).max(200)).max(20);

const shape = z.strictObject({
	from: day.optional(),
	to: day.optional(),
	timeZone: z
		.string()
		.refine((zone) => IANAZone.isValidZone(zone), 'must be a time zone like Europe/Berlin')
		.default('UTC'),
	currency: code.default('EUR'),
	rates: z.record(code, z.number().positive()).default({}),
	orderEvents: names.min(1).default(['Order Completed']),
	refundEvents: names.default(['Order Cancelled', 'Order Refunded']),
	amount: z.string().min(1).max(200).default('revenue'),
});

/** A query that is whole and right, with its period in epoch ms. */
export type Frame = z.infer<typeof shape> & {
	now: number;
	/** Inclusive. */
	since: number;
	/** Exclusive. */
	until: number;
};

/** Fills in what was left out. Throws InputError REPORT_QUERY with the place. */
export function readFrame(query: ReportQuery | undefined, now: number): Frame {
	const read = readDefinition(
		shape.refine(({ from, to }) => from === undefined || to === undefined || from < to, {
			path: ['to'],
			error: 'must lie after from',
		}),
		query ?? {},
		'report',
		'REPORT_QUERY',
	);
	const start = (text: string) => DateTime.fromISO(text, { zone: read.timeZone }).toMillis();
	return {
		...read,
		now,
		since: read.from === undefined ? -Infinity : start(read.from),
		// An event may carry a time slightly ahead of our clock; it is not of this report yet.
		until: Math.min(read.to === undefined ? Infinity : start(read.to), now + 1),
	};
}

/** What a report says of the question it answers. */
export const told = ({ now, from, to, timeZone, currency }: Frame): ReportFrame => ({
	time: now,
	...(from === undefined ? {} : { from }),
	...(to === undefined ? {} : { to }),
	timeZone,
	currency,
});

/** The calendar month of a moment as a number (12 a year); each month's bounds are worked out once. */
export function monthReader(timeZone: string): (ms: number) => number {
	const starts = new Map<number, number>();
	const startOf = (month: number): number => {
		const known = starts.get(month);
		if (known !== undefined) return known;
		const at = { year: Math.floor(month / 12), month: (month % 12) + 1 };
		const start = DateTime.fromObject(at, { zone: timeZone }).toMillis();
		starts.set(month, start);
		return start;
	};
	return (ms) => {
		const date = new Date(ms);
		// No zone is a day away from UTC, so it is this month of UTC or one beside it.
		const guess = date.getUTCFullYear() * 12 + date.getUTCMonth();
		if (ms < startOf(guess)) return guess - 1;
		return ms >= startOf(guess + 1) ? guess + 1 : guess;
	};
}

/** `YYYY-MM`. */
export const monthText = (month: number): string =>
	`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
