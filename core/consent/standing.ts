import type { ConsentRecord } from '../model/consent';
import type { ConsentState } from '../model/profile';
import type { ConsentRow } from '../ports';
import { foldConsents, foldWords, recordOf } from './fold';

/** What is known of a person's consent, ready for the gates. */
export interface Standing {
	/** By purpose or category, as a profile shows it. */
	shown: Record<string, ConsentState>;
	/** The same as it was said, word for word. */
	purposes: Record<string, ConsentState>;
	/** The latest record of each identifier that has one, with what it says of vendors and region. */
	records: ConsentRecord[];
}

/** Nothing was ever said. */
export const NOTHING_KNOWN: Standing = { shown: {}, purposes: {}, records: [] };

/** Folds everything that was said under a person's identifiers; the strictest counts. Pure. */
export function standingOf(rows: readonly ConsentRow[]): Standing {
	const latest = new Map<number, { time: number; records: ConsentRecord[] }>();
	for (const row of rows) {
		const record = recordOf(row);
		if (!record || (!record.vendors && !record.region)) continue;
		const former = latest.get(row.identifier);
		if (!former || row.time > former.time) latest.set(row.identifier, { time: row.time, records: [record] });
		else if (row.time === former.time) former.records.push(record);
	}
	return {
		shown: foldConsents(rows),
		purposes: foldWords(rows),
		records: [...latest.values()].flatMap(({ records }) => records),
	};
}
