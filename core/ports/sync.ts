export interface PartnerRow {
	key: string;
	definition: string;
}

/** One browser at one partner: the name we gave there, and its name of the browser. Times are epoch ms. */
export interface MatchRow {
	partner: string;
	/** The browser's anonymous id. */
	browser: string;
	/** Our id of it, as this partner alone knows it. */
	alias: string;
	uid: string | null;
	sent: number | null;
	matched: number | null;
}

export interface SyncTable {
	partners(): Promise<PartnerRow[]>;
	partner(key: string): Promise<PartnerRow | undefined>;
	putPartner(row: PartnerRow): Promise<void>;
	/** With all its matches. */
	removePartner(key: string): Promise<void>;
	match(partner: string, browser: string): Promise<MatchRow | undefined>;
	byAlias(partner: string, aliases: string[]): Promise<MatchRow[]>;
	/** How many browsers have this id at a partner. */
	sharing(partner: string, uid: string): Promise<number>;
	put(rows: MatchRow[]): Promise<void>;
	/** Forgets browsers, with all partners. */
	forget(browsers: string[]): Promise<void>;
	stats(): Promise<Array<{ partner: string; sent: number; matched: number; both: number; last: number | null }>>;
}
