import { createHash } from 'node:crypto';
import { groupBy, pick } from 'lodash';
import { readSettings } from '../consent/settings';
import type { Asking } from '../consent/gate';
import { standingOf, type Standing } from '../consent/standing';
import { saidFor, withheldFor } from '../consent/withheld';
import type { DeliveryChange, DeliveryConsent, PushRequest } from '../model/delivery';
import type { JsonObject } from '../model/json';
import type { Profile } from '../model/profile';
import type { IdentifierRow, MemberRow, Store } from '../ports';
import { loadProfiles } from '../profiles/load';
import { publicId } from '../profiles/publicId';
import type { Destination } from './destination';
import { withheld as gateOf } from './gate';
import { knownOf, leadingTypes, rawValues } from './person';

/** What the platform should hold for one member, or why it must not hold it. */
export type Entry = { key: string; change: DeliveryChange; hash: string } | { key: string; withheld: string };

/** Desired entries for a page of members. */
export async function entriesOf(
	store: Store,
	members: MemberRow[],
	destination: Destination,
	request: PushRequest,
): Promise<Entry[]> {
	const browsers = members.filter((m) => m.expires !== null).map((m) => m.member);
	const names = new Map((await store.read.identifiers.byId(browsers)).map((row) => [row.id, row]));
	// A browser may belong to somebody else by now: consent is asked of whom it belongs to at this moment.
	const owner = (member: MemberRow): number =>
		member.expires === null ? member.profile : (names.get(member.member)?.profile ?? member.profile);
	const profiles = new Map((await loadProfiles(store.read, [...new Set(members.map(owner))])).map((p) => [p.id, p]));
	const said = groupBy(await store.read.consents.byProfile([...new Set(members.map(owner))]), (row) => row.profile);
	const settings = await readSettings(store.read.meta);
	const asking = { settings, vendor: request.vendor ?? destination.consent.vendor };
	return members.flatMap((member) => {
		const profile = profiles.get(publicId(owner(member)));
		const browser = member.expires === null ? undefined : names.get(member.member);
		if (member.expires !== null && !browser) return [];
		if (!profile) return [];
		const standing = standingOf(said[owner(member)] ?? []);
		const purposes = request.purposes ?? destination.consent.purposes;
		const withheld = withheldFor(standing, purposes, asking);
		const consent = withheld === undefined ? consentOf(standing, purposes, asking) : undefined;
		return [entry({ profile, browser, withheld, consent }, destination, request)];
	});
}

interface Candidate {
	profile: Profile;
	browser: IdentifierRow | undefined;
	/** Why consent is in the way. */
	withheld: string | undefined;
	/** What was said, with its proof. */
	consent: DeliveryConsent | undefined;
}

function entry(
	{ profile, browser, withheld, consent }: Candidate,
	destination: Destination,
	request: PushRequest,
): Entry {
	const key = browser ? `b${browser.id}` : profile.id;
	if (withheld !== undefined) return { key, withheld };
	const offered = browser ? [{ type: browser.type, value: browser.value }] : profile.identifiers;
	const identifiers = knownOf(destination, offered);
	const change: DeliveryChange = {
		action: 'add',
		key,
		identifiers,
		traits: browser ? {} : mapped(profile.traits, request.mapping),
		segment: request.segment,
		...(consent ? { consent } : {}),
	};
	const asked = { ...destination.consent, purposes: request.purposes ?? destination.consent.purposes };
	const forbidden = asked.purposes.length === 0 ? undefined : gateOf(change, asked);
	if (forbidden !== undefined) return { key, withheld: forbidden };
	const leading = leadingTypes(destination);
	if (leading.length > 0 && !leading.some((type) => rawValues(change, type).length > 0))
		return { key, withheld: `none of the identifiers it takes (${leading.join(', ')})` };
	return {
		key,
		change,
		hash: createHash('sha1')
			.update(JSON.stringify([change.identifiers, change.traits]))
			.digest('hex'),
	};
}

/** What the person agreed to, in the words platforms ask for, and the proof of it. */
function consentOf(standing: Standing, purposes: readonly string[], asking: Asking): DeliveryConsent | undefined {
	if (purposes.length === 0) return undefined;
	const [data, personal] = [standing.purposes['ad_user_data'], standing.purposes['ad_personalization']];
	return {
		status: 'granted',
		...(data ? { adUserData: data.granted } : {}),
		...(personal ? { adPersonalization: personal.granted } : {}),
		proof: saidFor(standing, purposes, asking),
	};
}

/** An empty mapping sends no traits; a missing one sends all under their own names. */
function mapped(traits: JsonObject, mapping: Record<string, string> | undefined): JsonObject {
	if (!mapping) return traits;
	const chosen = pick(traits, Object.keys(mapping));
	return Object.fromEntries(Object.entries(chosen).map(([trait, value]) => [mapping[trait] as string, value]));
}
