import type { Call } from '../../model/call';
import type { ChangeRow, Tables } from '../../ports';
import { takeBack } from '../aside';
import { rederive } from '../rederive';
import { writeFact, type Regime } from './current';
import type { RuleBook } from './book';

/** So many components are derived anew in one transaction; short requests go in between. */
export const CHUNK = 100;

/** Where a replay stands. */
export interface Step {
	/** The component up to which the store follows the rules; undefined at the end. */
	after: number | undefined;
	components: number;
	changes: ChangeRow[];
}

/** One chunk of a replay; it may stop after any of them and go on later. `store` takes calls in again that were refused by former rules. */
export async function step(
	tables: Tables,
	book: RuleBook,
	after: number,
	now: number,
	limit: number,
	store: (calls: Call[]) => Promise<unknown>,
): Promise<Step> {
	const components = await tables.identifiers.components(after, limit);
	const last = components.at(-1);
	if (last === undefined) {
		await readmit(tables, book, store);
		return { after: undefined, components: 0, changes: [] };
	}
	const changes = await rederive(tables, components, now, book);
	return { after: last, components: components.length, changes };
}

async function readmit(tables: Tables, book: RuleBook, store: (calls: Call[]) => Promise<unknown>): Promise<void> {
	for (let after = 0; ;) {
		const { calls, ids, last } = await takeBack(tables, after, 500, book);
		if (last === undefined) return;
		after = last;
		if (calls.length === 0) continue;
		await tables.catalog.readmit(ids);
		await store(calls);
	}
}

/** Everybody whom calls touch follows the new rules before the calls do, even where the replay has not come yet. */
export async function catchUp(
	tables: Tables,
	calls: readonly Call[],
	now: number,
	{ book, replayedUpTo }: Regime,
): Promise<void> {
	if (replayedUpTo === undefined) return;
	const rows = await tables.identifiers.find(calls.flatMap((call) => call.identifiers));
	const behind = [...new Set(rows.map((row) => row.component))].filter((component) => component > replayedUpTo);
	if (behind.length > 0) await rederive(tables, behind, now, book);
}

/** Writes down how far a replay has come. */
export const mark = (tables: Tables, version: number, after: number | undefined): Promise<void> =>
	writeFact(tables, after === undefined ? { version } : { version, after });
