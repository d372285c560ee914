import { z } from 'zod/v4';
import { InputError } from '../model/errors';
import { PURPOSES, USES, type ConsentBasis, type ConsentSettings, type Purpose, type Use } from '../model/consent';
import type { MetaTable } from '../ports';

/** Countries where the GDPR or a law like it asks for a yes: the EEA, the United Kingdom and Switzerland. */
const EEA = new Set(
	'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB CH'.split(' '),
);

const ADVERTISING: Purpose[] = ['storage', 'basic_ads', 'ads_profile', 'personalised_ads', 'ad_measurement'];
const ANALYTICS: Purpose[] = ['storage', 'ad_measurement', 'content_measurement', 'statistics', 'improvement'];

/** What holds until somebody says otherwise: a yes is needed everywhere but in the United States. */
export const DEFAULT_SETTINGS: ConsentSettings = {
	rules: [{ region: 'US', basis: 'opt-out' }],
	otherwise: 'opt-in',
	categories: {
		advertising: ADVERTISING,
		marketing: ADVERTISING,
		ads: ADVERTISING,
		analytics: ANALYTICS,
		performance: ANALYTICS,
		personalization: ['storage', 'content_profile', 'personalised_content'],
		functional: ['storage'],
	},
};

const basis = z.enum(['opt-in', 'opt-out'], { error: 'must be opt-in or opt-out' });
/** A banner's word that has the name of a purpose is that purpose. */
const category = z
	.string()
	.min(1)
	.max(100)
	.refine((name) => !PURPOSES.some((purpose) => purpose === name), 'is a purpose itself');
const shape = z.strictObject({
	rules: z
		.array(
			z.strictObject({
				region: z
					.string()
					.trim()
					.toUpperCase()
					.regex(/^[A-Z]{2,3}(-[A-Z0-9]{1,3})?$/, 'must be EEA, a country such as DE, or a state such as US-CA'),
				use: z.enum(USES, { error: `must be one of ${USES.join(', ')}` }).optional(),
				basis,
			}),
		)
		.max(500)
		.default(DEFAULT_SETTINGS.rules),
	otherwise: basis.default(DEFAULT_SETTINGS.otherwise),
	vendor: z.int().min(1).max(65_535).optional(),
	categories: z
		.record(category, z.array(z.enum(PURPOSES, { error: `must be one of ${PURPOSES.join(', ')}` })))
		.default(DEFAULT_SETTINGS.categories),
});

const FACT = 'consent';

/** The settings that hold now. */
export async function readSettings(meta: MetaTable): Promise<ConsentSettings> {
	const stored = await meta.get(FACT);
	return stored === undefined ? DEFAULT_SETTINGS : (JSON.parse(stored) as ConsentSettings);
}

/** Throws InputError CONSENT_SETTINGS with the place of what is wrong; what is missing keeps its default. */
export async function writeSettings(meta: MetaTable, given: unknown): Promise<ConsentSettings> {
	const parsed = shape.safeParse(given);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw new InputError(
			`The consent settings are not right: ${issue?.path.join('.') || 'they'} ${issue?.message ?? ''}`,
			'See docs/consent.md for what they may hold.',
			'CONSENT_SETTINGS',
		);
	}
	await meta.set(FACT, JSON.stringify(parsed.data));
	return parsed.data;
}

/** The rule of the most exact region, and of these the one that names the use. */
export function basisOf(settings: ConsentSettings, region: string | undefined, use: Use): ConsentBasis {
	for (const place of region === undefined ? [] : places(region)) {
		const rules = settings.rules.filter((rule) => rule.region === place);
		const rule = rules.find((one) => one.use === use) ?? rules.find((one) => one.use === undefined);
		if (rule) return rule.basis;
	}
	return settings.otherwise;
}

/** `US-CA`, `US`; `DE-BY`, `DE`, `EEA`. */
function places(region: string): string[] {
	const country = region.split('-')[0] as string;
	return [...new Set([region, country, ...(EEA.has(country) ? ['EEA'] : [])])];
}
