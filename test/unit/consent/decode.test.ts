import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeSignals } from '../../../core/consent/signals';
import { gate, isVendorAllowed } from '../../../core/consent/gate';
import { recordWord } from '../../../core/consent/fold';
import { DEFAULT_SETTINGS } from '../../../core/consent/settings';
import { standingOf } from '../../../core/consent/standing';
import type { ConsentRecord, Use } from '../../../core/model/consent';
import { gppString, RestrictionType, tcString } from './strings';

const read = (signals: Record<string, unknown>) => decodeSignals(signals);
const reasons = (signals: Record<string, unknown>) => read(signals).refused.map(({ reason }) => reason);

/** The gate's answer for a person who said just this. */
function ask(record: ConsentRecord | undefined, use: Use, vendor?: number) {
	const rows = record
		? [{ ...recordWord(record, null), granted: 1, profile: 1, identifier: 1, time: 1, verified: 0, source: 'tag' }]
		: [];
	return gate(standingOf(rows), use, { settings: DEFAULT_SETTINGS, ...(vendor === undefined ? {} : { vendor }) });
}
const may = (signals: Record<string, unknown>, use: Use, vendor?: number) =>
	ask(read(signals).record, use, vendor).allowed;

describe('A TC string', () => {
	const full = { purposes: [1, 3, 4, 9, 10], vendors: [565] };

	it('becomes purposes under their names, with policy version and region', () => {
		expect(read({ tcString: tcString(full) })).toMatchObject({
			record: {
				signals: ['tcf'],
				purposes: { storage: true, basic_ads: false, ads_profile: true, personalised_ads: true, statistics: true },
				policyVersion: 5,
				region: 'EEA',
				basis: 'opt-in',
			},
			refused: [],
		});
	});

	it('opens the gates of its purposes and no others', () => {
		const signals = { tcString: tcString(full) };
		const open = (['store', 'profile', 'target', 'measure', 'statistics', 'improve'] as const).filter((use) =>
			may(signals, use),
		);
		expect(open).toEqual(['store', 'profile', 'target', 'statistics', 'improve']);
		expect(may({ tcString: tcString({ purposes: [3, 4], vendors: [565] }) }, 'target')).toBe(false);
	});

	it('counts for the vendors that it names and disclosed', () => {
		expect(may({ tcString: tcString(full) }, 'target', 565)).toBe(true);
		expect(may({ tcString: tcString(full) }, 'target', 755)).toBe(false);
		expect(may({ tcString: tcString({ ...full, disclosed: [12] }) }, 'target', 565)).toBe(false);
	});

	it('lets legitimate interest count where TCF allows it, and never for profiles and personalised ads', () => {
		const signals = {
			tcString: tcString({ purposes: [1], interests: [3, 4, 7, 9], vendors: [565], vendorInterests: [565] }),
		};
		expect(may(signals, 'measure', 565)).toBe(true);
		expect(may(signals, 'statistics', 565)).toBe(true);
		expect(may(signals, 'target', 565)).toBe(false);
		expect(may(signals, 'profile')).toBe(false);
	});

	it('follows the publisher before the vendor', () => {
		const [denied, consentOnly, interestOnly] = [
			RestrictionType.NOT_ALLOWED,
			RestrictionType.REQUIRE_CONSENT,
			RestrictionType.REQUIRE_LI,
		];
		const allowed = (type: RestrictionType, wanted: Parameters<typeof tcString>[0]) => {
			const { record } = read({
				tcString: tcString({ vendors: [565], vendorInterests: [565], restrictions: [[565, 7, type]], ...wanted }),
			});
			return isVendorAllowed(record?.vendors as NonNullable<ConsentRecord['vendors']>, 7, 565);
		};
		expect(allowed(denied, { purposes: [7], interests: [7] })).toBe(false);
		expect(allowed(consentOnly, { purposes: [7] })).toBe(true);
		expect(allowed(consentOnly, { interests: [7] })).toBe(false);
		expect(allowed(interestOnly, { interests: [7] })).toBe(true);
		expect(allowed(interestOnly, { purposes: [7] })).toBe(false);
	});

	it('of TCF 2.2 needs no disclosed vendors, of 2.3 it does', () => {
		expect(may({ tcString: tcString({ ...full, policy: 4 }) }, 'target', 565)).toBe(true);
		const [core] = tcString(full).split('.');
		expect(reasons({ tcString: core })).toEqual(['has no segment of disclosed vendors']);
	});

	it('is refused when it lies about its version, is too long, or is no base64url', () => {
		expect(reasons({ tcString: tcString({ ...full, policy: 2 }) })).toEqual([
			'has policy version 2; 4 or newer is needed',
		]);
		expect(reasons({ tcString: tcString({ ...full, policy: 9 }) })).toEqual([
			'has a policy version (9) that is not known',
		]);
		expect(reasons({ tcString: `B${tcString(full).slice(1)}` })).toEqual(['is not of TCF version 2']);
		expect(reasons({ tcString: tcString(full) + 'A'.repeat(20_000) })).toEqual(['is too long']);
		expect(reasons({ tcString: `${tcString(full)}==` })).toEqual(['is not base64url']);
		expect(reasons({ tcString: tcString(full).replace('.', 'AAAAAAAA.') })).toEqual(['is cut or longer than it says']);
		expect(reasons({ tcString: 7 })).toEqual(['is not of the expected form']);
	});

	it('is refused wherever it is cut', () => {
		const whole = tcString({ ...full, restrictions: [[565, 7, RestrictionType.REQUIRE_CONSENT]] });
		const passed = [...whole].flatMap((_, length) =>
			read({ tcString: whole.slice(0, length) }).record ? [length] : [],
		);
		// Letters that only fill the last one up say nothing; a string that lost nothing but them is the same string.
		expect(passed.filter((length) => length < whole.length - 4)).toEqual([]);
		for (const length of passed)
			expect(read({ tcString: whole.slice(0, length) }).record).toEqual(read({ tcString: whole }).record);
	});
});

describe('A GPP string', () => {
	it('carries a TC string', () => {
		const tc = tcString({ purposes: [1, 3, 4], vendors: [565] });
		expect(may({ gppString: `DBABMA~${tc}` }, 'target', 565)).toBe(true);
		expect(reasons({ gppString: `DBABMA~${tc.slice(0, 30)}` })).toEqual(['is cut or longer than it says']);
	});

	it.each([
		['usnat', { SaleOptOut: 1 }, 'US', false],
		['usnat', { SharingOptOut: 1, SaleOptOut: 2 }, 'US', false],
		['usnat', { TargetedAdvertisingOptOut: 1 }, 'US', false],
		['usnat', { SaleOptOut: 2, SharingOptOut: 2, TargetedAdvertisingOptOut: 2 }, 'US', true],
		['usca', { SaleOptOut: 2, SharingOptOut: 1 }, 'US-CA', false],
		['usca', { SaleOptOut: 2, SharingOptOut: 2 }, 'US-CA', true],
		['usva', { TargetedAdvertisingOptOut: 1 }, 'US-VA', false],
		['ustx', { SaleOptOut: 2, Gpc: true }, 'US-TX', false],
		['uspv1', { Version: 1, Notice: 'Y', OptOutSale: 'Y', LspaCovered: 'N' }, 'US', false],
		['uspv1', { Version: 1, Notice: 'Y', OptOutSale: 'N', LspaCovered: 'N' }, 'US', true],
	])('of %s with %p is from %s and lets be targeted: %s', (section, fields, region, allowed) => {
		const signals = { gppString: gppString(section, fields) };
		expect(ask(read(signals).record, 'target')).toMatchObject({ allowed, region });
	});

	it('of Canada asks for express consent to profiles', () => {
		const flags = (...numbers: number[]) => Array.from({ length: 24 }, (_, i) => numbers.includes(i + 1));
		const express = gppString('tcfcav1', { PurposesExpressConsent: flags(1, 3, 4) });
		const implied = gppString('tcfcav1', { PurposesExpressConsent: flags(1), PurposesImpliedConsent: flags(3, 4, 7) });
		expect([may({ gppString: express }, 'target'), may({ gppString: implied }, 'target')]).toEqual([true, false]);
		expect(may({ gppString: implied }, 'measure')).toBe(true);
	});

	it('is refused wherever it is cut, and when it is none', () => {
		const whole = gppString('usnat', { SaleOptOut: 2, SharingOptOut: 2, TargetedAdvertisingOptOut: 2 });
		const passed = [...whole].filter((_, length) => read({ gppString: whole.slice(0, length) }).record);
		expect(passed.length).toBeLessThanOrEqual(1);
		expect(reasons({ gppString: 'XBABLA~CAAaAAAAAABA.QA' })).toEqual(['is not a GPP string']);
		expect(reasons({ gppString: `D${'A'.repeat(20_000)}` })).toEqual(['is too long']);
		expect(reasons({ gppString: 'DBABLA~C AaAAAAAABA' })).toEqual(['is not base64url']);
	});
});

describe('Other signals', () => {
	it('Global Privacy Control is a no to sale and sharing, also where nobody has to be asked', () => {
		expect(ask(read({ gpc: true, region: 'US-CA' }).record, 'target')).toMatchObject({
			allowed: false,
			reasons: ['opted out of sale and sharing'],
		});
		expect(may({ gpc: false, region: 'US-CA' }, 'target')).toBe(true);
		expect(may({ gpc: false, region: 'DE' }, 'target')).toBe(false);
	});

	it('the strictest of several words counts', () => {
		const tc = tcString({ purposes: [1, 3, 4], vendors: [565] });
		expect(may({ tcString: tc }, 'target')).toBe(true);
		expect(may({ tcString: tc, gpc: true }, 'target')).toBe(false);
		const mode = {
			ad_storage: 'granted',
			analytics_storage: 'granted',
			ad_user_data: 'granted',
			ad_personalization: 'denied',
		};
		expect(may({ tcString: tc, consentMode: mode }, 'target')).toBe(false);
	});

	it('Google Consent Mode speaks of storage, profiles, ads and statistics', () => {
		const granted = {
			ad_storage: 'granted',
			analytics_storage: 'granted',
			ad_user_data: 'granted',
			ad_personalization: 'granted',
		};
		expect(may({ consentMode: granted }, 'target')).toBe(true);
		expect(may({ consentMode: { analytics_storage: 'granted' } }, 'target')).toBe(false);
		expect(may({ consentMode: { analytics_storage: 'granted' } }, 'store')).toBe(true);
		expect(reasons({ consentMode: { ad_storage: 'yes' } })).toEqual(['is not of the expected form']);
	});

	it('a US privacy string is read, and refused when it is none', () => {
		expect(may({ usPrivacy: '1YNN' }, 'target')).toBe(true);
		expect(may({ usPrivacy: '1YYN' }, 'target')).toBe(false);
		expect(reasons({ usPrivacy: '2YYN' })).toEqual(['is not of the form 1YNN']);
	});

	it('nothing known counts as no', () => {
		expect(ask(undefined, 'store')).toMatchObject({ allowed: false, reasons: ['said nothing of storage'] });
		expect(read({})).toEqual({ refused: [] });
	});
});

const vectors = path.join(__dirname, '../../../../shared/data/vectors/consent-vectors.json');
const withVectors = existsSync(vectors) ? describe : describe.skip;
if (!existsSync(vectors)) console.warn('shared/data/vectors is not there: the official decodings are not compared');

withVectors('The official decodings', () => {
	interface Vector {
		name: string;
		tcString: string;
		gppString: string;
		decodedByOfficialLib: { policyVersion: number; purposes: number[]; vendors: number[] };
	}
	const { tcf } = existsSync(vectors) ? (JSON.parse(readFileSync(vectors, 'utf8')) as { tcf: Vector[] }) : { tcf: [] };

	it.each(tcf)('agree with ours: $name', ({ tcString: tc, gppString: gpp, decodedByOfficialLib: official }) => {
		const { record } = read({ tcString: tc });
		expect(read({ gppString: gpp }).record?.vendors).toEqual(record?.vendors);
		if (official.policyVersion < 4) return expect(record).toBeUndefined();
		expect(record).toMatchObject({
			policyVersion: official.policyVersion,
			vendors: { consents: official.purposes, vendorConsents: official.vendors.join(',') },
		});
	});
});
