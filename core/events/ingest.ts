import type { Call } from '../model/call';
import { countRefused } from '../consent/tally';
import type { EventRow, IdentifierRow, ProfileRow, StoredConsent, Tables } from '../ports';
import { claimants, namesNobody, type Claimants } from '../identity/claimants';
import { claimsOf } from '../identity/claims';
import { place, type Placement } from '../identity/place';
import { catchUp } from '../identity/rules/replay';
import type { Regime } from '../identity/rules/current';
import { follow } from '../profiles/follow';
import { suppressedFields } from '../profiles/suppress';
import { mayCount } from '../recommend/signals';
import { touch } from '../segments/touch';
import { countCatalog } from './catalog';
import { findOrAdd, type Directory } from './directory';
import { observe } from './observe';
import type { Told } from './told';

/** What became of a call. */
export type Outcome = 'stored' | 'duplicate' | { field: string; reason: string };

/** A call with the rows of everybody it names. */
interface Placed extends Claimants {
	call: Call;
	/** In the order given, those that do not count included. */
	rows: IdentifierRow[];
}

/**
 * Stores a batch inside one write transaction: events, evidence, traits, consents, and everything that follows.
 * A fixed number of statements whatever the batch's size. A call that names nobody by the rules is refused.
 */
export async function storeCalls(
	tables: Tables,
	calls: readonly Call[],
	now: number,
	regime: Regime,
): Promise<Outcome[]> {
	const { book } = regime;
	const suppressed = await suppressedFields(tables, calls);
	const refused = calls.map((call, i) => suppressed[i] ?? namesNobody(call, book));
	const asked = calls.filter((_, i) => !refused[i]);
	const stored = await remember(tables, asked);
	const fresh = asked.filter((_, i) => stored[i]);
	if (fresh.length > 0) await storeFresh(tables, fresh, now, regime);
	await countRefused(tables, fresh);
	let at = 0;
	return refused.map((refusal) => refusal ?? (stored[at++] ? 'stored' : 'duplicate'));
}

async function storeFresh(tables: Tables, fresh: Call[], now: number, regime: Regime): Promise<void> {
	const { book } = regime;
	await catchUp(tables, fresh, now, regime);
	const directory = await findOrAdd(tables, fresh, book);
	const placement = await place(
		{ tables, book, time: now, fresh: directory.added },
		directory.rows,
		[...directory.spellings, ...claimsOf(sayings(fresh, directory, regime))],
		directory.again,
	);
	await follow(tables, placement, book);
	const placed = fresh.map((call, i): Placed => {
		const rows = (directory.ofCall[i] as IdentifierRow[]).map((row) => placement.rows.get(row.id) ?? row);
		return { call, rows, ...(claimants(rows, call.verified, book) as Claimants) };
	});
	await insertEvents(tables, placed);
	await observe(tables, placed.map(toldBy), book);
	await tables.profiles.add(profilesOf(placement, directory));
	await touch(tables, [...new Set(placed.flatMap(({ names }) => names.map((row) => row.profile)))]);
}

async function remember(tables: Tables, calls: readonly Call[]): Promise<boolean[]> {
	const fresh = new Set(await tables.events.remember([...new Set(calls.map((call) => call.messageId))]));
	// The first call of a messageId takes it, a second one in the same batch finds it taken.
	return calls.map((call) => fresh.delete(call.messageId));
}

function* sayings(calls: readonly Call[], directory: Directory, { book }: Regime) {
	for (let i = 0; i < calls.length; i++) {
		const { type, source, time, verified } = calls[i] as Call;
		const rows = directory.ofCall[i] as IdentifierRow[];
		if (rows.length < 2) continue;
		const names = claimants(rows, verified, book)?.names ?? [];
		yield { names, source, rule: type === 'alias' ? ('alias' as const) : ('event' as const), time, verified };
	}
}

async function insertEvents(tables: Tables, placed: readonly Placed[]): Promise<void> {
	const calls = placed.map(({ call }) => call);
	const names = await tables.events.names([...new Set(calls.map((call) => call.name))]);
	const from = await tables.meta.take('event', calls.length);
	const rows = placed.map(({ call, rows: named, owner, browser }, i): EventRow => ({
		id: from + i,
		profile: owner.profile,
		name: names.get(call.name) as number,
		time: call.time,
		identifier: owner.id,
		browser: browser?.id ?? null,
		type: call.type,
		source: call.source,
		received: call.receivedAt,
		message: call.messageId,
		properties: call.properties,
		context: call.context,
		verified: call.verified ? 1 : 0,
		names: namesAsJson(named, owner, browser),
		traits: isEmpty(call.traits) ? null : JSON.stringify(call.traits),
		terms: call.thirdParty ? JSON.stringify(call.thirdParty) : null,
		consent: consentAsJson(call),
	}));
	await tables.events.insert(rows);
	await tables.recommend.enqueue(
		rows.filter((_, i) => mayCount((calls[i] as Call).name, (calls[i] as Call).propertyNames)),
	);
	await countCatalog(tables, calls, names);
}

function consentAsJson(call: Call): string | null {
	const { consent: purposes, consentProof: proof, consentRecord: record, consentSignals: signals } = call;
	return purposes || record ? JSON.stringify({ purposes, proof, record, signals } satisfies StoredConsent) : null;
}

/** Most events name their owner and a browser: those two have columns of their own. */
function namesAsJson(rows: IdentifierRow[], owner: IdentifierRow, browser: IdentifierRow | undefined): string | null {
	const usual = rows.every((row) => row === owner || row === browser);
	return usual ? null : JSON.stringify(rows.map((row) => row.id));
}

function isEmpty(object: object): boolean {
	for (const _key in object) return false;
	return true;
}

const toldBy = ({ call, voices, owner }: Placed): Told => ({
	owner,
	voices,
	traits: call.traits,
	consent: call.consent,
	proof: call.consentProof,
	record: call.consentRecord,
	signals: call.consentSignals,
	time: call.time,
	source: call.source,
	verified: call.verified,
	terms: call.thirdParty,
});

/** A profile's row says that it is there and whether it is a known person; the rest is read from what hangs on it. */
export function profilesOf({ settled, rows }: Placement, { added }: Directory): ProfileRow[] {
	const profiles = new Map<number, ProfileRow>();
	// Identifiers that came alone: no evidence, so nothing resolved them.
	const alone = [...added].map((id) => rows.get(id) as IdentifierRow);
	for (const { profile, known, standing } of [...settled, ...alone])
		if (standing !== 1)
			profiles.set(profile, { id: profile, known: Math.max(known, profiles.get(profile)?.known ?? 0), alive: 1 });
	return [...profiles.values()];
}
