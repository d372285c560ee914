/** Something a profile has: a trait's value, an interest, an event, a membership. */
export interface FeatureRow {
	profile: number;
	kind: string;
	value: string;
	num: number | null;
}

export interface LookalikeTable {
	/** The next profiles that are alive, in order of number. */
	profiles(after: number, limit: number): Promise<number[]>;
	/** All features of the profiles in (after, upTo], in order of profile; not the membership of `seed`, nor the trait `without`. */
	features(after: number, upTo: number, except: { seed: string; trait: string }): Promise<FeatureRow[]>;
	/** Profiles of a segment in (after, upTo]. */
	members(segment: string, after: number, upTo: number): Promise<number[]>;
}
