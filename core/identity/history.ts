import type { Identifier } from '../model/identifier';
import type { Page } from '../model/profile';
import type { MergeEntry } from '../cdp';
import type { Store } from '../ports';
import { requireProfile, type Finder } from '../profiles/find';
import { publicId } from '../profiles/publicId';

const PAGE = 200;

/** What merged and split, newest first: of the whole store, or of one person and everybody who was ever part of them. */
export async function history(
	store: Store,
	find: Finder,
	{ identifier, after, limit = 50 }: { identifier?: Identifier; after?: string; limit?: number } = {},
): Promise<Page<MergeEntry>> {
	const size = Math.min(limit, PAGE);
	const before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after);
	const rows = await store.read.changes.ofPeople({
		before,
		limit: size,
		...(identifier ? { profiles: await everWere(store, find, identifier) } : {}),
	});
	const items = rows.map((row) => ({
		seq: row.seq ?? 0,
		kind: row.kind as MergeEntry['kind'],
		profileId: publicId(row.profile),
		time: row.time,
		reason: row.reason,
	}));
	return rows.length === size ? { items, next: String(rows.at(-1)?.seq) } : { items };
}

/** A profile's number is that of an identifier, so whoever was part of it is among its evidence. */
async function everWere(store: Store, find: Finder, identifier: Identifier): Promise<number[]> {
	const { row } = await requireProfile(find, identifier);
	return (await store.read.identifiers.byComponent([row.component])).map((one) => one.id);
}
