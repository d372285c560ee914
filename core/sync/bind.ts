import { findOrAdd } from '../events/directory';
import { profilesOf } from '../events/ingest';
import { place } from '../identity/place';
import { pairKey } from '../identity/claims';
import type { RuleBook } from '../identity/rules/book';
import type { Call } from '../model/call';
import type { Identifier } from '../model/identifier';
import type { IdentifierRow, Tables } from '../ports';
import { follow } from '../profiles/follow';
import { touch } from '../segments/touch';

/** Under which evidence of matched cookies is kept. It is nobody's event, so it is no visit. */
const RULE = 'sync';
const SOURCE = 'cookie-sync';

/** What a change of matches works on. */
export interface Binding {
	tables: Tables;
	book: RuleBook;
	now: number;
}

/** Two names of one browser: ours and a partner's. */
export interface Pair {
	browser: Identifier;
	cookie: Identifier;
}

/** Adds what a match says to the evidence: the two are one browser, says somebody who is not believed like a server. */
export async function bind({ tables, book, now }: Binding, pairs: Pair[]): Promise<void> {
	const sightings = pairs.map(({ browser, cookie }) => ({
		identifiers: [browser, cookie],
		time: now,
		verified: false,
	}));
	const directory = await findOrAdd(tables, sightings as unknown as Call[], book);
	const claims = directory.ofCall.map((rows) => {
		const [a, b] = rows as [IdentifierRow, IdentifierRow];
		return { a: a.id, b: b.id, source: SOURCE, rule: RULE, first: now, last: now, verified: false };
	});
	const work = { tables, book, time: now, fresh: directory.added };
	const placement = await place(work, directory.rows, [...directory.spellings, ...claims], directory.again);
	await follow(tables, placement, book);
	await tables.profiles.add(profilesOf(placement, directory));
	await touch(tables, [...new Set([...placement.rows.values()].map((row) => row.profile))]);
}

/** Takes a match back: the evidence goes, what other events say stays. */
export async function unbind({ tables, book, now }: Binding, { browser, cookie }: Pair): Promise<void> {
	const rows = await tables.identifiers.find([browser, cookie]);
	const [left, right] = rows;
	if (!left || !right) return;
	const links = (await tables.links.ofIdentifiers([left.id])).filter(
		(link) => pairKey(link.a, link.b) === pairKey(left.id, right.id) && link.rule === RULE,
	);
	if (links.length === 0) return;
	await tables.links.remove(links);
	const byId = new Map(rows.map((row) => [row.id, row]));
	const components = [...new Set(rows.filter((row) => row.standing === 0).map((row) => row.component))];
	const placement = await place({ tables, book, time: now, fresh: new Set() }, byId, [], components);
	await follow(tables, placement, book);
	await touch(tables, [...new Set(rows.map((row) => row.profile))]);
}
