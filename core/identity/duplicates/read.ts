import { groupBy } from 'lodash';
import type { IdentifierRow, LinkRow, MatchRecordRow, Tables } from '../../ports';
import type { RuleBook } from '../rules/book';
import { hashOf } from './hash';
import { removeRecords } from './keys';
import type { Models } from './models';
import { only, recordOf } from './record';
import { unitsOf, type Unit } from './units';

/** Records that differ from what is kept, and units whose evidence must be looked at again. */
export interface Fresh {
	changed: MatchRecordRow[];
	seeds: number[];
	/** Pairs were taken out, so links may have to go. */
	thorough: boolean;
}

/**
 * Reads profiles and keeps the records of their units. Answers what is new; keys and pairs of what was replaced or is gone
 * are taken out, and those it was paired with are seeds too.
 */
export async function readProfiles(
	tables: Tables,
	ids: number[],
	{ book, columns, models }: { book: RuleBook; columns: string[] | null; models: Models },
): Promise<Fresh> {
	const { units, named } = await loadUnits(tables, ids);
	const records = await recordsOf(tables, units, book, columns);
	const kept = await tables.duplicates.records([...named]);
	const before = new Map(kept.map((row) => [row.unit, row]));
	const changed = records.filter((row) => before.get(row.unit)?.hash !== row.hash);
	const now = new Set(records.map((row) => row.unit));
	const replaced = new Set(changed.map((row) => row.unit));
	const gone = kept.filter((row) => !now.has(row.unit) || replaced.has(row.unit));
	const seeds = new Set(now);
	let thorough = false;
	if (gone.length > 0) {
		const units = gone.map((row) => row.unit);
		for (const { a, b } of await tables.duplicates.pairsOf(units)) {
			seeds.add(a).add(b);
			thorough = true;
		}
		await tables.duplicates.removeUndecided(units);
		await removeRecords(tables, gone, models);
	}
	if (changed.length > 0) await tables.duplicates.putRecords(changed);
	return { changed, seeds: [...seeds], thorough };
}

/** The units of profiles, named by the number of any identifier, and all numbers that may have been a unit. */
async function loadUnits(tables: Tables, ids: number[]): Promise<{ units: Unit[]; named: Set<number> }> {
	const own = await tables.identifiers.byId(ids);
	const rows = await tables.identifiers.byProfile([...new Set(own.map((row) => row.profile))]);
	const links = rows.length > 1 ? await linksAmong(tables, rows) : [];
	return { units: unitsOf(rows, links), named: new Set([...ids, ...rows.map((row) => row.id)]) };
}

/** A profile of one identifier has no links inside. */
function linksAmong(tables: Tables, rows: IdentifierRow[]): Promise<LinkRow[]> {
	return tables.links.byComponent([...new Set(rows.map((row) => row.component))]);
}

async function recordsOf(
	tables: Tables,
	units: Unit[],
	book: RuleBook,
	columns: string[] | null,
): Promise<MatchRecordRow[]> {
	const people = units.filter((unit) => unit.known);
	if (people.length === 0) return [];
	const unitOf = new Map(people.flatMap((unit) => unit.identifiers.map((row) => [row.id, unit.id] as const)));
	const said = await tables.duplicates.said([...new Set(people.map((unit) => unit.profile))]);
	const byUnit = groupBy(said, (o) => unitOf.get(o.identifier));
	return people.flatMap((unit) => {
		const record = JSON.stringify(only(recordOf(unit, byUnit[unit.id] ?? [], book, columns), columns ?? undefined));
		return record === '{}' ? [] : [{ unit: unit.id, model: 0, hash: hashOf(record), record }];
	});
}
