import type { z } from 'zod/v4';
import type { Origin, Rejected } from '../model/call';
import type { ThirdPartyTerms } from '../model/thirdParty';
import { readMoment } from './clock';
import type { knownContext } from './schema';

/**
 * The terms of a data provider in `context.thirdParty`; undefined when the call is no provider's. Only a trusted source
 * hands a provider's word on: a page could put anybody's name on its own.
 */
export function readTerms(
	{ thirdParty }: z.infer<typeof knownContext>,
	{ verified }: Pick<Origin, 'verified'>,
): ThirdPartyTerms | undefined | Omit<Rejected, 'index'> {
	if (!thirdParty) return undefined;
	if (!verified) return { field: 'context.thirdParty', reason: 'counts only from a trusted source' };
	const { provider, price, currency, expires } = thirdParty;
	const end = expires == null ? undefined : readMoment(expires);
	if (end && 'reason' in end) return { field: 'context.thirdParty.expires', reason: end.reason };
	return {
		provider,
		...(price == null ? {} : { price }),
		...(currency == null ? {} : { currency }),
		...(end ? { expires: end.time } : {}),
	};
}
