import Bowser from 'bowser';
import type { Json, JsonObject } from '../model/json';

/** So many user agents are remembered; a day of a large site has fewer. */
const REMEMBERED = 5_000;
/** Longer ones are no browser's. */
const LONGEST = 1_000;

/** What a user agent says of browser, system and device; a part that is not known is missing. */
type Technology = Partial<Record<'browser' | 'os' | 'device', JsonObject>>;

const remembered = new Map<string, Technology>();

/**
 * Fills in what audiences ask of a call's context and the call did not say itself, under the names of Segment's specification:
 * `browser`, `os` and `device.type` from the user agent, `campaign` from the utm parameters of the page's address.
 */
export function enriched(context: JsonObject, properties: JsonObject): JsonObject {
	const { userAgent } = context;
	const technology = typeof userAgent === 'string' && userAgent !== '' ? technologyOf(userAgent) : {};
	const campaign = context['campaign'] === undefined ? campaignOf(addressOf(context, properties)) : undefined;
	const found: JsonObject = { ...technology, ...(campaign ? { campaign } : {}) };
	return Object.keys(found).length === 0 ? context : { ...found, ...context };
}

function technologyOf(userAgent: string): Technology {
	const known = remembered.get(userAgent);
	if (known) return known;
	const found = userAgent.length > LONGEST ? {} : parsed(userAgent);
	// The oldest goes: attackers send new ones all the time, visitors the same few thousand.
	const [oldest] = remembered.size >= REMEMBERED ? remembered.keys() : [];
	if (oldest !== undefined) remembered.delete(oldest);
	remembered.set(userAgent, found);
	return found;
}

function parsed(userAgent: string): Technology {
	const { browser, os, platform } = Bowser.parse(userAgent);
	const named = ({ name, version }: { name?: string; version?: string }): JsonObject | undefined =>
		name ? { name, ...(version ? { version } : {}) } : undefined;
	const [itsBrowser, itsOs] = [named(browser), named(os)];
	return {
		...(itsBrowser ? { browser: itsBrowser } : {}),
		...(itsOs ? { os: itsOs } : {}),
		...(platform.type ? { device: { type: platform.type } } : {}),
	};
}

function addressOf(context: JsonObject, properties: JsonObject): string | undefined {
	const page = context['page'];
	const inner = typeof page === 'object' && page !== null && !Array.isArray(page) ? page : {};
	return [properties['url'], inner['url'], properties['search'], inner['search']].find(
		(text): text is string => typeof text === 'string' && text.includes('utm_'),
	);
}

/** Segment calls the campaign's name `name`, not `campaign`. */
const UTM = { campaign: 'name', source: 'source', medium: 'medium', term: 'term', content: 'content' };

function campaignOf(address: string | undefined): JsonObject | undefined {
	if (address === undefined) return undefined;
	const parameters = new URLSearchParams(address.slice(address.indexOf('?') + 1).split('#', 1)[0]);
	const found = Object.entries(UTM).flatMap(([utm, name]): Array<[string, Json]> => {
		const value = parameters.get(`utm_${utm}`);
		return value ? [[name, value.slice(0, 500)]] : [];
	});
	return found.length > 0 ? Object.fromEntries(found) : undefined;
}
