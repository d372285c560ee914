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
const LINE =
	/^(?:\S+:\d+ )?(\S+) \S+ (?:\S+|.*?) \[([^\]]+)\] "((?:[^"\\]|\\.)*)" (\d{3}) (?:\d+|-)(?: "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)")?/;

/** The line in its parts, or what is wrong with it. */
export function readLogLine(text: string): LogLine | { field: string; reason: string } {
	const match = LINE.exec(text);
	if (!match) return { field: 'line', reason: 'is not in the combined log format' };
	const [, ip = '', moment = '', request = '', status = '', referrer = '', userAgent = ''] = match;
	const time = readMoment(moment);
	if (time === undefined) return { field: 'time', reason: 'is not a date' };
	const [method = '', target = ''] = request.split(' ');
	return { ip, time, method, target, status: Number(status), referrer: referrer === '-' ? '' : referrer, userAgent };
}

const MOMENT = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `17/May/2015:10:05:03 +0000` as epoch ms. */
function readMoment(text: string): number | undefined {
	const [, day, name = '', year, time, hours, minutes] = MOMENT.exec(text) ?? [];
	const month = String(MONTHS.indexOf(name) + 1).padStart(2, '0');
	const ms = Date.parse(`${year}-${month}-${day}T${time}${hours}:${minutes}`);
	return Number.isFinite(ms) ? ms : undefined;
}
