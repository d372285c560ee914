import type { IngestResult } from '../model/call';
import type { SyncPartner, SyncSet, SyncSignals, SyncStart, SyncStats } from '../model/sync';

/** Cookies of partners on the list, matched with our browsers; nothing happens without consent. */
export interface SyncApi {
	partners(): Promise<SyncPartner[]>;
	/** Creates or replaces; throws InputError SYNC_PARTNER with the field. */
	savePartner(partner: unknown): Promise<SyncPartner>;
	/** With its matches; what was linked stays linked. Throws InputError SYNC_UNKNOWN. */
	removePartner(key: string): Promise<{ removed: boolean }>;
	/** Where to send a browser (its anonymous id), once in the partner's days. */
	start(partner: string, browser: string, signals: SyncSignals): Promise<SyncStart>;
	/** The partner's id of a browser; an empty one takes the match back. */
	set(partner: string, browser: string, uid: string, signals: SyncSignals): Promise<SyncSet>;
	/** At most 1,000 `{id, uid}` from a partner's server: {ID} as we sent it, and its own. */
	bridge(partner: string, pairs: unknown[]): Promise<IngestResult>;
	stats(): Promise<SyncStats[]>;
}
