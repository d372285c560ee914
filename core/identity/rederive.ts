import { consentRows } from '../events/told';
import type { ChangeRow, IdentifierRow, LinkRow, Tables } from '../ports';
import { deriveProfiles, uniqPairs } from '../profiles/derive';
import { follow } from '../profiles/follow';
import { readEvidence, reown, toldBy, type Read } from '../profiles/reown';
import { refold } from '../profiles/refold';
import { touch } from '../segments/touch';
import { setAside } from './aside';
import { claimsOf, pairKey, type Claim } from './claims';
import { place } from './place';
import type { RuleBook } from './rules/book';
import { spellingClaims } from './spellings';
import { crowd, traitsOfIdentifier } from './standing';

/**
 * Derives everything about these components anew from their events, as if the rules had always been these: identifiers,
 * evidence, who is who, owners of events, traits and consents. Answers what merged and split.
 */
export async function rederive(
	tables: Tables,
	components: number[],
	now: number,
	book: RuleBook,
): Promise<ChangeRow[]> {
	const judged = await judge(tables, components, book);
	const { rows } = judged;
	if (rows.size === 0) return [];
	const work = { tables, book, time: now, fresh: new Set<number>() };
	const read = await readAll(tables, rows, book);
	const claims = [
		...(await spellingClaims(tables, [...rows.values()], rows, book)),
		...claimsOf(read.flatMap(sayingOf)),
	];
	for (const { rows: named } of read) for (const row of named) if (!rows.has(row.id)) rows.set(row.id, row);
	await dropUnsaid(tables, judged.components, claims);
	const placement = await place(work, rows, claims, judged.components);
	await follow(tables, placement, book);
	await settleProfiles(tables, placement.settled, now, book);
	return placement.changes;
}

/** Judges the identifiers of components by the rules and stores what changed; a value that is no longer shared brings those it was kept from. */
async function judge(
	tables: Tables,
	components: number[],
	book: RuleBook,
): Promise<{ rows: Map<number, IdentifierRow>; components: Set<number> }> {
	const all = new Set(components);
	const rows = new Map((await tables.identifiers.byComponent(components)).map((row) => [row.id, row]));
	for (const row of [...rows.values()]) {
		const before = { ...row };
		const { standing, known, spelling } = traitsOfIdentifier(row, book);
		const shared = before.standing === 2 && standing === 0 && (await stillShared(tables, row, book));
		Object.assign(row, { spelling, standing: shared ? 2 : standing, known: shared ? 0 : known });
		if (before.standing === 2 && row.standing === 0)
			for (const link of await tables.links.ofIdentifiers([row.id])) all.add(link.component);
		if (row.standing !== before.standing || row.known !== before.known || row.spelling !== before.spelling)
			await tables.identifiers.place([row]);
	}
	const further = [...all].filter((component) => !components.includes(component));
	if (further.length > 0) for (const [id, row] of (await judge(tables, further, book)).rows) rows.set(id, row);
	return { rows, components: all };
}

async function stillShared(tables: Tables, row: IdentifierRow, book: RuleBook): Promise<boolean> {
	const links = await tables.links.ofIdentifiers([row.id]);
	const ends = links.map((link) => (link.a === row.id ? link.b : link.a));
	const others = new Map((await tables.identifiers.byId(ends)).map((other) => [other.id, other]));
	return crowd(row, links, (id) => others.get(id), book) !== undefined;
}

async function readAll(tables: Tables, rows: Map<number, IdentifierRow>, book: RuleBook): Promise<Read[]> {
	const read = await readEvidence(tables, [...new Set([...rows.values()].map((row) => row.profile))], book);
	const consents = consentRows(read.filter((one) => one.claimants).map(toldBy));
	if (consents.length > 0) await tables.consents.record(consents);
	return read;
}

const sayingOf = ({ event, claimants }: Read) =>
	claimants
		? [
				{
					names: claimants.names,
					source: event.source,
					rule: event.type === 'alias' ? ('alias' as const) : ('event' as const),
					time: event.time,
					verified: event.verified === 1,
				},
			]
		: [];

/** Evidence that nobody gives any more under these rules is dropped; what people and matchers said stays. */
async function dropUnsaid(tables: Tables, components: Set<number>, claims: Claim[]): Promise<void> {
	const said = new Set(claims.map((claim) => pairKey(claim.a, claim.b)));
	const derived = (link: LinkRow) =>
		['event', 'alias', 'spelling'].includes(link.rule) && link.state !== 'removed' && link.state !== 'forbidden';
	const links = await tables.links.byComponent([...components]);
	const unsaid = links.filter((link) => derived(link) && !said.has(pairKey(link.a, link.b)));
	if (unsaid.length > 0) await tables.links.remove(unsaid);
}

/** Owners, traits and profile rows of everybody who was placed; events that name nobody any more wait for other rules. */
async function settleProfiles(tables: Tables, settled: IdentifierRow[], now: number, book: RuleBook): Promise<void> {
	const profiles = [...new Set(settled.map((row) => row.profile))];
	const nameless = await reown(tables, profiles, book);
	if (nameless.length > 0) await setAside(tables, nameless, now, book);
	await refold(tables, uniqPairs(await tables.traits.observedKeys(profiles)), book);
	await tables.profiles.put(await deriveProfiles(tables, profiles));
	await touch(tables, profiles);
}

/** Looks at shared values again after evidence has gone: one that few people have left joins them as it did before. */
export async function relieve(tables: Tables, ids: number[], now: number, book: RuleBook): Promise<void> {
	const shared = (await tables.identifiers.byId(ids)).filter((row) => row.standing === 2);
	for (const row of shared)
		if (!(await stillShared(tables, row, book))) await rederive(tables, [row.component], now, book);
}
