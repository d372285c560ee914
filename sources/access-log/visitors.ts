import { createHash } from 'node:crypto';
import type { LogLine } from './line';

/** Silence after which the same visitor begins a new session, as web analytics count. */
const SESSION_GAP_MS = 30 * 60_000;
/** Above this many, visitors whose session is over are forgotten. */
const KEPT = 50_000;

/** Who asked, and in which session. */
export interface Visit {
	anonymousId: string;
	sessionId: string;
}

/** The visitors of one log file, in the order of its lines. */
export interface Visitors {
	visit(line: LogLine): Visit;
	counts(): { visitors: number; sessions: number };
}

/** Visitors are told apart by address and browser, of which only a hash is kept. */
export function createVisitors(): Visitors {
	const open = new Map<string, { sessionId: string; last: number }>();
	const seen = new Set<string>();
	let sessions = 0;
	return {
		visit: ({ ip, userAgent, time }) => {
			const anonymousId = `log:${hash(`${ip}\u0001${userAgent}`)}`;
			seen.add(anonymousId);
			let session = open.get(anonymousId);
			if (!session || time - session.last > SESSION_GAP_MS) {
				sessions++;
				session = { sessionId: hash(`${anonymousId}\u0001${time}`), last: time };
				open.set(anonymousId, session);
				if (open.size > KEPT) forgetIdle(open, time);
			}
			session.last = Math.max(session.last, time);
			return { anonymousId, sessionId: session.sessionId };
		},
		counts: () => ({ visitors: seen.size, sessions }),
	};
}

function forgetIdle(open: Map<string, { last: number }>, now: number): void {
	for (const [id, { last }] of open) if (now - last > SESSION_GAP_MS) open.delete(id);
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

/** The network of an address: the last byte of IPv4 and the last 80 bits of IPv6 are gone. */
export function truncatedIp(ip: string): string {
	if (/^\d+\.\d+\.\d+\.\d+$/.test(ip)) return ip.replace(/\.\d+$/, '.0');
	return ip.includes(':') ? `${ip.split(':').slice(0, 3).join(':')}::` : '';
}
