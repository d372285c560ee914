import { chunk } from 'lodash';
import type { ChangeRow, IdentifierRow, LinkRow, Tables } from '../ports';
import { follow } from '../profiles/follow';
import { readEvidence, reown, type Read } from '../profiles/reown';
import { setAside } from './aside';
import { claimants } from './claimants';
import { claimsOf, newLink, pairKey, type Claim } from './claims';
import { place } from './place';
import type { RuleBook } from './rules/book';
import { spellingClaims } from './spellings';
import { crowd, isUndone, traitsOfIdentifier } from './standing';

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
	const read = await readEvidence(tables, [...new Set([...rows.values()].map((row) => row.profile))], book);
	const claims = [
		...(await spellingClaims(tables, [...rows.values()], rows, book)),
		...claimsOf(read.flatMap(sayingOf)),
	];
	for (const { rows: named } of read) for (const row of named) if (!rows.has(row.id)) rows.set(row.id, row);
	await seenAnew(tables, judged.components, read, rows);
	await dropOutdated(tables, judged.components, claims);
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

/** So many profiles of those a shared value was named with are read at a time; most often the first few settle it. */
const AT_ONCE = 50;

/** Counts the crowd around a value from the events themselves, as these rules read them: stored links may be of other rules. */
async function stillShared(tables: Tables, row: IdentifierRow, book: RuleBook): Promise<boolean> {
	const links = await tables.links.ofIdentifiers([row.id]);
	const ends = [...new Set(links.map((link) => (link.a === row.id ? link.b : link.a)))];
	const profiles = [...new Set([row.profile, ...(await tables.identifiers.byId(ends)).map((other) => other.profile)])];
	const undone = new Set(links.filter(isUndone).map((link) => pairKey(link.a, link.b)));
	const claims: Claim[] = [];
	const others = new Map<number, IdentifierRow>();
	for (const some of chunk(profiles, AT_ONCE)) {
		for (const one of await readEvidence(tables, some, book)) {
			const named = one.rows.map((other) => ({ ...other, ...judgedAlone(other, book) }));
			if (!named.some((other) => other.id === row.id)) continue;
			for (const other of named) others.set(other.id, other);
			const names = claimants(named, one.event.verified === 1, book)?.names ?? [];
			claims.push(...claimsOf(sayingOf({ event: one.event, claimants: { names } })));
		}
		const said = claims.filter((claim) => claim.a === row.id || claim.b === row.id).map((claim) => newLink(claim, 0));
		const counted = said.filter((link) => !undone.has(pairKey(link.a, link.b)));
		if (crowd(row, counted, (id) => others.get(id), book) !== undefined) return true;
	}
	return false;
}

/** As the rules see it without its surroundings: what is shared stays a name for now. */
const judgedAlone = (row: IdentifierRow, book: RuleBook) => {
	const { standing, spelling } = traitsOfIdentifier(row, book);
	return { spelling, standing: standing === 0 && row.standing === 2 ? (2 as const) : standing };
};

const sayingOf = ({ event, claimants }: Pick<Read, 'event'> & { claimants: { names: IdentifierRow[] } | undefined }) =>
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

/** First and last sight come from the events in which a name counts; an identifier of another component only gains some. */
async function seenAnew(
	tables: Tables,
	components: Set<number>,
	read: Read[],
	rows: Map<number, IdentifierRow>,
): Promise<void> {
	const spans = new Map<number, { id: number; first: number; last: number }>();
	for (const { event, claimants: c } of read) {
		for (const { id } of c?.names ?? []) {
			const span = spans.get(id) ?? { id, first: event.time, last: event.time };
			spans.set(id, { id, first: Math.min(span.first, event.time), last: Math.max(span.last, event.time) });
		}
	}
	const changed = [...spans.values()].flatMap((span) => {
		const row = rows.get(span.id);
		if (!row) return [];
		const own = components.has(row.component) && row.standing === 0;
		const first = own ? span.first : Math.min(span.first, row.first_seen);
		const last = own ? span.last : Math.max(span.last, row.last_seen);
		if (first === row.first_seen && last === row.last_seen) return [];
		Object.assign(row, { first_seen: first, last_seen: last });
		return [{ id: span.id, first, last }];
	});
	if (changed.length > 0) await tables.identifiers.span(changed);
}

/** Derived evidence that these rules read otherwise, or not at all, is dropped and made anew; what people and matchers said stays. */
async function dropOutdated(tables: Tables, components: Set<number>, claims: Claim[]): Promise<void> {
	const said = new Map(claims.map((claim) => [pairKey(claim.a, claim.b), claim]));
	const outdated = (link: LinkRow): boolean => {
		if (!['event', 'alias', 'spelling'].includes(link.rule) || isUndone(link)) return false;
		const claim = said.get(pairKey(link.a, link.b));
		return claim?.first !== link.first_seen || claim.verified !== (link.verified === 1) || claim.rule !== link.rule;
	};
	const links = (await tables.links.byComponent([...components])).filter(outdated);
	if (links.length > 0) await tables.links.remove(links);
}

/** Tells everybody who was placed again what is theirs, traits and profile rows with it; events that name nobody any more wait for other rules. */
async function settleProfiles(tables: Tables, settled: IdentifierRow[], now: number, book: RuleBook): Promise<void> {
	const profiles = [...new Set(settled.map((row) => row.profile))];
	const nameless = await reown(tables, profiles, book, settled);
	if (nameless.length > 0) await setAside(tables, nameless, now, book);
}

/** Looks at shared values again after evidence has gone: one that few people have left joins them as it did before. */
export async function relieve(tables: Tables, ids: number[], now: number, book: RuleBook): Promise<void> {
	const shared = (await tables.identifiers.byId(ids)).filter((row) => row.standing === 2);
	for (const row of shared)
		if (!(await stillShared(tables, row, book))) await rederive(tables, [row.component], now, book);
}
