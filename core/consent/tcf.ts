import type * as Tcf from '@iabtechlabtcf/core';
import { PURPOSES, type ConsentRecord, type VendorWords } from '../model/consent';
import { toRanges } from './ranges';
import { isWhole } from './tcLength';

/** Longest string that is read: all of a thousand vendors twice and two thousand restrictions come to less. */
export const MAX_STRING = 16_384;
/** TCF 2.2 came with policy 4, without which no string counts since 2023-09-30; TCF 2.3 with policy 5. */
const POLICIES = { oldest: 4, withDisclosed: 5, newest: 5 };
/** Purposes 3 to 6 need consent; 1 does by law. */
const INTEREST_PURPOSES: ReadonlySet<number> = new Set([2, 7, 8, 9, 10, 11]);
const DISCLOSED_SEGMENT = /\.[IJKL]/;

type Part = Pick<ConsentRecord, 'purposes' | 'vendors' | 'features' | 'policyVersion'>;

/** Decodes a TC string by the IAB's library; a reason when it cannot be believed. Pure. */
export function decodeTcf(text: string): Part | { reason: string } {
	if (text.length > MAX_STRING) return { reason: 'is too long' };
	if (!/^[\w.-]+$/.test(text)) return { reason: 'is not base64url' };
	if (!text.startsWith('C')) return { reason: 'is not of TCF version 2' };
	if (!isWhole(text)) return { reason: 'is cut or longer than it says' };
	const model = decode(text);
	if (!model) return { reason: 'cannot be decoded' };
	const policy = Number(model.policyVersion);
	if (policy < POLICIES.oldest) return { reason: `has policy version ${policy}; 4 or newer is needed` };
	if (policy > POLICIES.newest) return { reason: `has a policy version (${policy}) that is not known` };
	const disclosed = DISCLOSED_SEGMENT.test(text);
	if (policy >= POLICIES.withDisclosed && !disclosed) return { reason: 'has no segment of disclosed vendors' };
	return part(model, policy, disclosed);
}

function decode(text: string): Tcf.TCModel | undefined {
	try {
		// eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded by the few processes that meet such a string
		const { TCString } = require('@iabtechlabtcf/core') as typeof Tcf;
		return TCString.decode(text);
	} catch {
		return undefined;
	}
}

function part(model: Tcf.TCModel, policyVersion: number, disclosed: boolean): Part {
	const vendors = vendorWords(model, disclosed);
	const [consents, interests] = [new Set(vendors.consents), new Set(vendors.interests)];
	const allowed = (number: number) => consents.has(number) || interests.has(number);
	return {
		purposes: Object.fromEntries(PURPOSES.map((purpose, i) => [purpose, allowed(i + 1)])),
		vendors,
		features: set(model.specialFeatureOptins),
		policyVersion,
	};
}

function vendorWords(model: Tcf.TCModel, disclosed: boolean): VendorWords {
	const { publisherRestrictions: restrictions } = model;
	return {
		consents: set(model.purposeConsents),
		interests: set(model.purposeLegitimateInterests).filter((number) => INTEREST_PURPOSES.has(number)),
		vendorConsents: toRanges(set(model.vendorConsents)),
		vendorInterests: toRanges(set(model.vendorLegitimateInterests)),
		...(disclosed ? { disclosed: toRanges(set(model.vendorsDisclosed)) } : {}),
		restrictions: restrictions.getRestrictions().map((restriction) => ({
			purpose: restriction.purposeId,
			type: restriction.restrictionType,
			vendors: toRanges(restrictions.getVendors(restriction).sort((a, b) => a - b)),
		})),
	};
}

const set = (vector: Tcf.TCModel['vendorConsents']): number[] =>
	[...vector].flatMap(([number, isSet]) => (isSet ? [number] : []));
