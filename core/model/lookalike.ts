/** Who is like the members of a segment or audience. */
export interface LookalikeRequest {
	/** Key of the segment (or audience) that is made, and of the trait that holds the score: `lookalike_KEY`. */
	key: string;
	name?: string;
	/** Key of the segment or audience whose members are the example. */
	seed: string;
	/** How many of the most like ones. One of `size` and `atLeast`. */
	size?: number;
	/** Everybody with at least this score. */
	atLeast?: number;
	/** True works everything out and writes nothing. */
	preview?: boolean;
}

/** What tells the members from the others. */
export interface LookalikeFeature {
	/** e.g. `category: bikes`. */
	feature: string;
	/** Added to the score of whoever has it: a logarithm of odds, base 2. */
	weight: number;
	/** Per cent of the members, and of the others, who have it. */
	seedShare: number;
	restShare: number;
	sentence: string;
}

export interface LookalikePoint {
	/** So many of the others reach this score. */
	reach: number;
	score: number;
	/** Per cent of the members kept aside who reach it: how alike those are. */
	similarity: number;
	/** How many times more of the members kept aside than of the others reach it. */
	lift: number;
}

export interface LookalikeResult {
	key: string;
	seed: string;
	/** Members and others whose data may be used for statistics. */
	members: number;
	others: number;
	/** Left out: no consent to statistics. */
	withoutConsent: number;
	/** On members that were kept aside (every fifth, by lot) beside as many others of all as are there. */
	quality: { auc: number; lift: number; keptAside: number };
	features: LookalikeFeature[];
	curve: LookalikePoint[];
	/** Who was chosen, and from which score. */
	chosen: number;
	atLeast: number;
	ms: number;
}

/** The engine's family `lookalike`. */
export interface LookalikeApi {
	/**
	 * Learns what tells the members of a seed from everybody else, scores the others, and keeps the best as a segment or
	 * audience of the same kind. Throws InputError LOOKALIKE_REQUEST, LOOKALIKE_DATA (says what is missing), SEGMENT_UNKNOWN.
	 */
	run(request: LookalikeRequest): Promise<LookalikeResult>;
}
