import type { IdentifierRule } from '../cdp';

/** Ids of browsers and devices: they have no name of their own and may be shared. */
export const BROWSER_TYPES: ReadonlySet<string> = new Set(['anonymous_id', 'cookie']);

const DEVICES = ['idfa', 'gaid', 'ga_client_id', 'android_id', 'ios_id'];

/** The default rules, in order of priority; a type that is not listed follows `ANY_OTHER`. */
export const IDENTIFIER_RULES: readonly IdentifierRule[] = [
	{ type: 'user_id', priority: 1, limit: 1, known: true },
	{ type: 'customer', priority: 2, limit: 5, known: true },
	{ type: 'email', priority: 3, limit: 5, known: true },
	{ type: 'phone', priority: 4, limit: 5, known: true },
	...DEVICES.map((type) => ({ type, priority: 70, limit: 20, known: false })),
	{ type: 'cookie', priority: 80, limit: 100, known: false, lifetimeDays: 400 },
	{ type: 'anonymous_id', priority: 90, limit: 100, known: false },
];

const ANY_OTHER: Omit<IdentifierRule, 'type'> = { priority: 50, limit: 5, known: true };
const BY_TYPE = new Map(IDENTIFIER_RULES.map((rule) => [rule.type, rule]));

/** More identifiers than this in one profile are never right (Segment's own cap is 1,000). */
export const PROFILE_CAP = 1_000;

/** The rule of a type; `cookie:NAME` follows `cookie`. */
export function ruleOf(type: string): IdentifierRule {
	return BY_TYPE.get(type) ?? (type.startsWith('cookie:') ? { ...ruleOf('cookie'), type } : { type, ...ANY_OTHER });
}

/** Values that are no identifiers: what programs write when they know nobody, and mailboxes nobody owns. */
const BLOCKED_VALUES =
	/^(?:[0-]*|-1|null|undefined|none|n\/a|na|nil|nan|anonymous|guest|test|unknown|void|true|false|\[object object\])$/i;
const ROLE_MAILBOX =
	/^(?:info|noreply|no-reply|donotreply|do-not-reply|postmaster|mailer-daemon|admin|administrator|webmaster|hostmaster|abuse)@/i;

/** Why a value cannot identify anybody, or undefined when it can. */
export function blocked(type: string, value: string): string | undefined {
	if (BLOCKED_VALUES.test(value)) return 'stands for nobody';
	if (type === 'email' && ROLE_MAILBOX.test(value)) return 'is a shared mailbox';
	return undefined;
}
