import type { Tables } from '../../ports';

/** Records of one block that a record is compared with; larger blocks say little anyway. */
const MOST_UNDER_KEY = 300;
/** So many records' keys are kept packed before they are sorted in among the others. */
const MOST_RECENT = 256;
/** More new records than this at once are sorted in directly. */
const FEW = 8;
const BASE = 36;

const pack = (keys: readonly number[]): string => keys.map((key) => key.toString(BASE)).join(' ');

/**
 * Puts records under their keys. Keys are hashes: the thirty of one record lie on thirty pages, and making those durable
 * costs more than everything else about a new person. So those of a few new records wait in one row each.
 */
export async function shelve(tables: Tables, keys: ReadonlyMap<number, number[]>): Promise<void> {
	const filled = [...keys].filter(([, own]) => own.length > 0);
	if (filled.length === 0) return;
	if (filled.length > FEW) return sortIn(tables, filled);
	await tables.duplicates.addRecent(filled.map(([unit, own]) => ({ unit, keys: pack(own) })));
}

/** In order of key, so that neighbours on a page are written together. */
const sortIn = (tables: Tables, filled: Array<[number, number[]]>): Promise<void> =>
	tables.duplicates.addKeys(
		filled.flatMap(([unit, own]) => own.map((key) => ({ key, unit }))).sort((a, b) => a.key - b.key),
	);

/** The units under each of these keys, those of new records included. */
export async function lookUp(tables: Tables, keys: readonly number[]): Promise<Map<number, number[]>> {
	const under = new Map<number, number[]>(keys.map((key) => [key, []]));
	if (keys.length === 0) return under;
	for (const { key, unit } of await tables.duplicates.under([...keys], MOST_UNDER_KEY)) under.get(key)?.push(unit);
	const wanted = new Map(keys.map((key) => [key.toString(BASE), key]));
	const recent = await tables.duplicates.recent();
	for (const { unit, keys: packed } of recent)
		for (const text of packed.split(' ')) {
			const key = wanted.get(text);
			if (key !== undefined) under.get(key)?.push(unit);
		}
	if (recent.length >= MOST_RECENT) await unpack(tables, recent);
	return under;
}

async function unpack(tables: Tables, recent: Array<{ unit: number; keys: string }>): Promise<void> {
	await sortIn(
		tables,
		recent.map(({ unit, keys }) => [unit, keys.split(' ').map((text) => parseInt(text, BASE))]),
	);
	await tables.duplicates.removeRecent();
}
