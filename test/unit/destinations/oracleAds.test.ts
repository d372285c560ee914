import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeholderConfig } from '../../../core/delivery/config';
import { dryRequests } from '../../../core/delivery/exchange';
import { prepare, unusable } from '../../../core/delivery/person';
import type { DeliveryChange, OutgoingRequest } from '../../../core/model/delivery';
import type { Json, JsonObject } from '../../../core/model/json';
import { destinations } from '../../../destinations/registry';

/**
 * Requests of another tool's published code for the same people, compared by their number, method, address, headers and the
 * keys of the body. The data is given beside the repository; without it nothing is compared, and that is said.
 */
const FOLDER = join(__dirname, '../../../../shared/data/destinations/segment-oracle');
const there = existsSync(FOLDER);
if (!there) console.warn('../shared/data is not here: the shapes of requests are not compared.');

interface Case {
	id: string;
	input: Array<{ profile: JsonObject; membership: boolean }>;
	expected: { requests: Array<Pick<OutgoingRequest, 'method' | 'url' | 'headers'> & { body?: Json }> };
}

const LINKEDIN = 'https://learn.microsoft.com/en-us/linkedin/marketing/versioning';
const META = 'https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/server-event';

/** Ours and its name there, with what differs on purpose: a line of the difference and the page that settles it. */
const PAIRS: Array<{ slug: string; file: string; differs: Array<{ line: RegExp; page: string }> }> = [
	{ slug: 'tiktok-audiences', file: 'tiktok-audiences', differs: [] },
	{
		slug: 'linkedin-audiences',
		file: 'linkedin-audiences',
		differs: [
			{ line: /^added header: x-restli-protocol-version$/, page: LINKEDIN },
			// Plain names and country go along only when that is switched on.
			{ line: /^missing key: elements\.country$/, page: LINKEDIN },
		],
	},
	{ slug: 'snapchat-audiences', file: 'snap-audiences', differs: [] },
	{
		slug: 'meta-conversions',
		file: 'facebook-conversions-api',
		differs: [
			{ line: /^added key: data\.event_id$/, page: META },
			{ line: /^added key: data\.user_data\.db$/, page: META },
		],
	},
];

const isEvent = (slug: string) => slug.endsWith('conversions');

function ours(slug: string, { input }: Case): OutgoingRequest[] {
	const destination = destinations.find((one) => one.slug === slug);
	if (!destination) throw new Error(`no ${slug}`);
	const config = placeholderConfig(destination, {});
	const actions = isEvent(slug) ? (['event'] as const) : (['add', 'remove'] as const);
	return actions.flatMap((action) => {
		const people = input
			.filter(({ membership }) => action === 'event' || membership === (action === 'add'))
			.map(({ profile }, i) => prepare(change(profile, action, String(i)), destination, {}))
			.filter((person) => unusable(person, destination) === undefined);
		if (people.length === 0) return [];
		return [
			...dryRequests(destination.deliver({ action, people, config, idempotencyKey: 'k', now: Date.UTC(2026, 0, 2) })),
		];
	});
}

function change(profile: JsonObject, action: DeliveryChange['action'], key: string): DeliveryChange {
	const { email, phone, zip, ...traits } = profile;
	const identifiers = Object.entries({ email, phone, user_id: isText(action) ? 'u1' : undefined })
		.filter(([, value]) => typeof value === 'string')
		.map(([type, value]) => ({ type, value: String(value) }));
	const event = {
		id: 'e1',
		name: 'Order Completed',
		time: Date.UTC(2026, 0, 1),
		properties: { currency: 'USD', value: 10 },
		context: { page: { url: 'https://e.com/x' }, userAgent: 'UA' },
	};
	return {
		...{ action, key, segment: '', identifiers },
		traits: { ...traits, ...(zip === undefined ? {} : { postcode: zip }) },
		...(action === 'event' ? { event } : {}),
	};
}

const isText = (action: string) => action === 'event';

/** Paths of all keys, lists left out; the keys of people whom nobody could be found by are no shape. */
function keys(value: Json, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => keys(one, path));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [`${path}${key}`, ...keys(inner, `${path}${key}.`)]);
}

/** Ids and versions are no shape. */
const address = (url: string) => url.replace(/\?.*$/, '').replace(/\/(v\d+\.0|\d{3,}|seg1|[A-Z_]{5,})(?=\/|$)/g, '/*');

function difference(slug: string, one: Case): string[] {
	const mine = ours(slug, one);
	// The other tool looks a LinkedIn segment up first; ours is given its number.
	const theirs = one.expected.requests.filter(({ method }) => method !== 'GET');
	const line = (kind: string, a: string[], b: string[]) =>
		[...new Set(a)].filter((x) => !b.includes(x)).map((x) => `${kind}: ${x}`);
	const of = (list: Array<{ method: string; url: string }>) =>
		list.map(({ method, url }) => `${method} ${address(url)}`);
	const bodies = {
		mine: mine.flatMap(({ body }) => keys(JSON.parse(body) as Json)),
		theirs: theirs.flatMap(({ body }) => keys(body ?? {})),
	};
	const headers = (list: Array<{ headers: Record<string, string> }>) =>
		list.flatMap((request) => Object.keys(request.headers));
	return [
		...line('added request', of(mine), of(theirs)),
		...line('missing request', of(theirs), of(mine)),
		...line('added header', headers(mine), headers(theirs)),
		...line('missing header', headers(theirs), headers(mine)),
		...line('added key', bodies.mine, bodies.theirs),
		...line('missing key', bodies.theirs, bodies.mine),
	];
}

/** Values that are refused by us and sent, hashed, by the other tool: nobody has them as address or number. */
const NOBODY = /\/(invalid email|empty email|zeros only|leading zero local)$/;

(there ? describe.each(PAIRS) : describe.skip.each(PAIRS))(
	'$slug as another tool sends it',
	({ slug, file, differs }) => {
		const { cases } = (there ? JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')) : { cases: [] }) as {
			cases: Case[];
		};

		it('has the same requests, but for what is listed with the page that settles it', () => {
			const compared = cases.filter(({ id }) => !NOBODY.test(id));
			const found = compared.flatMap((one) => difference(slug, one).map((line) => ({ id: one.id, line })));
			expect(found.filter(({ line }) => !differs.some((known) => known.line.test(line)))).toEqual([]);
			expect(compared.length).toBeGreaterThan(10);
			expect(differs.filter((known) => !found.some(({ line }) => known.line.test(line)))).toEqual([]);
		});
	},
);
