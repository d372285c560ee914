import { CATEGORIES } from './catalog';
import type { Category } from './catalog';
import type { Person } from './people';
import type { Random } from './random';

/** A browser that visits the site; `person` when somebody logs in with it. */
export interface Browser {
	id: string;
	person: Person | undefined;
	favourite: Category;
	/** Its number at the advertising partner, when the cookie sync reached it. */
	partnerCookie: string | undefined;
	/** What was answered to the consent banner; undefined when it was ignored. */
	consent: boolean | undefined;
	visits: Visit[];
	/** Index of the visit in which the person logs in. */
	loginAt: number;
}

export interface Visit {
	/** Epoch ms. */
	start: number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const SHARE = { partnerCookie: 0.3, recent: 0.6, accepts: 0.7, ignores: 0.1 };
/** Ages (in hours) at which a window of the sample's segments ends: nothing happens within two hours of them. */
const WINDOW_ENDS_HOURS = [72, 720];

export function makeBrowsers(random: Random, people: Person[], anonymous: number, today: number): Browser[] {
	const personal = people.flatMap((person) => person.devices.map((id) => makeBrowser(random, id, person, today)));
	const others = Array.from({ length: anonymous }, (_, index) =>
		makeBrowser(random, `web-v${index + 1}`, undefined, today),
	);
	return [...personal, ...others];
}

function makeBrowser(random: Random, id: string, person: Person | undefined, today: number): Browser {
	const visits = Array.from({ length: 1 + random.count(person ? 2.6 : 1.6) }, () => ({
		start: today - visitAge(random),
	})).sort((a, b) => a.start - b.start);
	return {
		id,
		person,
		favourite: random.pick([...CATEGORIES, 'bikes']),
		partnerCookie: random.chance(SHARE.partnerCookie) ? `adx-${id.slice(4)}` : undefined,
		consent: person ? consentOf(person) : bannerAnswer(random),
		visits,
		loginAt: person ? random.int(0, visits.length - 1) : -1,
	};
}

/** A person answers the banner as they answered the shop, so that there is one truth about each of them. */
function consentOf(person: Person): boolean | undefined {
	return person.advertising === 'unasked' ? undefined : person.advertising === 'granted';
}

function bannerAnswer(random: Random): boolean | undefined {
	if (random.chance(SHARE.ignores)) return undefined;
	return random.chance(SHARE.accepts);
}

/** Age of a visit in ms, up to 60 days, most of them recent; clear of the ends of the windows. */
function visitAge(random: Random): number {
	const hours = random.chance(SHARE.recent) ? 2 + random.next() * 14 * 24 : 2 + random.next() * 60 * 24;
	const isNearEnd = WINDOW_ENDS_HOURS.some((end) => Math.abs(hours - end) < 2);
	return (isNearEnd ? hours + 4 : hours) * HOUR_MS;
}
