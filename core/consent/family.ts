import type {
	ConsentEntry,
	ConsentRecord,
	ConsentReport,
	ConsentSettings,
	GateAnswer,
	RefusedSignal,
	Use,
} from '../model/consent';
import type { Identifier } from '../model/identifier';

/** `cdp.consent`. Consent comes in with calls (`context.consent`) and `profiles.setConsent`; nothing known counts as no. */
export interface ConsentFamily {
	settings(): Promise<ConsentSettings>;
	/** Replaces the settings; throws InputError CONSENT_SETTINGS with the place. What is missing gets its default. */
	saveSettings(settings: unknown): Promise<ConsentSettings>;
	/** May data of this person be used so; `vendor` is the asker's number in the Global Vendor List. Somebody unknown has said nothing. */
	gate(identifier: Identifier, use: Use, options?: { vendor?: number }): Promise<GateAnswer>;
	/** Everything said of consent under any identifier of the person, newest first. Throws InputError PROFILE_UNKNOWN. */
	history(identifier: Identifier): Promise<ConsentEntry[]>;
	/** Counts per use and per purpose over the whole store. */
	report(): Promise<ConsentReport>;
	/** Adds to what is counted of requests that are not stored (`stats`). */
	count(counts: Partial<CollectCounts>): Promise<void>;
	/** Reads consent signals (`tcString`, `gppString`, `usPrivacy`, `gpc`, `consentMode`) without storing them. */
	decode(signals: Record<string, unknown>): Promise<{ record?: ConsentRecord; refused: RefusedSignal[] }>;
}

/** What a collector counts and does not store. */
export interface CollectCounts {
	robots: number;
	withoutConsent: number;
	unauthorised: number;
	erased: number;
}
