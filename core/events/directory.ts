import type { Call } from '../model/call';
import type { Identifier } from '../model/identifier';
import { LAST_SEEN_STEP_MS, type Claim } from '../identity/claims';
import type { RuleBook } from '../identity/rules/book';
import { spellingClaims } from '../identity/spellings';
import { traitsOfIdentifier } from '../identity/standing';
import type { IdentifierRow, Tables } from '../ports';

/** The identifiers of a batch as rows, found or new. */
export interface Directory {
	/** For each call its rows, in the order of its identifiers. */
	ofCall: IdentifierRow[][];
	rows: Map<number, IdentifierRow>;
	added: Set<number>;
	/** Components to resolve anew: an identifier became verified by this batch, or was first seen earlier. */
	again: number[];
	/** Other spellings of what was added. */
	spellings: Claim[];
}

interface Sighting {
	identifier: Identifier;
	first: number;
	last: number;
	verified: 0 | 1;
	/** Named by somebody who is believed. */
	counts: boolean;
	row: IdentifierRow | undefined;
}

const nameOf = ({ type, value }: Identifier): string => `${type}\u0001${value}`;

/** Finds the rows of all identifiers in the calls, adds the missing ones, and notes when they were seen. */
export async function findOrAdd(tables: Tables, calls: readonly Call[], book: RuleBook): Promise<Directory> {
	const { byName, ofCall } = sightingsOf(calls, book);
	const found = await tables.identifiers.find([...byName.values()].map((s) => s.identifier));
	for (const row of found) (byName.get(nameOf(row)) as Sighting).row = row;
	const sightings = [...byName.values()];
	const missing = sightings.filter((s) => !s.row);
	const { again, upgraded } = await noteSightings(
		tables,
		sightings.filter((s) => s.row),
		book,
	);
	const added = await addMissing(tables, missing, book);
	const rows = new Map(sightings.map(({ row }) => [(row as IdentifierRow).id, row as IdentifierRow]));
	return {
		ofCall: ofCall.map((seen) => seen.map((s) => s.row as IdentifierRow)),
		rows,
		added: new Set(added.map((row) => row.id)),
		again,
		spellings: await spellingClaims(tables, [...added, ...upgraded], rows, book),
	};
}

/** Notes when they were seen; answers which became verified, and the components in which that or an earlier sight may change who is who. */
async function noteSightings(
	tables: Tables,
	known: Sighting[],
	book: RuleBook,
): Promise<{ again: number[]; upgraded: IdentifierRow[] }> {
	const counted = known.filter((s) => s.counts);
	const late = counted.filter(({ row, first }) => row && (countsAnew(row, book) || first < row.first_seen));
	const recent = counted.filter(({ row, last }) => row && last - row.last_seen >= LAST_SEEN_STEP_MS);
	const upgraded = known.filter((s) => s.row?.verified === 0 && s.verified === 1);
	for (const sighting of late) {
		const row = sighting.row as IdentifierRow;
		row.first_seen = countsAnew(row, book) ? sighting.first : Math.min(row.first_seen, sighting.first);
	}
	const noted = [...new Set([...late, ...recent])].map((s) => ({ row: s.row as IdentifierRow, last: s.last }));
	if (noted.length > 0)
		await tables.identifiers.span(
			noted.map(({ row, last }) => ({ id: row.id, first: row.first_seen, last: Math.max(row.last_seen, last) })),
		);
	for (const { row } of upgraded) upgrade(row as IdentifierRow, book);
	// A limit in a window counts by first sight.
	const earlier = late.filter(({ row }) => book.of((row as IdentifierRow).type).window !== 'ever');
	const rowOf = ({ row }: Sighting) => row as IdentifierRow;
	return { again: [...upgraded, ...earlier].map((s) => rowOf(s).component), upgraded: upgraded.map(rowOf) };
}

/** So far nobody who is believed has named it: what others said of it does not count, nor when. */
const countsAnew = (row: IdentifierRow, book: RuleBook): boolean =>
	row.verified === 0 && book.of(row.type).verifiedOnly;

/** A trusted source has named it: where the rules believe nobody else, it counts from now on. */
function upgrade(row: IdentifierRow, book: RuleBook): void {
	row.verified = 1;
	if (row.standing === 1) Object.assign(row, traitsOfIdentifier(row, book));
}

function sightingsOf(calls: readonly Call[], book: RuleBook): { byName: Map<string, Sighting>; ofCall: Sighting[][] } {
	const byName = new Map<string, Sighting>();
	const ofCall = calls.map(({ identifiers, time, verified }) =>
		identifiers.map((identifier) => {
			const name = nameOf(identifier);
			const counts = verified || !book.of(identifier.type).verifiedOnly;
			let seen = byName.get(name);
			if (!seen)
				byName.set(name, (seen = { identifier, first: time, last: time, verified: 0, counts, row: undefined }));
			if (counts && !seen.counts) Object.assign(seen, { first: time, last: time, counts });
			if (counts === seen.counts) {
				if (time < seen.first) seen.first = time;
				if (time > seen.last) seen.last = time;
			}
			if (verified) seen.verified = 1;
			return seen;
		}),
	);
	return { byName, ofCall };
}

async function addMissing(tables: Tables, sightings: Sighting[], book: RuleBook): Promise<IdentifierRow[]> {
	if (sightings.length === 0) return [];
	const from = await tables.meta.take('identifier', sightings.length);
	const rows = sightings.map(({ identifier, first, last, verified }, i) => ({
		...identifier,
		id: from + i,
		component: from + i,
		profile: from + i,
		verified,
		first_seen: first,
		last_seen: last,
		...traitsOfIdentifier({ ...identifier, verified }, book),
	}));
	sightings.forEach((sighting, i) => (sighting.row = rows[i]));
	await tables.identifiers.insert(rows);
	return rows;
}
