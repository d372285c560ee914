import type { DeliveryChange } from '../model/delivery';
import type { ConsentNeed } from './destination';

/**
 * Why a change must not go out; undefined when it may. Removals always may. No consent, or none that says `granted`, is a no.
 * `granted` covers every purpose unless `purposes` lists the ones it covers; a no to one of Google's two questions is a no
 * where the platform asks them.
 */
export function withheld({ action, consent }: DeliveryChange, need: ConsentNeed): string | undefined {
	if (action === 'remove' || (need.purposes.length === 0 && need.tcf.length === 0)) return undefined;
	if (!consent) return 'no consent is known';
	if (consent.status !== 'granted') return 'consent was denied';
	const { purposes } = consent;
	const tcf = action === 'event' ? (need.forEvents ?? need.tcf) : need.tcf;
	if (purposes) {
		const missing = isNumeric(purposes)
			? tcf.filter((purpose) => !purposes.map(Number).includes(purpose)).map((purpose) => `TCF purpose ${purpose}`)
			: need.purposes.filter((purpose) => !purposes.includes(purpose));
		if (missing.length > 0) return `no consent for ${missing.join(', ')}`;
	}
	if (need.adUserData && consent.adUserData === false) return 'no consent for ad_user_data';
	if (action !== 'event' && need.adPersonalization && consent.adPersonalization === false)
		return 'no consent for ad_personalization';
	return undefined;
}

/** TCF purposes are numbers, ours are words. */
function isNumeric(purposes: ReadonlyArray<string | number>): boolean {
	return purposes.length > 0 && purposes.every((purpose) => /^\d+$/.test(String(purpose)));
}
