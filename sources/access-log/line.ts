import { readDate } from '../shared/dates';

/** One request as the web server wrote it. */
export interface LogLine {
	ip: string;
	/** Epoch ms. */
	time: number;
	method: string;
	/** Path with query, or a whole URL. */
	target: string;
	status: number;
	referrer: string;
	userAgent: string;
}

/** Common and combined format of Apache and nginx; a virtual host or port in front is skipped. */
const LINE = /^(?:\S+:\d+ )?(\S+) \S+ (?:\S+|.*?) \[([^\]]+)\] "((?:[^"\\]|\\.)*)" (\d{3}) (?:\d+|-)(?: "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)")?/;

/** The line in its parts, or what is wrong with it. */
export function readLogLine(text: string): LogLine | { field: string; reason: string } {
	const match = LINE.exec(text);
	if (!match) return { field: 'line', reason: 'is not in the combined log format' };
	const [, ip = '', moment = '', request = '', status = '', referrer = '', userAgent = ''] = match;
	const time = readDate(moment, { timezone: 'UTC' });
	if (time === undefined) return { field: 'time', reason: 'is not a date' };
	const [method = '', target = ''] = request.split(' ');
	return { ip, time, method, target, status: Number(status), referrer: referrer === '-' ? '' : referrer, userAgent };
}
