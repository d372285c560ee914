import { email } from './email';
import { name } from './name';

const GMAIL = ['gmail.com', 'googlemail.com'];

/** Google: dots and `+…` mean nothing at Gmail (github.com/googleads/data-manager-node, util/src/formatter.ts, e7987f8). */
export const googleEmail = email({ dotless: GMAIL, plusless: GMAIL });
/** UID2 and EUID: the same, but only at gmail.com (unifiedid.com/docs/getting-started/gs-normalization-encoding). */
export const uid2Email = email({ dotless: ['gmail.com'], plusless: ['gmail.com'] });
/** Meta, Snap, X: trimmed and in lower case, nothing else. */
export const plainEmail = email();
/** TikTok, LinkedIn, Pinterest: spaces inside are removed too. */
export const spacelessEmail = email({ innerSpace: 'remove' });

const TITLE = /^(?:mr|mrs|ms|dr)\.(?:\s|$)/;
const SUFFIX = /(?:,\s*|\s+)(?:jr\.?|sr\.?|2nd|3rd|ii|iii|iv|v|vi|cpa|dc|dds|vm|jd|md|phd)\s?$/;

/** Google: without the title in front (same file). */
export const googleGivenName = name({ drop: (text) => text.replace(TITLE, '') });
/** Google: without the degrees and generations at the end, however many (same file). */
export const googleFamilyName = name({ drop: withoutSuffixes });

function withoutSuffixes(text: string): string {
	const shorter = text.replace(SUFFIX, '');
	return shorter === text ? text : withoutSuffixes(shorter);
}

/** Meta: no punctuation, letters beyond ASCII stay (github.com/facebook/capi-param-builder; Customer Information Parameters). */
export const metaName = name({ punctuation: 'remove', innerSpace: 'collapse' });
