import { groupBy } from 'lodash';
import type { Json } from '../../model/json';
import type { ObservationRow } from '../../ports';
import { foldTrait } from '../../profiles/fold';
import type { MatchRecord } from '../match';
import type { RuleBook } from '../rules/book';
import type { Unit } from './units';

/** Longer values are texts about a person, not what tells people apart. */
const LONGEST = 200;
/** Columns of one record; a profile with more traits keeps the first by name. */
const MOST_COLUMNS = 64;
/** Identifiers that say something of a person. Numbers that a system gave out look alike by chance: they are compared only when asked for. */
const TELLING: ReadonlySet<string> = new Set(['email', 'phone']);

/**
 * The record of a unit: its single-valued traits and identifiers as text. What browsers said of a person that a trusted
 * source has named is left out: anybody could say it, and be taken for that person.
 */
export function recordOf(
	unit: Unit,
	said: readonly ObservationRow[],
	book: RuleBook,
	asked: readonly string[] | null,
): MatchRecord {
	const counts = (row: { verified: number }): boolean => !unit.verified || row.verified === 1;
	const record = new Map<string, string>(identifierCells(unit, book, counts, asked));
	for (const [key, observations] of Object.entries(groupBy(said.filter(counts), (o) => o.key))) {
		const folded = foldTrait(unit.id, key, observations, book.survivorship(key));
		const cell = folded && cellOf(JSON.parse(folded.value) as Json);
		if (cell !== undefined) record.set(key, cell);
	}
	const cells = [...record].sort(([x], [y]) => (x < y ? -1 : 1)).slice(0, MOST_COLUMNS);
	return Object.fromEntries(cells);
}

/** The oldest value of each type. Types of which a person has one only are left out: two people of one such value are one already. */
function* identifierCells(
	{ identifiers }: Unit,
	book: RuleBook,
	counts: (row: { verified: number }) => boolean,
	asked: readonly string[] | null,
): Generator<[string, string]> {
	const named = identifiers.filter((row) => row.known === 1 && row.standing === 0 && counts(row));
	for (const [type, rows] of Object.entries(groupBy(named, (row) => row.type))) {
		const { unique, limit, window } = book.of(type);
		if (!TELLING.has(type) && !asked?.includes(type)) continue;
		if (unique || (limit === 1 && window === 'ever')) continue;
		const [oldest] = rows.sort((a, b) => a.first_seen - b.first_seen || (a.value < b.value ? -1 : 1));
		if (oldest) yield [type, oldest.value];
	}
}

/** Lists and objects have no one value to compare. */
function cellOf(value: Json): string | undefined {
	if (value === null || typeof value === 'object') return undefined;
	const text = String(value).trim();
	return text === '' || text.length > LONGEST ? undefined : text;
}

/** A record with these columns only, in the order of their names. */
export function only(record: MatchRecord, columns: readonly string[] | undefined): MatchRecord {
	if (!columns) return record;
	return Object.fromEntries(
		[...columns].sort().flatMap((column) => (record[column] === undefined ? [] : [[column, record[column]]])),
	);
}
