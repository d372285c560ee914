/** The purposes of IAB TCF under names of their own, in the order of their numbers 1 to 11. */
export const PURPOSES = [
	'storage',
	'basic_ads',
	'ads_profile',
	'personalised_ads',
	'content_profile',
	'personalised_content',
	'ad_measurement',
	'content_measurement',
	'statistics',
	'improvement',
	'limited_content',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What US laws and Global Privacy Control let people opt out of: sale, sharing and targeted advertising. */
export const SALE = 'sale_share';

/** The four switches of Google Consent Mode v2. */
export const CONSENT_MODE = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'] as const;
export type ConsentModeSwitch = (typeof CONSENT_MODE)[number];

/** What data of a person may be used for. */
export const USES = ['store', 'profile', 'target', 'content', 'measure', 'statistics', 'improve'] as const;
export type Use = (typeof USES)[number];

/** `opt-in`: only with a yes; `opt-out`: unless there is a no. */
export type ConsentBasis = 'opt-in' | 'opt-out';

/** Consent as pages and platforms tell it; all parts that are there are read together, the strictest word of each purpose counts. */
export interface ConsentSignals {
	/** IAB TCF 2.2 or 2.3. */
	tcString?: string;
	gdprApplies?: boolean;
	/** IAB Global Privacy Platform. */
	gppString?: string;
	/** IAB US privacy, e.g. `1YNN`. */
	usPrivacy?: string;
	/** Global Privacy Control: true says no to sale and sharing, false says that it is off. */
	gpc?: boolean;
	/** Google Consent Mode v2: `granted` or `denied` a switch. */
	consentMode?: Partial<Record<ConsentModeSwitch, 'granted' | 'denied'>>;
	/** Whose law applies: `EEA`, a country (`DE`) or a state (`US-CA`). */
	region?: string;
}

/** A set of numbers as text: `1-5,8`. */
export type NumberRanges = string;

/** What a TC string says of vendors, as numbers of the Global Vendor List. */
export interface VendorWords {
	/** Numbers of the purposes agreed to, and of those held under legitimate interest without objection. */
	consents: number[];
	interests: number[];
	vendorConsents: NumberRanges;
	vendorInterests: NumberRanges;
	/** Shown to the person; missing in strings from before TCF 2.3. */
	disclosed?: NumberRanges;
	/** The publisher's: 0 not allowed, 1 only with consent, 2 only under legitimate interest. */
	restrictions: Array<{ purpose: number; type: 0 | 1 | 2; vendors: NumberRanges }>;
}

/** What the signals of one call come to; kept with string, source and time in every identifier's history. */
export interface ConsentRecord {
	signals: Array<'tcf' | 'gpp' | 'usp' | 'gpc' | 'consentMode'>;
	/** By purpose, `sale_share` and the switches of consent mode; what is missing was not spoken of. */
	purposes: Record<string, boolean>;
	basis: ConsentBasis;
	vendors?: VendorWords;
	/** Special features of TCF agreed to: 1 precise location, 2 device scanning. */
	features?: number[];
	/** TCF policy version. */
	policyVersion?: number;
	region?: string;
}

/** A signal that cannot be believed; it counts as not sent. */
export interface RefusedSignal {
	signal: string;
	reason: string;
}

/** Where whose consent is needed; `consent.settings`. */
export interface ConsentSettings {
	/** The most exact region wins, then the rule that names the use. */
	rules: Array<{ region: string; use?: Use; basis: ConsentBasis }>;
	/** Where no rule holds, and for people of unknown region. */
	otherwise: ConsentBasis;
	/** Number of the site itself in the Global Vendor List, when it has one. */
	vendor?: number;
	/** What the categories of the site's own banner stand for. */
	categories: Record<string, Purpose[]>;
}

/** May data be used for this, and why. */
export interface GateAnswer {
	use: Use;
	allowed: boolean;
	basis: ConsentBasis;
	region?: string;
	/** Why not, a short sentence each; empty when allowed. */
	reasons: string[];
	/** What was said of the purposes that it depends on. */
	said: Array<{ purpose: string; granted: boolean; time: number; source: string; proof?: string }>;
}

/** One line of the history of consent, newest first. */
export interface ConsentEntry {
	time: number;
	source: string;
	/** False when it came from a browser. */
	verified: boolean;
	identifier: { type: string; value: string };
	/** A purpose of the site's own banner, or everything that a signal says. */
	purposes: Record<string, boolean>;
	proof?: string;
	record?: ConsentRecord;
}

/** Who may be used for what; counts of people and browsers. */
export interface ConsentReport {
	time: number;
	people: number;
	browsers: number;
	/** Of each use, how many it is allowed for, and the reasons of the others. */
	uses: Array<{ use: Use; people: number; browsers: number; reasons: Record<string, number> }>;
	/** Of each purpose, how many said yes and no. */
	purposes: Array<{ purpose: string; granted: number; denied: number }>;
	/** Who has any proof (string or form) on record. */
	withProof: number;
	/** Signals that were not believed, by signal and reason. */
	refused: Record<string, number>;
}
