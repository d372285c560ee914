import { z } from 'zod/v4';
import { InputError } from '../model/errors';
import type { SyncPartner, SyncSignals } from '../model/sync';

const MACROS = ['ID', 'GDPR', 'GDPR_CONSENT', 'GPP', 'GPP_SID'] as const;
type Macro = (typeof MACROS)[number];
const MACRO = /\{([^{}]*)\}/g;

/** What is wrong with a template, if anything. The host stands fixed: nothing that a visitor sends can choose where it leads. */
function templateFault(template: string): string | undefined {
	if (/[\s\\\u0000-\u001f\u007f]/.test(template)) return 'holds a space, a backslash or a control character';
	const unknown = [...template.matchAll(MACRO)].find(([, name]) => !MACROS.includes(name as Macro));
	if (unknown) return `knows no macro {${unknown[1]}}; there are ${MACROS.map((name) => `{${name}}`).join(' ')}`;
	if (!template.includes('{ID}')) return 'has no {ID}: the partner would not know whom it matches';
	const [host = ''] = /^https:\/\/[^/?#]+/.exec(template) ?? [];
	if (!host) return 'must begin with https:// and a host';
	if (host.includes('{') || host.includes('@')) return 'must have a fixed host, without a user or macros in it';
	if (!URL.canParse(template.replace(MACRO, 'x'))) return 'is not a URL';
	return undefined;
}

const partner = z.strictObject({
	key: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,49}$/, 'takes lower-case letters, digits, - and _'),
	name: z.string().trim().min(1, 'is empty').max(200),
	url: z
		.string({ error: 'must be text' })
		.max(2_000)
		.check(({ value, issues }) => {
			const fault = templateFault(value);
			if (fault) issues.push({ code: 'custom', message: fault, input: value });
		}),
	vendor: z.int().min(1).max(65_535).optional(),
	days: z.number().positive().max(400).default(14),
});

/** Reads a partner from outside; throws InputError SYNC_PARTNER with the field. */
export function parsePartner(input: unknown): SyncPartner {
	const parsed = partner.safeParse(input);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new InputError(
		`The sync partner is not valid: ${issue?.path.join('.') || 'it'} ${issue?.message ?? ''}.`,
		'Correct that field and save again.',
		'SYNC_PARTNER',
	);
}

/** Where the browser is sent: every value is escaped, so none can leave its place in the address. */
export function addressOf({ url }: SyncPartner, id: string, signals: SyncSignals): string {
	const values: Record<Macro, string | undefined> = {
		ID: id,
		GDPR: signals.gdpr,
		GDPR_CONSENT: signals.gdpr_consent,
		GPP: signals.gpp,
		GPP_SID: signals.gpp_sid,
	};
	return new URL(url.replace(MACRO, (_all, name: Macro) => encodeURIComponent(values[name] ?? ''))).href;
}
