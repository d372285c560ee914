import type { SourceExample } from '../source';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
const line = (time: string, request: string, status = 200, agent = FIREFOX) => ({
	line: `203.0.113.77 - - [17/May/2015:${time} +0200] "${request}" ${status} 1234 "https://search.example/" "${agent}"`,
});
const view = (path: string, time: string, session: string, more = {}) => ({
	type: 'page',
	anonymousId: 'log:04af5cff985595fd980ce1be',
	timestamp: `2015-05-17T${time}.000Z`,
	properties: { path, ...more, referrer: 'https://search.example/', session_id: session },
	context: { userAgent: FIREFOX, ip: '203.0.113.0' },
});

/** A reader, a robot, and what is no page. */
export const examples: SourceExample[] = [
	{
		title: 'pages of one reader: a new session after half an hour, a campaign in the address',
		rows: [
			line('10:05:03', 'GET /blog/ HTTP/1.1'),
			line('10:20:00', 'GET /about.html HTTP/1.1'),
			line('11:00:00', 'GET /shop?utm_source=mail&utm_campaign=may HTTP/1.1'),
		],
		calls: [
			view('/blog/', '08:05:03', '3a14667ea354d5bb14b50018'),
			view('/about.html', '08:20:00', '3a14667ea354d5bb14b50018'),
			{
				...view('/shop', '09:00:00', 'c4a6a0b06916226fb6779b3b', { search: '?utm_source=mail&utm_campaign=may' }),
				context: { userAgent: FIREFOX, ip: '203.0.113.0', campaign: { source: 'mail', name: 'may' } },
			},
		],
		counts: { pages: 3, bots: 0, assets: 0, failures: 0, otherMethods: 0, visitors: 1, sessions: 2 },
	},
	{
		title: 'robots, images, feeds, failures and forms are counted and left out',
		rows: [
			line(
				'10:00:00',
				'GET / HTTP/1.1',
				200,
				'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
			),
			line('10:00:00', 'GET /style.css HTTP/1.1'),
			line('10:00:00', 'GET /feed/ HTTP/1.1'),
			line('10:00:00', 'GET /gone HTTP/1.1', 404),
			line('10:00:00', 'POST /login HTTP/1.1'),
		],
		calls: [],
		counts: { pages: 0, bots: 1, assets: 2, failures: 1, otherMethods: 1, visitors: 0, sessions: 0 },
	},
	{
		title: 'a line that is none',
		rows: [{ line: 'hello' }],
		calls: [],
		rejected: [{ row: 1, field: 'line', reason: 'is not in the combined log format' }],
	},
];
