import { pick, pickBy } from 'lodash';
import { z } from 'zod/v4';
import { CONSENT_MODE, SALE, type ConsentRecord, type ConsentSignals, type RefusedSignal } from '../model/consent';
import { decodeGpp, decodeUsPrivacy } from './gpp';
import { decodeTcf } from './tcf';

/** Signals as text that others call otherwise; the first name is ours. */
const NAMES: Array<[keyof ConsentSignals, ...string[]]> = [
	['tcString', 'tcString', 'tcfString', 'tcf', 'gdpr_consent'],
	['gdprApplies', 'gdprApplies', 'gdpr'],
	['gppString', 'gppString', 'gpp'],
	['usPrivacy', 'usPrivacy', 'us_privacy'],
	['gpc', 'gpc', 'globalPrivacyControl'],
	['consentMode', 'consentMode', 'googleConsentMode'],
	['region', 'region'],
];

const word = z.enum(['granted', 'denied']);
const SHAPES: Record<keyof ConsentSignals, z.ZodType> = {
	tcString: z.string().min(1),
	gdprApplies: z.preprocess((v) => (v === '1' || v === 1 ? true : v === '0' || v === 0 ? false : v), z.boolean()),
	gppString: z.string().min(1),
	usPrivacy: z.string().min(1),
	gpc: z.preprocess((v) => (v === '1' || v === 1 ? true : v === '0' || v === 0 ? false : v), z.boolean()),
	consentMode: z.object(Object.fromEntries(CONSENT_MODE.map((name) => [name, word.optional()]))),
	region: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,3})?$/),
};

/** What the signals of one call come to. Without `record` nothing was said. */
export interface Decoded {
	record?: ConsentRecord;
	/** Those that were believed, as they came. */
	signals?: ConsentSignals;
	refused: RefusedSignal[];
}

type Part = Omit<ConsentRecord, 'signals'>;
type Read = [signal: ConsentRecord['signals'][number], parts: Part[] | { reason: string }];

/**
 * Reads every signal that is there; what is cut, too long, or lies about itself is refused and says nothing. Of several
 * that speak of one purpose the strictest counts. Pure.
 */
export function decodeSignals(raw: Record<string, unknown>): Decoded {
	const { signals, refused } = readShapes(raw);
	const parts: Part[] = [];
	const names: ConsentRecord['signals'] = [];
	for (const [signal, result] of readAll(signals)) {
		if ('reason' in result) refused.push({ signal, reason: result.reason });
		else {
			names.push(signal);
			parts.push(...result);
		}
	}
	if (names.length === 0) return { refused };
	const { region, gdprApplies } = signals;
	const believed = pickBy(
		{
			region,
			gdprApplies,
			...pick(
				signals,
				names.map((name) => FIELDS[name]),
			),
		},
		isGiven,
	);
	return { record: { signals: names, ...combine(parts, signals) }, signals: believed, refused };
}

const isGiven = (value: unknown): boolean => value !== undefined;

const FIELDS = {
	tcf: 'tcString',
	gpp: 'gppString',
	usp: 'usPrivacy',
	gpc: 'gpc',
	consentMode: 'consentMode',
} as const satisfies Record<ConsentRecord['signals'][number], keyof ConsentSignals>;

/** What was said, word for word, for the history. Pure. */
export function proofOf({ tcString, gppString, usPrivacy, gpc, consentMode }: ConsentSignals): string {
	const mode = consentMode === undefined ? undefined : JSON.stringify(consentMode);
	const control = gpc === undefined ? undefined : `Sec-GPC: ${gpc ? 1 : 0}`;
	return [tcString, gppString, usPrivacy, control, mode].filter(isGiven).join(' ');
}

function readShapes(raw: Record<string, unknown>): { signals: ConsentSignals; refused: RefusedSignal[] } {
	const signals: Record<string, unknown> = {};
	const refused: RefusedSignal[] = [];
	for (const [field, ...names] of NAMES) {
		const value = names.map((name) => raw[name]).find((found) => found !== undefined && found !== null && found !== '');
		if (value === undefined) continue;
		const parsed = SHAPES[field].safeParse(value);
		if (parsed.success) signals[field] = parsed.data;
		else refused.push({ signal: field, reason: 'is not of the expected form' });
	}
	return { signals, refused };
}

function readAll(signals: ConsentSignals): Read[] {
	const { tcString, gppString, usPrivacy, gpc, consentMode, gdprApplies } = signals;
	const found: Read[] = [];
	if (tcString !== undefined) found.push(['tcf', european(decodeTcf(tcString), gdprApplies)]);
	if (gppString !== undefined) found.push(['gpp', decodeGpp(gppString)]);
	if (usPrivacy !== undefined) found.push(['usp', one(decodeUsPrivacy(usPrivacy))]);
	if (gpc !== undefined) found.push(['gpc', [{ purposes: { [SALE]: !gpc }, basis: 'opt-out' }]]);
	if (consentMode !== undefined) found.push(['consentMode', [{ purposes: switches(consentMode), basis: 'opt-in' }]]);
	return found;
}

const one = (part: Part | { reason: string }): Part[] | { reason: string } => ('reason' in part ? part : [part]);

function european(part: Omit<Part, 'basis'> | { reason: string }, gdprApplies = true): Part[] | { reason: string } {
	return 'reason' in part ? part : [{ ...part, basis: 'opt-in', ...(gdprApplies ? { region: 'EEA' } : {}) }];
}

/** Google's switches, and what they mean as purposes; a switch that is not there was not granted. */
function switches(mode: NonNullable<ConsentSignals['consentMode']>): Record<string, boolean> {
	const said = Object.fromEntries(Object.entries(mode).map(([name, value]) => [name, value === 'granted']));
	const [ads, analytics] = [said['ad_storage'] === true, said['analytics_storage'] === true];
	const [data, personal] = [said['ad_user_data'] === true, said['ad_personalization'] === true];
	return {
		...said,
		storage: ads || analytics,
		basic_ads: ads,
		ads_profile: ads && personal,
		personalised_ads: ads && data && personal,
		ad_measurement: ads && data,
		content_measurement: analytics,
		statistics: analytics,
	};
}

function combine(parts: Part[], signals: ConsentSignals): Part {
	const purposes: Record<string, boolean> = {};
	for (const part of parts)
		for (const [purpose, granted] of Object.entries(part.purposes))
			purposes[purpose] = (purposes[purpose] ?? true) && granted;
	const tcf = parts.find((part) => part.vendors !== undefined);
	const region = signals.region?.toUpperCase() ?? parts.find((part) => part.region !== undefined)?.region;
	return {
		purposes,
		basis: parts.some((part) => part.basis === 'opt-in') ? 'opt-in' : 'opt-out',
		...(tcf?.vendors ? { vendors: tcf.vendors, features: tcf.features ?? [] } : {}),
		...(tcf?.policyVersion === undefined ? {} : { policyVersion: tcf.policyVersion }),
		...(region === undefined ? {} : { region }),
	};
}
