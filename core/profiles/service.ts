import type { Cdp } from '../cdp';
import type { Identifier } from '../model/identifier';
import type { JsonObject } from '../model/json';
import type { Page, Profile, ProfileQuery, TimelineEntry } from '../model/profile';
import type { Models } from '../identity/duplicates/models';
import type { Regime } from '../identity/rules/current';
import type { Clock, NamedEvent, Store, Tables } from '../ports';
import { conflicts } from './conflicts';
import { deliveriesOf, erase, erasures } from './erase';
import { expireTraits, thirdPartyOf } from './expire';
import { forgetting } from './forget';
import { requireProfile, type Found, type Finder } from './find';
import { foldConsents } from '../consent/fold';
import { loadProfiles } from './load';
import { unsuppress } from './suppress';

const PAGE = 200;

/** Reading and changing one person at a time. Changes go through ingest, so they leave evidence like everything else. */
export function profileService(
	store: Store,
	clock: Clock,
	ingest: Cdp['ingest'],
	find: Finder,
	regime: (tables: Tables) => Promise<Regime>,
	models: Models,
): Cdp['profiles'] {
	const expire = () => expireTraits(store, regime, clock.now());
	const load = async (found: Found): Promise<Profile> => expire().then(() => loadWhole(store.read, found.profile));
	const timeline = timelineOf(store, find);
	return {
		get: async (identifier) => {
			const found = await find(identifier);
			return found && load(found);
		},
		list: (query) => expire().then(() => listOf(store.read, query)),
		update: async (identifier, traits, origin) => {
			const { row } = await requireProfile(find, identifier);
			await ingest.calls([{ type: 'identify', ...naming(row), traits }], origin);
			return load(await requireProfile(find, row));
		},
		timeline,
		setConsent: async (identifier, purposes, { proof, ...origin }) => {
			const { row, profile } = await requireProfile(find, identifier);
			const context = {
				...naming(row).context,
				consent: { categoryPreferences: purposes },
				...(proof ? { consentProof: proof } : {}),
			};
			await ingest.calls([{ type: 'identify', context }], origin);
			return foldConsents(await store.read.consents.byProfile([profile]));
		},
		export: async (identifier) => {
			const found = await requireProfile(find, identifier);
			return exported(store, found, await load(found), timeline);
		},
		erase: (identifier, options) => erase({ store, clock, find, regime, models }, identifier, options),
		unsuppress: (identifier) => store.write((tables) => unsuppress(tables, identifier)),
		erasures: ({ limit = 100 } = {}) => erasures(store, limit),
		forget: forgetting(store, clock, regime, models),
		conflicts: async (identifier) => {
			const { profile } = await requireProfile(find, identifier);
			return conflicts(store.read, profile, (await regime(store.read)).book);
		},
	};
}

/** A page of profiles. */
async function listOf(tables: Tables, { after, limit = 50, ...query }: ProfileQuery): Promise<Page<Profile>> {
	const size = Math.min(limit, PAGE);
	const ids = await tables.profiles.list({ ...query, after: Number(after ?? 0), limit: size });
	const items = await loadProfiles(tables, ids);
	return ids.length === size ? { items, next: String(ids.at(-1)) } : { items };
}

/** One profile with what data providers say of it. */
async function loadWhole(tables: Tables, id: number): Promise<Profile> {
	const [profile] = await loadProfiles(tables, [id]);
	const thirdParty = await thirdPartyOf(tables, id);
	return { ...(profile as Profile), ...(thirdParty.length > 0 ? { thirdParty } : {}) };
}

/** A person's events, newest first. */
function timelineOf(store: Store, find: Finder): Cdp['profiles']['timeline'] {
	return async (identifier, { after, limit = 50 }) => {
		const { profile } = await requireProfile(find, identifier);
		const size = Math.min(limit, PAGE);
		const events = await store.read.events.timeline(profile, readCursor(after), size);
		const last = events.at(-1);
		const items = await entries(store, events);
		return events.length === size && last ? { items, next: `${last.time}.${last.id}` } : { items };
	};
}

/** Names a person in a call by exactly one identifier, whatever its type. */
const naming = ({ type, value }: Identifier) => ({
	context: { externalIds: [{ id: value, type, collection: 'users', encoding: 'none' }] },
});

function readCursor(after: string | undefined): { time: number; id: number } | undefined {
	const [time, id] = (after ?? '').split('.').map(Number);
	return time !== undefined && id !== undefined && Number.isFinite(time) && Number.isFinite(id)
		? { time, id }
		: undefined;
}

async function entries(store: Store, events: NamedEvent[]): Promise<TimelineEntry[]> {
	const names = new Map(
		(await store.read.identifiers.byId([...new Set(events.map((event) => event.identifier))])).map((row) => [
			row.id,
			row,
		]),
	);
	return events.map((event) => ({
		messageId: event.message,
		time: event.time,
		type: event.type,
		name: event.name,
		source: event.source,
		identifier: { type: names.get(event.identifier)?.type ?? '', value: names.get(event.identifier)?.value ?? '' },
		properties: JSON.parse(event.properties) as JsonObject,
	}));
}

async function exported(
	store: Store,
	found: Found,
	profile: Profile,
	timeline: Cdp['profiles']['timeline'],
): Promise<JsonObject> {
	const events: TimelineEntry[] = [];
	for (let after: string | undefined; ;) {
		const page = await timeline(found.row, { limit: PAGE, ...(after ? { after } : {}) });
		events.push(...page.items);
		after = page.next;
		if (!after) break;
	}
	const keys = await store.read.traits.observedKeys([found.profile]);
	const observations = await store.read.traits.observations(keys);
	const consents = await store.read.consents.byProfile([found.profile]);
	const lists = await store.read.lists.ofProfile(found.profile);
	const deliveries = await deliveriesOf(store, found.profile);
	return JSON.parse(JSON.stringify({ profile, observations, consents, lists, deliveries, events })) as JsonObject;
}
