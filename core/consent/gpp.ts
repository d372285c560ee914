import type * as Gpp from '@iabgpp/cmpapi';
import { PURPOSES, SALE, type ConsentRecord } from '../model/consent';
import { decodeTcf, MAX_STRING } from './tcf';

type Part = Pick<ConsentRecord, 'purposes' | 'vendors' | 'features' | 'policyVersion' | 'basis' | 'region'>;
type Section = Record<string, unknown>;

const [TCF_EU, TCF_CANADA, US_PRIVACY, US_FIRST, US_LAST] = [2, 5, 6, 7, 27];
/** In US sections 1 means opted out, or for children that nobody agreed; 0 not applicable, 2 the opposite of 1. */
const NO = 1;
/** Letters an encoder may add to fill up bytes. */
const MOST_PADDING = 4;

/** Decodes a GPP string by the IAB's library, section by section; a reason when any of them cannot be believed. Pure. */
export function decodeGpp(text: string): Part[] | { reason: string } {
	if (text.length > MAX_STRING) return { reason: 'is too long' };
	if (!/^[\w.~-]+$/.test(text)) return { reason: 'is not base64url' };
	if (!text.startsWith('D')) return { reason: 'is not a GPP string' };
	try {
		const model = modelOf(text);
		const [, ...sections] = text.split('~');
		const parts: Part[] = [];
		for (const [i, id] of (model.getSectionIds() as number[]).entries()) {
			const part = sectionPart(id, sections[i] ?? '', model);
			if (part && 'reason' in part) return part;
			if (part) parts.push(part);
		}
		return parts;
	} catch {
		// The library's own words quote the string.
		return { reason: 'is cut or cannot be decoded' };
	}
}

/** Decodes a US privacy string of four letters, e.g. `1YNN`; `1---` says that no such law applies. */
export function decodeUsPrivacy(text: string): Part | { reason: string } {
	const letters = /^1([YN-])([YN-])([YN-])$/i.exec(text);
	if (!letters) return { reason: 'is not of the form 1YNN' };
	const optedOut = letters[2]?.toUpperCase();
	return { purposes: optedOut === '-' ? {} : { [SALE]: optedOut === 'N' }, basis: 'opt-out', region: 'US' };
}

function library(): typeof Gpp {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- a large module that only processes that meet such a string load
	return require('@iabgpp/cmpapi') as typeof Gpp;
}

const modelOf = (text?: string): Gpp.GppModel => new (library().GppModel)(text);

function sectionPart(id: number, text: string, model: Gpp.GppModel): Part | { reason: string } | undefined {
	if (id === TCF_EU) {
		const part = decodeTcf(text);
		return 'reason' in part ? part : { ...part, basis: 'opt-in', region: 'EEA' };
	}
	if (id === US_PRIVACY) return decodeUsPrivacy(text);
	if (id !== TCF_CANADA && (id < US_FIRST || id > US_LAST)) return undefined;
	const name = library().Sections.SECTION_ID_NAME_MAP.get(id) ?? '';
	const section = (model.toObject() as Record<string, Section>)[name] ?? {};
	if (!isWhole(text, name, section)) return { reason: 'is cut or longer than it says' };
	return id === TCF_CANADA ? canada(section) : unitedStates(name, section);
}

/** The library fills a section that was cut with zeros: encoded anew, it is longer than what came. */
function isWhole(text: string, name: string, section: Section): boolean {
	const model = modelOf();
	for (const [field, value] of Object.entries(section))
		if (!/SegmentType$/.test(field)) model.setFieldValue(name, field, value);
	const [core = '', ...others] = model.encodeSection(name).split('.');
	const [given = '', ...more] = text.split('.');
	if (more.some((segment, i) => segment.length < Math.min(2, others[i]?.length ?? 0))) return false;
	return given.length >= core.length && given.length <= core.length + MOST_PADDING;
}

function unitedStates(name: string, section: Section): Part {
	const words = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'].map((field) => section[field]);
	const children = [section['KnownChildSensitiveDataConsents']].flat();
	const isOut = section['Gpc'] === true || words.includes(NO) || children.includes(NO);
	const isSaid = isOut || words.some((word) => word === 2);
	const state = name.slice('us'.length).toUpperCase();
	return {
		purposes: isSaid ? { [SALE]: !isOut } : {},
		basis: 'opt-out',
		region: state === 'NAT' ? 'US' : `US-${state}`,
	};
}

/** Canada knows express and implied consent; profiles and personalised ads need the express one. */
function canada(section: Section): Part {
	const express = (section['PurposesExpressConsent'] ?? []) as boolean[];
	const implied = (section['PurposesImpliedConsent'] ?? []) as boolean[];
	const isExpressOnly = (i: number) => i >= 2 && i <= 5;
	return {
		purposes: Object.fromEntries(
			PURPOSES.map((purpose, i) => [purpose, express[i] === true || (implied[i] === true && !isExpressOnly(i))]),
		),
		basis: 'opt-in',
		region: 'CA',
	};
}
