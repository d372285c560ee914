import { InputError } from '../../model/errors';
import type { Tables } from '../../ports';
import { train, type MatchModel, type MatchRecord } from '../match';
import { parseRecord } from './keys';
import { only } from './record';

/** Records to learn from: an even draw of a larger store. */
const LESSON = 60_000;
/** The store may grow to so many times its size before the keys find too much. */
const ROOM = 4;
const LEAST_SIZE = 100_000;
const MOST_COLUMNS = 20;
/** A column that fewer records fill, or that has one value, tells nobody apart. */
const LEAST_FILLED = 0.005;

/** What was learned from a store, and the columns it compares. */
export interface Lesson {
	model: MatchModel;
	columns: string[];
}

/** Learns from the records of a store. Throws InputError when there is nothing to learn from. */
export async function learn(tables: Tables, traits: string[] | null): Promise<Lesson> {
	const size = await tables.duplicates.countRecords();
	if (size < 2)
		throw new InputError(
			'There are fewer than two people with traits to compare.',
			'Import people with names, addresses, birth dates or the like first.',
			'NO_USABLE_COLUMN',
		);
	const records = (await tables.duplicates.draw(LESSON)).map((record) => parseRecord({ record }));
	const columns = choose(records, traits);
	if (columns.length === 0)
		throw new InputError(
			'No trait of the people in the store tells them apart.',
			traits
				? 'Name traits whose values differ from person to person.'
				: 'Import people with names, addresses, birth dates or the like first.',
			'NO_USABLE_COLUMN',
		);
	const model = train(
		records.map((record) => only(record, columns)),
		{ columns, size: Math.max(LEAST_SIZE, size * ROOM) },
	);
	return { model, columns };
}

interface Column {
	name: string;
	filled: number;
	values: Set<string>;
	words: number;
}

/** The columns that tell most: those with letters before mere numbers, then those with more values. */
function choose(records: readonly MatchRecord[], traits: string[] | null): string[] {
	const columns = new Map<string, Column>();
	for (const record of records)
		for (const [name, value = ''] of Object.entries(record)) {
			const column = columns.get(name) ?? { name, filled: 0, values: new Set<string>(), words: 0 };
			columns.set(name, column);
			column.filled += 1;
			column.values.add(value);
			if (/\p{L}/u.test(value)) column.words += 1;
		}
	return [...columns.values()]
		.filter(
			({ name, filled, values }) =>
				values.size > 1 && filled >= Math.max(2, LEAST_FILLED * records.length) && (!traits || traits.includes(name)),
		)
		.sort((a, b) => tells(b) - tells(a) || (a.name < b.name ? -1 : 1))
		.slice(0, MOST_COLUMNS)
		.map(({ name }) => name)
		.sort();
}

const tells = ({ filled, words, values }: Column): number => (words > filled / 2 ? 1e9 : 0) + values.size;
