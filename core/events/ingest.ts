import { uniqBy } from 'lodash';
import type { Call } from '../model/call';
import type { Identifier } from '../model/identifier';
import type { EventRow, IdentifierRow, Tables } from '../ports';
import { place, type Claim } from '../identity/place';
import { ruleOf } from '../identity/rules';
import { follow } from '../profiles/follow';
import { countCatalog } from './catalog';
import { observe } from './observe';

/** For each call given: `true` when it is stored now, `false` when its messageId was stored before. */
export type Stored = boolean[];

/**
 * Stores a batch inside one write transaction: events, evidence, traits, consents, and everything that follows.
 * A fixed number of statements whatever the batch's size.
 */
export async function storeCalls(tables: Tables, calls: readonly Call[], now: number): Promise<Stored> {
	const stored = await unseen(tables, calls);
	const fresh = calls.filter((_, i) => stored[i]);
	if (fresh.length === 0) return stored;
	const directory = await findOrAdd(tables, fresh);
	const placement = await place({ tables, time: now, fresh: directory.added }, directory.rows, claimsOf(fresh, directory), directory.upgraded);
	const rowOf = (identifier: Identifier): IdentifierRow => {
		const found = directory.byName.get(nameOf(identifier)) as IdentifierRow;
		return placement.rows.get(found.id) ?? found;
	};
	const touch = await tables.meta.take('touch', 1);
	await follow(tables, placement, touch);
	await insertEvents(tables, fresh, rowOf);
	await observe(tables, fresh, rowOf);
	await countProfiles(tables, fresh, rowOf, touch);
	return stored;
}

async function unseen(tables: Tables, calls: readonly Call[]): Promise<Stored> {
	const known = new Set(await tables.events.known([...new Set(calls.map((call) => call.messageId))]));
	return calls.map((call) => {
		if (known.has(call.messageId)) return false;
		known.add(call.messageId);
		return true;
	});
}

const nameOf = (identifier: Identifier): string => `${identifier.type}\u0001${identifier.value}`;

interface Directory {
	byName: Map<string, IdentifierRow>;
	rows: Map<number, IdentifierRow>;
	added: Set<number>;
	/** Components in which an identifier became verified by this batch. */
	upgraded: number[];
}

interface Sighting {
	identifier: Identifier;
	first: number;
	last: number;
	verified: number;
}

async function findOrAdd(tables: Tables, calls: readonly Call[]): Promise<Directory> {
	const sightings = sightingsOf(calls);
	const found = await tables.identifiers.find([...sightings.values()].map((s) => s.identifier));
	const byName = new Map(found.map((row) => [nameOf(row), row]));
	const missing = [...sightings].filter(([name]) => !byName.has(name));
	const upgraded = found.filter((row) => row.verified === 0 && sightings.get(nameOf(row))?.verified === 1);
	for (const row of upgraded) row.verified = 1;
	await tables.identifiers.seen(found.filter((row) => widens(row, sightings.get(nameOf(row)) as Sighting)).map((row) => seenRow(row, sightings)));
	const added = await addMissing(tables, missing.map(([, sighting]) => sighting));
	for (const row of added) byName.set(nameOf(row), row);
	return { byName, rows: new Map([...byName.values()].map((row) => [row.id, row])), added: new Set(added.map((row) => row.id)), upgraded: upgraded.map((row) => row.component) };
}

const widens = (row: IdentifierRow, seen: Sighting): boolean => seen.first < row.first_seen || seen.last > row.last_seen;

function seenRow(row: IdentifierRow, sightings: Map<string, Sighting>) {
	const { first, last } = sightings.get(nameOf(row)) as Sighting;
	return { id: row.id, first, last };
}

function sightingsOf(calls: readonly Call[]): Map<string, Sighting> {
	const sightings = new Map<string, Sighting>();
	for (const call of calls) {
		for (const identifier of call.identifiers) {
			const name = nameOf(identifier);
			const former = sightings.get(name);
			const verified = call.verified ? 1 : 0;
			if (!former) sightings.set(name, { identifier, first: call.time, last: call.time, verified });
			else Object.assign(former, { first: Math.min(former.first, call.time), last: Math.max(former.last, call.time), verified: Math.max(former.verified, verified) });
		}
	}
	return sightings;
}

async function addMissing(tables: Tables, sightings: Sighting[]): Promise<IdentifierRow[]> {
	if (sightings.length === 0) return [];
	const from = await tables.meta.take('identifier', sightings.length);
	const rows = sightings.map(({ identifier, first, last, verified }, i) => ({
		...identifier, id: from + i, component: from + i, profile: from + i, known: ruleOf(identifier.type).known ? 1 : 0, verified, first_seen: first, last_seen: last,
	}));
	await tables.identifiers.insert(rows);
	return rows;
}

/** Every identifier of a call is evidence against the one that owns the call. */
function claimsOf(calls: readonly Call[], directory: Directory): Claim[] {
	const claims = new Map<string, Claim>();
	for (const call of calls) {
		const [owner, ...others] = call.identifiers.map((identifier) => (directory.byName.get(nameOf(identifier)) as IdentifierRow).id);
		for (const other of others) {
			const key = `${owner}:${other}`;
			const former = claims.get(key);
			if (!former) {
				claims.set(key, { a: owner as number, b: other, source: call.source, rule: call.type === 'alias' ? 'alias' : 'event', first: call.time, last: call.time, verified: call.verified });
			} else {
				Object.assign(former, { first: Math.min(former.first, call.time), last: Math.max(former.last, call.time), verified: former.verified || call.verified });
			}
		}
	}
	return [...claims.values()];
}

async function insertEvents(tables: Tables, calls: readonly Call[], rowOf: (identifier: Identifier) => IdentifierRow): Promise<void> {
	const names = await tables.events.names([...new Set(calls.map((call) => call.name))]);
	const from = await tables.meta.take('event', calls.length);
	const rows = calls.map((call, i): EventRow => {
		const owner = rowOf(call.identifiers[0] as Identifier);
		return {
			id: from + i, profile: owner.profile, name: names.get(call.name) as number, time: call.time, identifier: owner.id,
			browser: call.browser ? rowOf(call.browser).id : null, type: call.type, source: call.source, received: call.receivedAt,
			message: call.messageId, properties: JSON.stringify(call.properties), context: JSON.stringify(call.context),
		};
	});
	await tables.events.remember(calls.map((call) => call.messageId));
	await tables.events.insert(rows);
	await countCatalog(tables, calls, names);
}

/** Every profile that any identifier of the batch belongs to gets its row; events count for the owner's. */
async function countProfiles(tables: Tables, calls: readonly Call[], rowOf: (identifier: Identifier) => IdentifierRow, touched: number): Promise<void> {
	const rows = new Map<number, { id: number; known: number; alive: number; events: number; first_seen: number; last_seen: number; touched: number }>();
	for (const call of calls) {
		const placed = uniqBy(call.identifiers.map(rowOf), (row) => row.id);
		placed.forEach((row, i) => {
			const count = i === 0 ? 1 : 0;
			const former = rows.get(row.profile);
			if (!former) rows.set(row.profile, { id: row.profile, known: row.known, alive: 1, events: count, first_seen: call.time, last_seen: call.time, touched });
			else {
				Object.assign(former, {
					known: Math.max(former.known, row.known), events: former.events + count,
					first_seen: Math.min(former.first_seen, call.time), last_seen: Math.max(former.last_seen, call.time),
				});
			}
		});
	}
	await tables.profiles.add([...rows.values()]);
}
