import type { Cdp } from '../cdp';
import type { Identifier } from '../model/identifier';
import type { JsonObject } from '../model/json';
import { forget } from '../identity/duplicates/keys';
import type { Models } from '../identity/duplicates/models';
import { normalise } from '../identity/normalise';
import { relieve } from '../identity/rederive';
import type { RuleBook } from '../identity/rules/book';
import type { Regime } from '../identity/rules/current';
import type { Clock, IdentifierRow, Store, Tables } from '../ports';
import { forgetPerson } from '../recommend/follow';
import { touch } from '../segments/touch';
import { requireProfile, type Finder } from './find';
import { publicId } from './publicId';
import { suppress } from './suppress';

/** What an erasure needs to know besides the profile. */
export interface Eraser {
	tables: Tables;
	book: RuleBook;
	models: Models;
	now: number;
}

/** What an erasure came to; `proof` names its entry among the erasures. */
export type Erased = Awaited<ReturnType<Cdp['profiles']['erase']>>;

/** Erases a person by any identifier, in one transaction. Throws InputError PROFILE_UNKNOWN. */
export async function erase(
	{ store, clock, find, regime, models }: Erasing,
	identifier: Identifier,
	{ suppress: keepOut = false }: { suppress?: boolean } = {},
): Promise<Erased> {
	const found = await find(identifier);
	if (!found && (await offLists(store, identifier))) return { erased: true, identifiers: 0, events: 0 };
	const { profile } = found ?? (await requireProfile(find, identifier));
	const done = await store.write(async (tables) => {
		const { book } = await regime(tables);
		const now = clock.now();
		const rows = await tables.identifiers.byProfile([profile]);
		const held = await tables.erasures.deliveries(keysOf(profile, rows));
		const syncs = [...new Set(held.map(({ sync }) => sync))].sort();
		const gone = await eraseProfile({ tables, book, models, now }, profile);
		const id = await tables.meta.take('erasure', 1);
		await tables.erasures.note({ id, time: now, ...gone, syncs: JSON.stringify(syncs) });
		if (keepOut) await suppress(tables, rows, id, now);
		return { erased: true, ...gone, proof: `e${id}`, syncs };
	});
	await store.purge();
	return done;
}

/** Under which keys platforms may hold a person: the profile, those it was made of, and its browsers. */
const keysOf = (profile: number, rows: IdentifierRow[]): string[] => [
	publicId(profile),
	...rows.flatMap(({ id }) => [publicId(id), `b${id}`]),
];

/** What platforms hold of a person, and what is on its way to them. */
export async function deliveriesOf({ read }: Store, profile: number) {
	const held = await read.erasures.deliveries(keysOf(profile, await read.identifiers.byProfile([profile])));
	return held.map(({ sync, state, change }) => ({ sync, state, change: JSON.parse(change) as JsonObject }));
}

/** Proofs of erasures, newest first. */
export async function erasures(store: Store, limit: number): ReturnType<Cdp['profiles']['erasures']> {
	const rows = await store.read.erasures.list(limit);
	return rows.map(({ id, syncs, ...row }) => ({ proof: `e${id}`, ...row, syncs: JSON.parse(syncs) as string[] }));
}

/** What erasing needs of the engine. */
export interface Erasing {
	store: Store;
	clock: Clock;
	find: Finder;
	regime: (tables: Tables) => Promise<Regime>;
	models: Models;
}

/** Somebody who was only ever put on a list is in the store too. True when there was something to take off. */
async function offLists(store: Store, { type, value }: Identifier): Promise<boolean> {
	const normalised = normalise(type, value);
	if ('refused' in normalised) return false;
	return (await store.write((tables) => tables.lists.forget([normalised.identifier]))) > 0;
}

/**
 * Events, traits, consents, evidence, identifiers and refused calls go. What destinations hold is kept in the delivery
 * state until they have been told to remove it; segments let the profile go at their next evaluation.
 */
export async function eraseProfile(
	{ tables, book, models, now }: Eraser,
	profile: number,
): Promise<{ identifiers: number; events: number }> {
	const rows = await tables.identifiers.byProfile([profile]);
	const gone = new Set(rows.map((row) => row.id));
	const components = [...new Set(rows.map((row) => row.component))];
	const links = await tables.links.byComponent(components);
	await forgetPerson(tables, profile);
	const events = await tables.events.removeProfile(profile);
	await tables.traits.removeProfile(profile);
	await tables.consents.removeProfile(profile);
	await tables.links.removeComponents(components);
	await tables.links.put(links.filter((link) => !gone.has(link.a) && !gone.has(link.b)));
	await tables.identifiers.remove([...gone]);
	if (rows.length > 0) await tables.lists.forget(rows);
	await tables.sync.forget(rows.filter((row) => row.type === 'anonymous_id').map((row) => row.value));
	await tables.catalog.forgetRejects(rows.map((row) => row.value));
	await forget(tables, [...gone], models);
	await tables.profiles.put([{ id: profile, known: 0, alive: 0 }]);
	await touch(tables, [profile]);
	const met = links.flatMap((link) => [link.a, link.b]).filter((id) => !gone.has(id));
	await relieve(tables, met, now, book);
	return { identifiers: rows.length, events };
}
