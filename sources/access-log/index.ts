import { isbot } from 'isbot';
import { contentId } from '../shared/contentId';
import type { Conversion, Source, SourceOutput } from '../source';
import { readLogLine, type LogLine } from './line';
import { pageOf } from './page';
import { createVisitors, truncatedIp } from './visitors';

/** The log of a web server (Apache or nginx, combined format): page views of people, in sessions; robots only counted. */
export const accessLog: Source = Object.freeze<Source>({
	slug: 'access-log',
	name: 'Web server log',
	description: 'Lines of an Apache or nginx access log become page views; robots are counted and kept out',
	fields: [],
	gives: 'calls',
	reads: 'lines',
	start,
});

const NOTHING: SourceOutput = { items: [], rejected: [] };

function start(): Conversion {
	const visitors = createVisitors();
	const counts = { pages: 0, bots: 0, assets: 0, failures: 0, otherMethods: 0 };
	const skip = (why: keyof typeof counts): SourceOutput => {
		counts[why]++;
		return NOTHING;
	};
	return {
		take: (row, number, record) => {
			const line = readLogLine(String(row['line'] ?? ''));
			if ('reason' in line)
				return { items: [], rejected: [{ row: number, field: line.field, reason: line.reason, record }] };
			if (isbot(line.userAgent)) return skip('bots');
			if (line.method !== 'GET') return skip('otherMethods');
			if (line.status >= 400) return skip('failures');
			const page = pageOf(line.target);
			if (!page) return skip('assets');
			counts.pages++;
			return { items: [{ item: pageCall(line, page, visitors.visit(line)), row: number, record }], rejected: [] };
		},
		end: () => NOTHING,
		counts: () => ({ ...counts, ...visitors.counts() }),
	};
}

function pageCall(
	line: LogLine,
	page: NonNullable<ReturnType<typeof pageOf>>,
	visit: { anonymousId: string; sessionId: string },
) {
	const timestamp = new Date(line.time).toISOString();
	const { campaign, ...properties } = page;
	return {
		type: 'page',
		messageId: contentId('log', [visit.anonymousId, line.time, line.target]),
		anonymousId: visit.anonymousId,
		timestamp,
		properties: {
			...properties,
			...(line.referrer === '' ? {} : { referrer: line.referrer }),
			session_id: visit.sessionId,
		},
		context: { userAgent: line.userAgent, ip: truncatedIp(line.ip), ...(campaign ? { campaign } : {}) },
	};
}
