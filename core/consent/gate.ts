import {
	PURPOSES,
	SALE,
	type ConsentBasis,
	type ConsentSettings,
	type GateAnswer,
	type Purpose,
	type Use,
	type VendorWords,
} from '../model/consent';
import type { ConsentState } from '../model/profile';
import { inRanges } from './ranges';
import { basisOf } from './settings';
import type { Standing } from './standing';

/** What each use needs, by the purposes of TCF: 1; 1 + 3; 1 + 3 + 4; 1 + 5 + 6; 7; 9; 10. */
export const NEEDED: Record<Use, readonly Purpose[]> = {
	store: ['storage'],
	profile: ['storage', 'ads_profile'],
	target: ['storage', 'ads_profile', 'personalised_ads'],
	content: ['storage', 'content_profile', 'personalised_content'],
	measure: ['ad_measurement'],
	statistics: ['statistics'],
	improve: ['improvement'],
};

/** Who asks: the destination's number in the Global Vendor List; the site's own when there is none. */
export interface Asking {
	vendor?: number;
	settings: ConsentSettings;
}

/**
 * May this person's data be used so? Where consent is the basis, nothing known counts as no; where people may opt out, only
 * a no does. Vendors are asked about when a TC string spoke of them. Pure.
 */
export function gate(standing: Standing, use: Use, { vendor, settings }: Asking): GateAnswer {
	const { basis, region } = lawOf(standing, settings, use);
	const states = NEEDED[use].map((purpose) => [purpose, stateOf(standing, purpose, settings)] as const);
	const sale = use === 'target' ? standing.purposes[SALE] : undefined;
	const reasons = [
		...states.flatMap(([purpose, state]) => refusal(purpose, state, basis)),
		...(sale?.granted === false ? ['opted out of sale and sharing'] : []),
		...vendorRefusals(standing, use, vendor ?? settings.vendor),
	];
	return {
		use,
		allowed: reasons.length === 0,
		basis,
		...(region === undefined ? {} : { region }),
		reasons,
		said: [...states, [SALE, sale] as const].flatMap(([purpose, state]) => (state ? [{ purpose, ...state }] : [])),
	};
}

/** Of several regions the one whose law is strictest. */
function lawOf(standing: Standing, settings: ConsentSettings, use: Use): { basis: ConsentBasis; region?: string } {
	const regions = [...new Set(standing.records.flatMap(({ region }) => region ?? []))].sort();
	const strict = regions.find((region) => basisOf(settings, region, use) === 'opt-in') ?? regions[0];
	return { basis: basisOf(settings, strict, use), ...(strict === undefined ? {} : { region: strict }) };
}

/** What was said last of a purpose: by name, or by the site's own categories that stand for it. */
function stateOf(standing: Standing, purpose: Purpose, settings: ConsentSettings): ConsentState | undefined {
	const direct = standing.purposes[purpose];
	const words = Object.entries(settings.categories).flatMap(([category, purposes]) =>
		purposes.includes(purpose) ? (standing.purposes[category] ?? []) : [],
	);
	// One of the categories is enough: a banner asks for an id with any of them.
	const latest = words.filter((word) => word.granted).sort(later)[0] ?? [...words].sort(later)[0];
	if (!direct || !latest) return direct ?? latest;
	if (latest.time === direct.time) return direct.granted ? latest : direct;
	return latest.time > direct.time ? latest : direct;
}

const later = (a: ConsentState, b: ConsentState): number => b.time - a.time;

function refusal(purpose: Purpose, state: ConsentState | undefined, basis: ConsentBasis): string[] {
	if (state?.granted) return [];
	if (state) return [`said no to ${purpose}`];
	return basis === 'opt-in' ? [`said nothing of ${purpose}`] : [];
}

function vendorRefusals({ records }: Standing, use: Use, vendor: number | undefined): string[] {
	if (vendor === undefined) return [];
	const words = records.flatMap((record) => record.vendors ?? []);
	const refused = NEEDED[use].filter((purpose) =>
		words.some((word) => !isVendorAllowed(word, PURPOSES.indexOf(purpose) + 1, vendor)),
	);
	return refused.length === 0 ? [] : [`vendor ${vendor} may not use ${refused.join(', ')}`];
}

const [NOT_ALLOWED, ONLY_CONSENT, ONLY_INTEREST] = [0, 1, 2] as const;

/** TCF's order: what the publisher restricts, then what was disclosed, then vendor and purpose bits. */
export function isVendorAllowed(words: VendorWords, purpose: number, vendor: number): boolean {
	const types = words.restrictions
		.filter((restriction) => restriction.purpose === purpose && inRanges(restriction.vendors, vendor))
		.map((restriction) => restriction.type);
	if (types.includes(NOT_ALLOWED)) return false;
	if (words.disclosed !== undefined && !inRanges(words.disclosed, vendor)) return false;
	const consent = words.consents.includes(purpose) && inRanges(words.vendorConsents, vendor);
	const interest = words.interests.includes(purpose) && inRanges(words.vendorInterests, vendor);
	if (types.includes(ONLY_CONSENT)) return consent;
	if (types.includes(ONLY_INTEREST)) return interest;
	return consent || interest;
}
