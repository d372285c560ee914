import type { IdentifierRule, IdentityRules } from '../../model/identityRules';

/** Ids of browsers and devices: they have no name of their own and may be shared. */
export const BROWSER_TYPES: ReadonlySet<string> = new Set(['anonymous_id', 'cookie']);

const DEVICES = ['idfa', 'gaid', 'ga_client_id', 'android_id', 'ios_id'];

/** What every rule begins with. */
export const BASE: Omit<IdentifierRule, 'type'> = {
	priority: 50,
	limit: 5,
	window: 'ever',
	unique: false,
	known: true,
	lookUpOnly: false,
	verifiedOnly: false,
	quarantineAbove: 20,
	lifetimeDays: null,
	blockedValues: [],
	blockedPatterns: [],
	spelling: 'exact',
};

const WEAK: Omit<IdentifierRule, 'type'> = { ...BASE, priority: 70, limit: 20, known: false, quarantineAbove: 5 };

/** The rules that hold until somebody stores others. */
export const DEFAULT_RULES: IdentityRules = {
	version: 0,
	types: [
		{ ...BASE, type: 'user_id', priority: 1, limit: 1, unique: true },
		{ ...BASE, type: 'customer', priority: 2 },
		{ ...BASE, type: 'email', priority: 3, quarantineAbove: 5, spelling: 'email' },
		{ ...BASE, type: 'phone', priority: 4, quarantineAbove: 5, spelling: 'phone' },
		...DEVICES.map((type) => ({ ...WEAK, type })),
		{ ...WEAK, type: 'cookie', priority: 80, limit: 100, lifetimeDays: 400 },
		{ ...WEAK, type: 'anonymous_id', priority: 90, limit: 100 },
	],
	others: BASE,
	blockedValues: [
		'-1',
		'null',
		'undefined',
		'none',
		'n/a',
		'na',
		'nil',
		'nan',
		'anonymous',
		'guest',
		'test',
		'unknown',
		'void',
		'true',
		'false',
		'[object object]',
	],
	blockedPatterns: ['^[0-]*$'],
	roleMailboxes: [
		'info',
		'noreply',
		'no-reply',
		'donotreply',
		'do-not-reply',
		'postmaster',
		'mailer-daemon',
		'admin',
		'administrator',
		'webmaster',
		'hostmaster',
		'abuse',
	],
	phoneRegion: null,
	caps: { identifiers: 1_000, merges: 100, component: 2_000 },
	traits: { '*': { keep: 'latest', verifiedFirst: true } },
};
