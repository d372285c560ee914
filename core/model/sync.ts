/** A partner whose cookies are matched with ours. */
export interface SyncPartner {
	/** Lower-case letters, digits, `-` and `_`; its cookies are identifiers of the type `cookie:KEY`. */
	key: string;
	name: string;
	/** Where a browser is sent, https, with the macros {ID} {GDPR} {GDPR_CONSENT} {GPP} {GPP_SID}. */
	url: string;
	/** Its number in the Global Vendor List. */
	vendor?: number;
	/** One sync a browser in so many days; default 14. */
	days: number;
}

/** What a page says of consent in the query of a sync, as it came; all of it may be missing. */
export type SyncSignals = Partial<
	Record<'gdpr' | 'gdpr_consent' | 'gpp' | 'gpp_sid' | 'us_privacy', string> & { gpc: boolean }
>;

/** What became of an outgoing sync. */
export type SyncStart = { redirect: string } | { refused: SyncRefusal };
/** What became of an incoming one; `removed` after an empty uid. */
export type SyncSet = { stored: boolean; removed?: boolean } | { refused: SyncRefusal };

/** Why nothing was done: not on the list, no consent, done lately, or an id that cannot be one. */
export interface SyncRefusal {
	kind: 'partner' | 'consent' | 'again' | 'uid' | 'browser';
	reason: string;
}

/** How well the cookies of a partner match. */
export interface SyncStats {
	partner: string;
	name: string;
	/** Browsers that were sent there, and those of whom its id is known. */
	sent: number;
	matched: number;
	/** Of those sent, how many are matched, in percent. */
	rate: number;
	/** Epoch ms of the last match. */
	lastMatch?: number;
}
