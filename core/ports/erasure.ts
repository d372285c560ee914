/** An identifier that must not come in again, as a keyed hash: who it was cannot be read from it. */
export interface SuppressedRow {
	hash: string;
	erasure: number;
	time: number;
}

/** The proof of an erasure, without anything of the person. */
export interface ErasureRow {
	id: number;
	time: number;
	identifiers: number;
	events: number;
	/** Syncs that held the person then, as a JSON list; each removes at its next push. */
	syncs: string;
}

export interface ErasureTable {
	/** Of these hashes, the ones that are suppressed. */
	suppressed(hashes: string[]): Promise<string[]>;
	suppress(rows: SuppressedRow[]): Promise<void>;
	/** Answers how many there were. */
	unsuppress(hashes: string[]): Promise<number>;
	note(row: ErasureRow): Promise<void>;
	/** Newest first. */
	list(limit: number): Promise<ErasureRow[]>;
	/** What platforms hold of these keys, or may: confirmed, or on its way. */
	deliveries(keys: string[]): Promise<Array<{ sync: string; state: string; change: string }>>;
	/** How many identifiers are suppressed. */
	count(): Promise<number>;
}
