import type { Call } from '../model/call';
import type { Identifier } from '../model/identifier';
import type { Claim } from '../identity/claims';
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
	/** Components in which an identifier became verified by this batch. */
	upgraded: number[];
	/** Other spellings of what was added. */
	spellings: Claim[];
}

interface Sighting {
	identifier: Identifier;
	first: number;
	last: number;
	verified: 0 | 1;
	row: IdentifierRow | undefined;
}

/** Identifiers are seen all the time; writing it down once a day is enough for lifetimes and spares most writes. */
const LAST_SEEN_STEP_MS = 86_400_000;

const nameOf = ({ type, value }: Identifier): string => `${type}\u0001${value}`;

/** Finds the rows of all identifiers in the calls, adds the missing ones, and notes when they were seen. */
export async function findOrAdd(tables: Tables, calls: readonly Call[], book: RuleBook): Promise<Directory> {
	const { byName, ofCall } = sightingsOf(calls);
	const found = await tables.identifiers.find([...byName.values()].map((s) => s.identifier));
	for (const row of found) (byName.get(nameOf(row)) as Sighting).row = row;
	const sightings = [...byName.values()];
	const missing = sightings.filter((s) => !s.row);
	const upgraded = await noteSightings(
		tables,
		sightings.filter((s) => s.row),
	);
	const added = await addMissing(tables, missing, book);
	const rows = new Map(sightings.map(({ row }) => [(row as IdentifierRow).id, row as IdentifierRow]));
	return {
		ofCall: ofCall.map((seen) => seen.map((s) => s.row as IdentifierRow)),
		rows,
		added: new Set(added.map((row) => row.id)),
		upgraded,
		spellings: await spellingClaims(tables, added, rows, book),
	};
}

/** Widens when they were seen; answers the components in which one became verified. */
async function noteSightings(tables: Tables, known: Sighting[]): Promise<number[]> {
	const widened = known.filter(
		({ row, first, last }) => row && (first < row.first_seen || last - row.last_seen >= LAST_SEEN_STEP_MS),
	);
	if (widened.length > 0)
		await tables.identifiers.seen(
			widened.map(({ row, first, last }) => ({ id: (row as IdentifierRow).id, first, last })),
		);
	// A limit in a window counts by first sight: an earlier one may change who is who.
	const earlier = widened
		.filter(({ row, first }) => first < (row as IdentifierRow).first_seen)
		.map(({ row, first }) => Object.assign(row as IdentifierRow, { first_seen: first }).component);
	const upgraded = known
		.filter((s) => s.row?.verified === 0 && s.verified === 1)
		.map(({ row }) => Object.assign(row as IdentifierRow, { verified: 1 }).component);
	return [...upgraded, ...earlier];
}

function sightingsOf(calls: readonly Call[]): { byName: Map<string, Sighting>; ofCall: Sighting[][] } {
	const byName = new Map<string, Sighting>();
	const ofCall = calls.map(({ identifiers, time, verified }) =>
		identifiers.map((identifier) => {
			const name = nameOf(identifier);
			let seen = byName.get(name);
			if (!seen) byName.set(name, (seen = { identifier, first: time, last: time, verified: 0, row: undefined }));
			if (time < seen.first) seen.first = time;
			if (time > seen.last) seen.last = time;
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
		...traitsOfIdentifier(identifier, book),
	}));
	sightings.forEach((sighting, i) => (sighting.row = rows[i]));
	await tables.identifiers.insert(rows);
	return rows;
}
