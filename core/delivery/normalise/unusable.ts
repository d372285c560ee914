/** Why a value cannot be sent to a platform. It refuses this one identifier, not the person and not the batch. */
export class Unusable {
	constructor(readonly reason: string) {}
}

/** What a platform wants to get (before hashing), or why it cannot be had. Pure; `raw` is never empty. */
export type Normaliser = (raw: string, options: NormaliseOptions) => string | Unusable;

export interface NormaliseOptions {
	/** ISO 3166-1 alpha-2 country of numbers without a country code and of addresses without a country, e.g. `DE`. */
	region?: string;
}
