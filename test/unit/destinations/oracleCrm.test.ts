import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeholderConfig } from '../../../core/delivery/config';
import { dryRequests } from '../../../core/delivery/exchange';
import { prepare, unusable } from '../../../core/delivery/person';
import type { DeliveryChange, OutgoingRequest } from '../../../core/model/delivery';
import type { Json, JsonObject } from '../../../core/model/json';
import { destinations } from '../../../destinations/registry';

/**
 * Requests of another tool's published code for the same people, compared by shape: method, address, header names and the
 * keys of the body. The data is given beside the repository; without it nothing is compared, and that is said.
 */
const FOLDER = join(__dirname, '../../../../shared/data/destinations/segment-oracle');
const there = existsSync(FOLDER);
if (!there) console.warn('../shared/data is not here: the shapes of requests are not compared.');

interface Case {
	id: string;
	input: Array<{ userId: string; profile: JsonObject; membership: boolean }>;
	expected: { requests: Array<{ method: string; url: string; headers: Record<string, string>; body: Json }> };
}

interface Divergence {
	/** A line of the difference. */
	line: RegExp;
	/** The vendor's page that settles it. */
	page: string;
}

const KLAVIYO = 'https://developers.klaviyo.com/en/reference/profiles_api_overview';
const BRAZE = 'https://www.braze.com/docs/user_guide/data/activation/attributes/standard_attributes/';
const CUSTOMERIO = 'https://docs.customer.io/integrations/api/track/';
const ITERABLE = 'https://api.iterable.com/api/docs';
const HUBSPOT = 'https://developers.hubspot.com/docs/api-reference/legacy/crm/objects/contacts/guide';
const GOOGLE = 'https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference';

/** Where we differ, and why. A line that no case needs any more fails the test. */
const DIVERGENCES: Record<string, Divergence[]> = {
	klaviyo: [
		// One request that creates or updates, instead of create, 409 and update.
		{
			line: /^address: POST a\.klaviyo\.com\/api\/profiles -> POST a\.klaviyo\.com\/api\/profile-import$/,
			page: KLAVIYO,
		},
		// Only the membership itself; who is a member of what is one property, not two.
		{ line: /^missing: data\.attributes\.properties\.audience_key$/, page: KLAVIYO },
		// What is an attribute of its own is not repeated as custom property; addresses are in `location`.
		{
			line: /^missing: data\.attributes\.properties\.(email|phone|first_name|last_name|city|state|zip|country)$/,
			page: KLAVIYO,
		},
		{ line: /^added: data\.attributes\.location(\.(city|region|zip|country))?$/, page: KLAVIYO },
	],
	hubspot: [
		// State and postal code have default properties; traits are sent unless the mapping leaves them out.
		{ line: /^added: properties\.(state|zip|gender|birthday)$/, page: HUBSPOT },
	],
	braze: [
		// Standard attributes under Braze's own names instead of custom ones.
		{ line: /^missing: attributes\[\]\.(city|birthday)$/, page: BRAZE },
		{ line: /^added: attributes\[\]\.(home_city|dob|gender)$/, page: BRAZE },
		// "+0000000000" is no phone number, a hash and "not-an-email" are no addresses: only those are left out.
		{ line: /^missing: attributes\[\]\.(phone|email)$/, page: BRAZE },
	],
	customerio: [
		// An empty address and "+0000000000" are left out.
		{ line: /^missing: attributes\.(email|phone)$/, page: CUSTOMERIO },
	],
	iterable: [
		// The address stands above the fields; the phone number under Iterable's own name only.
		{ line: /^missing: dataFields\.(email|phone|phoneNumber|first_name|last_name)$/, page: ITERABLE },
		{ line: /^added: dataFields\.(firstName|lastName)$/, page: ITERABLE },
		// A project that knows users by address would not create one who has only an id.
		{ line: /^added: preferUserId$/, page: ITERABLE },
	],
	'google-analytics-4': [
		// The time of the event, not of the request.
		{ line: /^added: events\[\]\.timestamp_micros$/, page: GOOGLE },
	],
};

/** What the other tool was told in its mapping beside the profile, and is no matter of shape. */
const GIVEN: Record<string, { traits?: JsonObject; event?: JsonObject }> = {
	hubspot: { traits: { plan: 'pro' } },
	'google-analytics-4': {
		event: {
			client_id: '1234.5678',
			transaction_id: 't1',
			currency: 'USD',
			value: 10,
			items: [{ item_name: 'A', item_id: 'sku', price: 10, quantity: 1 }],
		},
	},
};

function changeOf(slug: string, { userId, profile, membership }: Case['input'][number]): DeliveryChange {
	const { event, traits } = GIVEN[slug] ?? {};
	return {
		action: event ? 'event' : membership ? 'add' : 'remove',
		key: 'k',
		segment: 'aud1',
		identifiers: event ? [] : [{ type: 'user_id', value: userId }],
		traits: { ...profile, ...traits },
		consent: { status: 'granted', adPersonalization: false },
		...(event ? { event: { id: 'e', name: 'Order Completed', time: 0, properties: event, context: {} } } : {}),
	};
}

function ours(slug: string, people: Case['input']): OutgoingRequest[] {
	const destination = destinations.find((one) => one.slug === slug);
	if (!destination) throw new Error(slug);
	const prepared = people.map((one) => prepare(changeOf(slug, one), destination, {}));
	const usable = prepared.filter((person) => unusable(person, destination) === undefined);
	const [first] = usable;
	if (!first) return [];
	const { action } = first.change;
	const config = placeholderConfig(destination, {});
	return [...dryRequests(destination.deliver({ action, people: usable, config, idempotencyKey: 'b', now: 0 }))];
}

/** Every place of a value in a body, lists as `[]`. */
function places(value: Json, at = ''): string[] {
	if (Array.isArray(value)) return [...new Set(value.flatMap((one) => places(one, `${at}[]`)))];
	if (typeof value !== 'object' || value === null) return [at];
	return Object.entries(value).flatMap(([key, inner]) => places(inner, at === '' ? key : `${at}.${key}`));
}

const address = ({ method, url }: { method: string; url: string }): string => {
	const { hostname, pathname, searchParams } = new URL(url);
	return `${method} ${hostname}${decodeURIComponent(pathname).replace(/\/$/, '').toLowerCase()}${[...searchParams.keys()].sort().map((key) => ` ?${key}`).join('')}`; // prettier-ignore
};

function difference(theirs: Case['expected']['requests'][number], own: OutgoingRequest): string[] {
	const [wanted, got] = [places(theirs.body), places(JSON.parse(own.body) as Json)];
	const headers = Object.keys(theirs.headers).filter((name) => own.headers[name] === undefined);
	return [
		...(address(theirs) === address(own) ? [] : [`address: ${address(theirs)} -> ${address(own)}`]),
		...headers.map((name) => `header: ${name}`),
		...wanted.filter((place) => !got.includes(place)).map((place) => `missing: ${place}`),
		...got.filter((place) => !wanted.includes(place)).map((place) => `added: ${place}`),
	];
}

(there ? describe : describe.skip).each(Object.keys(DIVERGENCES))('%s beside another tool', (slug) => {
	const cases = there
		? (JSON.parse(readFileSync(join(FOLDER, `${slug}.json`), 'utf8')) as { cases: Case[] }).cases
		: [];
	const compared = cases
		.filter(({ expected }) => expected.requests.length > 0)
		.map(({ id, input, expected }) => ({ id, theirs: expected.requests, own: ours(slug, input) }));

	it('makes as many requests for the same people', () => {
		expect(compared.length).toBeGreaterThan(0);
		expect(compared.filter(({ theirs, own }) => theirs.length !== own.length).map(({ id }) => id)).toEqual([]);
	});

	it('differs only where a page of the vendor says so', () => {
		const lines = compared.flatMap(({ id, theirs, own }) =>
			theirs.flatMap((request, i) => difference(request, own[i] as OutgoingRequest).map((line) => ({ id, line }))),
		);
		const known = DIVERGENCES[slug] ?? [];
		expect(lines.filter(({ line }) => !known.some((one) => one.line.test(line)))).toEqual([]);
		expect(
			known.filter((one) => !lines.some(({ line }) => one.line.test(line))).map(({ line }) => String(line)),
		).toEqual([]);
		expect(known.every(({ page }) => page.startsWith('https://'))).toBe(true);
	});
});
