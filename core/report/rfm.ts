import { groupBy } from 'lodash';
import type { ComputedDefinition } from '../model/computed';
import { InputError } from '../model/errors';
import type { RfmReport } from '../model/report';
import type { Store } from '../ports';

/** So many values are read between two breaths: some milliseconds. */
const PAGE = 500;

/** What the kind `rfm` writes for somebody. */
interface Scores {
	recency: number;
	frequency: number;
	group: string;
}

/** How many people stand in each field of the RFM grid, by the values as they were last evaluated. Throws InputError REPORT_RFM. */
export async function rfm(store: Store, now: number, wanted: string | undefined): Promise<RfmReport> {
	const { key, evaluated } = await definitionOf(store, wanted);
	const counts = new Map<string, number>();
	for (let after = 0; ;) {
		const profiles = await store.read.computed.withValue(key, { after, limit: PAGE });
		const last = profiles.at(-1);
		if (last === undefined) break;
		after = last;
		for (const { value } of await store.read.computed.values(key, profiles)) {
			const { recency, frequency, group } = JSON.parse(value) as Scores;
			const field = JSON.stringify([recency, frequency, group]);
			counts.set(field, (counts.get(field) ?? 0) + 1);
		}
		await store.breathe();
	}
	const cells = [...counts].map(([field, people]) => {
		const [recency, frequency, group] = JSON.parse(field) as [number, number, string];
		return { recency, frequency, group, people };
	});
	cells.sort((a, b) => b.recency - a.recency || a.frequency - b.frequency);
	const groups = Object.entries(groupBy(cells, 'group')).map(([group, of]) => ({
		group,
		people: of.reduce((sum, { people }) => sum + people, 0),
	}));
	groups.sort((a, b) => b.people - a.people || (a.group < b.group ? -1 : 1));
	return { time: now, key, ...(evaluated === null ? {} : { evaluated }), cells, groups };
}

async function definitionOf(store: Store, wanted: string | undefined) {
	const rows = (await store.read.computed.all()).map((row) => ({
		key: row.key,
		evaluated: row.evaluated_at,
		definition: JSON.parse(row.definition) as ComputedDefinition,
	}));
	const found = rows.find(
		({ key, definition }) => definition.compute.kind === 'rfm' && (wanted === undefined || key === wanted),
	);
	if (found) return found;
	throw new InputError(
		wanted === undefined
			? 'No computed trait groups people by RFM.'
			: `“${wanted}” is no computed trait of the kind rfm.`,
		'Save a computed trait of the kind rfm and evaluate it; then this grid shows its groups.',
		'REPORT_RFM',
	);
}
