import { groupBy } from 'lodash';
import { USES, type ConsentReport, type ConsentSettings, type Use } from '../model/consent';
import type { Store } from '../ports';
import { gate } from './gate';
import { readSettings } from './settings';
import { standingOf } from './standing';
import { REFUSED_SIGNAL } from './tally';

/** So many profiles are looked at between two breaths: some milliseconds. */
const PAGE = 200;

type Totals = Omit<ConsentReport, 'time' | 'refused' | 'uses' | 'purposes'> & {
	uses: Map<Use, ConsentReport['uses'][number]>;
	purposes: Map<string, ConsentReport['purposes'][number]>;
};

/** Who may be used for what, over everybody in the store, by the same gates that hold for each. */
export async function report(store: Store, now: number): Promise<ConsentReport> {
	const settings = await readSettings(store.read.meta);
	const totals = empty();
	for (let after = 0; ;) {
		const ids = await store.read.profiles.list({ after, limit: PAGE });
		const last = ids.at(-1);
		if (last === undefined) break;
		after = last;
		await addPage(store, ids, settings, totals);
		await store.breathe();
	}
	const { uses, purposes, ...counts } = totals;
	return {
		time: now,
		...counts,
		uses: [...uses.values()],
		purposes: [...purposes.values()].sort((a, b) => (a.purpose < b.purpose ? -1 : 1)),
		refused: await store.read.meta.counts(REFUSED_SIGNAL),
	};
}

const empty = (): Totals => ({
	people: 0,
	browsers: 0,
	withProof: 0,
	uses: new Map(USES.map((use) => [use, { use, people: 0, browsers: 0, reasons: {} }])),
	purposes: new Map(),
});

async function addPage(store: Store, ids: number[], settings: ConsentSettings, totals: Totals): Promise<void> {
	const profiles = await store.read.profiles.byId(ids);
	const rows = groupBy(await store.read.consents.byProfile(ids), (row) => row.profile);
	for (const { id, known } of profiles) {
		const who = known === 1 ? 'people' : 'browsers';
		totals[who] += 1;
		const said = rows[id] ?? [];
		if (said.some((row) => row.proof !== null)) totals.withProof += 1;
		const standing = standingOf(said);
		for (const [purpose, { granted }] of Object.entries(standing.shown)) count(totals, purpose, granted);
		for (const [use, total] of totals.uses) {
			const { allowed, reasons } = gate(standing, use, { settings });
			if (allowed) total[who] += 1;
			for (const reason of reasons) total.reasons[reason] = (total.reasons[reason] ?? 0) + 1;
		}
	}
}

function count({ purposes }: Totals, purpose: string, granted: boolean): void {
	const row = purposes.get(purpose) ?? { purpose, granted: 0, denied: 0 };
	row[granted ? 'granted' : 'denied'] += 1;
	purposes.set(purpose, row);
}
