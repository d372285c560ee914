import { isVendorAllowed } from '../consent/gate';
import { decodeSignals } from '../consent/signals';
import { PURPOSES, SALE } from '../model/consent';
import type { DeliveryChange, DeliveryConsent } from '../model/delivery';
import type { ConsentNeed } from './destination';

/**
 * Why a change must not go out; undefined when it may. Removals always may. No consent, or none that says `granted`, is a no.
 * `granted` covers every purpose unless `purposes` lists the ones it covers, or a TCF or GPP string says less; a no to one of
 * Google's two questions is a no where the platform asks them. Pure.
 */
export function withheld({ action, consent }: DeliveryChange, need: ConsentNeed): string | undefined {
	if (action === 'remove' || (need.purposes.length === 0 && need.tcf.length === 0)) return undefined;
	if (!consent) return 'no consent is known';
	if (consent.status !== 'granted') return 'consent was denied';
	const tcf = action === 'event' ? (need.forEvents ?? need.tcf) : need.tcf;
	const missing = missingPurposes(consent, need.purposes, tcf);
	if (missing.length > 0) return `no consent for ${missing.join(', ')}`;
	if (need.adUserData && consent.adUserData === false) return 'no consent for ad_user_data';
	if (action !== 'event' && need.adPersonalization && consent.adPersonalization === false)
		return 'no consent for ad_personalization';
	return signalsForbid(consent, tcf, need.vendor);
}

/** Of the purposes that are needed, those that a list does not name: TCF purposes are numbers, ours are words. */
function missingPurposes({ purposes }: DeliveryConsent, words: readonly string[], tcf: readonly number[]): string[] {
	if (!purposes) return [];
	const isNumeric = purposes.length > 0 && purposes.every((purpose) => /^\d+$/.test(String(purpose)));
	return isNumeric
		? tcf.filter((purpose) => !purposes.map(Number).includes(purpose)).map((purpose) => `TCF purpose ${purpose}`)
		: words.filter((purpose) => !purposes.includes(purpose));
}

/** A string that cannot be believed says nothing, and nothing is a no. */
function signalsForbid({ tcf: tcString, gpp: gppString }: DeliveryConsent, tcf: readonly number[], vendor?: number) {
	if (!tcString && !gppString) return undefined;
	const { record, refused } = decodeSignals({ tcString, gppString });
	const [wrong] = refused;
	if (wrong) return `the consent string (${wrong.signal}) ${wrong.reason}`;
	const said = record?.purposes ?? {};
	if (said[SALE] === false) return 'opted out of sale and sharing';
	const words = record?.vendors;
	if (tcString && !words) return 'the consent string says nothing of purposes';
	const missing = tcf.filter((purpose) => said[PURPOSES[purpose - 1] ?? ''] === false);
	if (missing.length > 0) return `no consent for ${missing.map((purpose) => `TCF purpose ${purpose}`).join(', ')}`;
	if (!words || vendor === undefined) return undefined;
	const refusing = tcf.filter((purpose) => !isVendorAllowed(words, purpose, vendor));
	return refusing.length > 0 ? `vendor ${vendor} may not use TCF purpose ${refusing.join(', ')}` : undefined;
}
