import { InputError } from '../model/errors';
import type { SegmentDefinition } from '../model/segment';
import type { Tables } from '../ports';
import { listsOf } from '../segments/condition';

/** Refuses when a segment asks for the list. Throws InputError LIST_NEEDED. */
export async function requireUnneeded(tables: Pick<Tables, 'segments'>, list: string): Promise<void> {
	const needing = (await tables.segments.all())
		.filter((row) => listsOf((JSON.parse(row.definition) as SegmentDefinition).condition).includes(list))
		.map((row) => row.key);
	if (needing.length > 0)
		throw new InputError(
			`Segments ask for the list “${list}”: ${needing.slice(0, 20).join(', ')}.`,
			'Change or remove those first.',
			'LIST_NEEDED',
		);
}
