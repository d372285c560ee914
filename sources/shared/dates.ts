import { DateTime } from 'luxon';

/** How dates of a file are read. */
export interface DateSettings {
	timezone: string;
	/** ISO country; decides whether 3/4/2024 is in March or in April. */
	defaultRegion?: string;
}

const PLAIN = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/;
/** Where the month is written first; a slash date of any other region has the day first. */
const MONTH_FIRST = new Set(['US', 'PH', 'BZ', 'FM', 'GU', 'MH', 'PR']);
const TIMES = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a'];

/**
 * A moment as epoch ms, or undefined. Takes ISO, `2010-12-01 08:26`, `1.12.2010 8:26`, `12/1/2010 8:26`,
 * `2010/12/01`, RFC 2822, epoch seconds and milliseconds. Without zone it is meant in `timezone`.
 */
export function readDate(value: unknown, settings: DateSettings): number | undefined {
	if (value instanceof Date) return finite(value.getTime());
	if (typeof value === 'number') return finite(Math.abs(value) < 1e11 ? value * 1000 : value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const plain = settings.timezone === 'UTC' ? PLAIN.exec(text) : null;
	if (plain) return utc(plain);
	if (/^\d{10}$|^\d{13}$/.test(text)) return Number(text) * (text.length === 10 ? 1000 : 1);
	return byFormats(text, settings);
}

/** The shape nearly all files have, without the cost of a calendar library. */
function utc(match: RegExpExecArray): number | undefined {
	const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [
		number,
		number,
		number,
		number,
		number,
		number,
	];
	// Date.UTC would turn 31 February into a day of March.
	const isReal =
		month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60 && second < 60;
	return isReal ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** `readDate` that remembers the last text: rows that follow each other often carry the same moment. */
export function dateReader(settings: DateSettings): (value: unknown) => number | undefined {
	let last: { value: unknown; ms: number | undefined } | undefined;
	return (value) => {
		if (last?.value !== value) last = { value, ms: readDate(value, settings) };
		return last?.ms;
	};
}

function byFormats(text: string, settings: DateSettings): number | undefined {
	const options = { zone: settings.timezone, locale: 'en-US' };
	for (const read of [DateTime.fromISO, DateTime.fromSQL, DateTime.fromRFC2822, DateTime.fromHTTP]) {
		const date = read(text, options);
		if (date.isValid) return date.toMillis();
	}
	for (const format of formatsOf(text, settings)) {
		const date = DateTime.fromFormat(text, format, options);
		if (date.isValid) return date.toMillis();
	}
	return undefined;
}

function formatsOf(text: string, settings: DateSettings): string[] {
	const parts = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(.*)$/.exec(text);
	if (!parts) return ['d MMM yyyy', 'd MMMM yyyy', 'MMM d, yyyy', 'MMMM d, yyyy'];
	const [, first = '', separator = '', second = '', third = ''] = parts;
	const year = third.length === 4 ? 'yyyy' : 'yy';
	const dayFirst =
		separator === '.' ||
		Number(first) > 12 ||
		(Number(second) <= 12 && settings.defaultRegion !== undefined && !MONTH_FIRST.has(settings.defaultRegion));
	const order = first.length === 4 ? ['yyyy', 'M', 'd'] : dayFirst ? ['d', 'M', year] : ['M', 'd', year];
	return TIMES.map((time) => order.join(separator) + time);
}

const finite = (ms: number): number | undefined => (Number.isFinite(ms) ? Math.round(ms) : undefined);
