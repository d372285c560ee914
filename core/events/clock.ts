import { DateTime } from 'luxon';

const DAY_MS = 86_400_000;
/** Before this date no event was tracked: such times come from clocks that were never set. */
const EARLIEST = Date.UTC(1980, 0, 1);

/** A moment, or why it is none. */
export type Moment = { time: number } | { reason: string };

const UTC_ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** Reads ISO text, Date, epoch seconds or epoch milliseconds. */
export function readMoment(value: string | number | Date): Moment {
	if (value instanceof Date) return checked(value.getTime());
	// Seconds until 2286 have ten digits; a number below is not milliseconds of any plausible date.
	if (typeof value === 'number') return checked(Math.abs(value) < 1e11 ? value * 1000 : value);
	// The one form that programs write is read by the engine itself; everything else by luxon.
	if (UTC_ISO.test(value)) return checked(Date.parse(value));
	const iso = DateTime.fromISO(value, { zone: 'utc' });
	return checked(iso.isValid ? iso.toMillis() : Date.parse(value));
}

const checked = (ms: number): Moment => (Number.isFinite(ms) ? { time: Math.round(ms) } : { reason: 'is not a date' });

/**
 * Event time by our clock: the sender's clock error is receivedAt - sentAt (as Segment does).
 * Refuses what no clock can mean: before 1980, or more than a day ahead.
 */
export function eventTime(timestamp: number | undefined, sentAt: number | undefined, receivedAt: number): Moment {
	const time = timestamp === undefined ? receivedAt : timestamp + (sentAt === undefined ? 0 : receivedAt - sentAt);
	if (time < EARLIEST) return { reason: "lies before 1980: the sender's clock is not set" };
	if (time > receivedAt + DAY_MS) return { reason: 'lies more than a day in the future' };
	return { time };
}
