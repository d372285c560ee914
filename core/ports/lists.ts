import type { Identifier } from '../model/identifier';

export interface ListRow {
	key: string;
	name: string;
	created: number;
}

export interface ListItemRow extends Identifier {
	added: number;
	/** The profile known by it now; null when nobody is. */
	profile: number | null;
}

export interface ListTable {
	/** All lists with the number of their items, by key. */
	all(): Promise<Array<ListRow & { items: number }>>;
	byKey(key: string): Promise<ListRow | undefined>;
	put(row: ListRow): Promise<void>;
	/** The list itself; its items are dropped before. */
	remove(key: string): Promise<void>;
	/** Of these identifiers, the ones that stand on it. */
	standing(key: string, identifiers: Identifier[]): Promise<Identifier[]>;
	add(key: string, identifiers: Identifier[], added: number): Promise<void>;
	drop(key: string, identifiers: Identifier[]): Promise<void>;
	/** Drops these identifiers from every list; answers how many rows that were. */
	forget(identifiers: Identifier[]): Promise<number>;
	/** Items after one, in order of type and value. */
	page(key: string, after: Identifier | undefined, limit: number): Promise<ListItemRow[]>;
	count(key: string): Promise<{ items: number; profiles: number }>;
	/** Keys of the lists that name this profile. */
	ofProfile(profile: number): Promise<string[]>;
}
