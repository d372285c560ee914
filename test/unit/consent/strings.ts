import { GppModel } from '@iabgpp/cmpapi';
import { PurposeRestriction, RestrictionType, Segment, SegmentEncoder, TCModel, type GVL } from '@iabtechlabtcf/core';

/** What a TC string of the tests is to say. */
export interface Wanted {
	purposes?: number[];
	interests?: number[];
	vendors?: number[];
	vendorInterests?: number[];
	disclosed?: number[];
	restrictions?: Array<[vendor: number, purpose: number, type: RestrictionType]>;
	policy?: number;
}

/** A string as the IAB's own encoder writes it, segment by segment. */
export function tcString(wanted: Wanted): string {
	const model = new TCModel();
	Object.assign(model, { cmpId: 31, cmpVersion: 7, vendorListVersion: 126, isServiceSpecific: true });
	model.policyVersion = wanted.policy ?? 5;
	model.purposeConsents.set(wanted.purposes ?? []);
	model.purposeLegitimateInterests.set(wanted.interests ?? []);
	model.vendorConsents.set(wanted.vendors ?? []);
	model.vendorLegitimateInterests.set(wanted.vendorInterests ?? []);
	model.vendorsDisclosed.set(wanted.disclosed ?? wanted.vendors ?? []);
	for (const [vendor, purposeId, type] of wanted.restrictions ?? [])
		model.publisherRestrictions.add(vendor, new PurposeRestriction(purposeId, type));
	model.publisherRestrictions.gvl = vendorList();
	const disclosed = wanted.policy === 4 ? [] : [Segment.VENDORS_DISCLOSED];
	return [Segment.CORE, ...disclosed].map((segment) => SegmentEncoder.encode(model, segment)).join('.');
}

/** The encoder asks the list which vendors there are, and what for. */
function vendorList(): GVL {
	const purposes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
	const vendors = Object.fromEntries(
		[12, 91, 565, 755].map((id) => [id, { id, purposes, legIntPurposes: purposes, flexiblePurposes: purposes }]),
	);
	return { vendors, vendorIds: new Set([12, 91, 565, 755]) } as unknown as GVL;
}

/** A GPP string of one section. */
export function gppString(section: string, fields: Record<string, unknown>): string {
	const model = new GppModel();
	for (const [field, value] of Object.entries(fields)) model.setFieldValue(section, field, value);
	return model.encode();
}

export { RestrictionType };
