import { groupBy } from 'lodash';
import type { ConsentEntry } from '../model/consent';
import type { ConsentRow, Tables } from '../ports';
import { recordOf } from './fold';

/** Everything that was said of consent under the identifiers of a profile, newest first. */
export async function history(tables: Tables, profile: number): Promise<ConsentEntry[]> {
	const rows = await tables.consents.byProfile([profile]);
	const names = new Map((await tables.identifiers.byProfile([profile])).map((row) => [row.id, row]));
	const said = Object.values(
		groupBy(rows, (row) => [row.identifier, row.time, row.source, row.record ?? ''].join('\u0001')),
	);
	return said
		.map((group) => {
			const [first] = group as [ConsentRow, ...ConsentRow[]];
			const { type = '', value = '' } = names.get(first.identifier) ?? {};
			return entry(group, first, { type, value });
		})
		.sort((a, b) => b.time - a.time);
}

function entry(rows: ConsentRow[], first: ConsentRow, identifier: ConsentEntry['identifier']): ConsentEntry {
	const record = recordOf(first);
	const purposes = record?.purposes ?? Object.fromEntries(rows.map((row) => [row.purpose, row.granted === 1]));
	return {
		time: first.time,
		source: first.source,
		verified: first.verified === 1,
		identifier,
		purposes,
		...(first.proof === null ? {} : { proof: first.proof }),
		...(record ? { record } : {}),
	};
}
