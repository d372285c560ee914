import type { Call } from '../model/call';
import type { EventRow, IdentifierRow, ProfileRow, Tables } from '../ports';
import { place, type Claim, type Placement } from '../identity/place';
import { follow } from '../profiles/follow';
import { touch } from '../segments/touch';
import { countCatalog } from './catalog';
import { findOrAdd, type Directory } from './directory';
import { observe } from './observe';

/** A call with the rows of its identifiers, in the same order: the first owns the call. */
export interface Placed {
	call: Call;
	rows: IdentifierRow[];
	owner: IdentifierRow;
}

/**
 * Stores a batch inside one write transaction: events, evidence, traits, consents, and everything that follows.
 * A fixed number of statements whatever the batch's size. For each call given: true when it is stored now,
 * false when its messageId was stored before.
 */
export async function storeCalls(tables: Tables, calls: readonly Call[], now: number): Promise<boolean[]> {
	const stored = await remember(tables, calls);
	const fresh = calls.filter((_, i) => stored[i]);
	if (fresh.length === 0) return stored;
	const directory = await findOrAdd(tables, fresh);
	const placement = await place(
		{ tables, time: now, fresh: directory.added },
		directory.rows,
		claimsOf(fresh, directory),
		directory.upgraded,
	);
	await follow(tables, placement);
	const placed = fresh.map((call, i): Placed => {
		const rows = (directory.ofCall[i] as IdentifierRow[]).map((row) => placement.rows.get(row.id) ?? row);
		return { call, rows, owner: rows[0] as IdentifierRow };
	});
	await insertEvents(tables, placed);
	await observe(tables, placed);
	await tables.profiles.add(profilesOf([...placement.settled, ...newRows(directory, placement)]));
	await touch(tables, [...new Set(placed.flatMap(({ rows }) => rows.map((row) => row.profile)))]);
	return stored;
}

async function remember(tables: Tables, calls: readonly Call[]): Promise<boolean[]> {
	const fresh = new Set(await tables.events.remember([...new Set(calls.map((call) => call.messageId))]));
	// The first call of a messageId takes it, a second one in the same batch finds it taken.
	return calls.map((call) => fresh.delete(call.messageId));
}

/** Every identifier of a call is evidence against the one that owns the call. */
function claimsOf(calls: readonly Call[], directory: Directory): Claim[] {
	const claims = new Map<number, Map<number, Claim>>();
	calls.forEach((call, i) => {
		const [owner, ...others] = directory.ofCall[i] as [IdentifierRow, ...IdentifierRow[]];
		for (const other of others) {
			const ofOwner = claims.get(owner.id) ?? new Map<number, Claim>();
			claims.set(owner.id, ofOwner);
			const former = ofOwner.get(other.id);
			if (former) widen(former, call);
			else ofOwner.set(other.id, claim(owner.id, other.id, call));
		}
	});
	return [...claims.values()].flatMap((ofOwner) => [...ofOwner.values()]);
}

function claim(a: number, b: number, call: Call): Claim {
	return {
		a,
		b,
		source: call.source,
		rule: call.type === 'alias' ? 'alias' : 'event',
		first: call.time,
		last: call.time,
		verified: call.verified,
	};
}

function widen(claim: Claim, { time, verified }: Call): void {
	if (time < claim.first) claim.first = time;
	if (time > claim.last) claim.last = time;
	claim.verified ||= verified;
}

async function insertEvents(tables: Tables, placed: readonly Placed[]): Promise<void> {
	const calls = placed.map(({ call }) => call);
	const names = await tables.events.names([...new Set(calls.map((call) => call.name))]);
	const from = await tables.meta.take('event', calls.length);
	const rows = placed.map(({ call, rows: known, owner }, i): EventRow => {
		return {
			id: from + i,
			profile: owner.profile,
			name: names.get(call.name) as number,
			time: call.time,
			identifier: owner.id,
			browser: known[call.browser]?.id ?? null,
			type: call.type,
			source: call.source,
			received: call.receivedAt,
			message: call.messageId,
			properties: call.properties,
			context: call.context,
		};
	});
	await tables.events.insert(rows);
	await countCatalog(tables, calls, names);
}

/** Identifiers that came alone: no evidence, so nothing resolved them. */
function newRows({ added }: Directory, { rows }: Placement): IdentifierRow[] {
	return [...added].map((id) => rows.get(id) as IdentifierRow);
}

/** A profile's row says that it is there and whether it is a known person; the rest is read from what hangs on it. */
function profilesOf(rows: readonly IdentifierRow[]): ProfileRow[] {
	const profiles = new Map<number, ProfileRow>();
	for (const { profile, known } of rows)
		profiles.set(profile, { id: profile, known: Math.max(known, profiles.get(profile)?.known ?? 0), alive: 1 });
	return [...profiles.values()];
}
