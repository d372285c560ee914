import type { IngestResult, Origin } from '../model/call';
import type { Clock, RejectRow, Store } from '../ports';
import { shortJson } from '../events/admission';
import { emptyProduct } from './digest';
import { productRow } from './query';

/** Stores rows of a catalogue; the same sku replaces what was said of it. Counts stay. */
export async function saveProducts(store: Store, clock: Clock, rows: unknown[], origin: Origin): Promise<IngestResult> {
	const good = new Map<
		string,
		Omit<ReturnType<typeof emptyProduct>, 'popular' | 'viewers' | 'buyers' | 'last' | 'imported'>
	>();
	const refused: Array<{ index: number; row: RejectRow }> = [];
	rows.forEach((raw, index) => {
		const parsed = productRow.safeParse(raw);
		if (parsed.success) return void good.set(parsed.data.sku, parsed.data);
		const [issue] = parsed.error.issues;
		const why = { field: issue?.path.join('.') || '(row)', reason: issue?.message ?? 'is not valid' };
		const row = { time: clock.now(), source: origin.source, ...why, call: shortJson(raw), origin: null };
		refused.push({ index, row });
	});
	await store.write(async (tables) => {
		const known = new Map((await tables.recommend.products([...good.keys()])).map((row) => [row.sku, row]));
		await tables.recommend.putProducts(
			[...good.values()].map((row) => ({ ...(known.get(row.sku) ?? emptyProduct(row.sku)), ...row, imported: 1 })),
		);
		if (refused.length > 0) await tables.catalog.reject(refused.map(({ row }) => row));
	});
	return {
		accepted: good.size,
		duplicates: rows.length - refused.length - good.size,
		rejected: refused.map(({ index, row: { field, reason } }) => ({ index, field, reason })),
	};
}
