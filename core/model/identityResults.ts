import type { Identifier } from './identifier';
import type { IdentityRules } from './identityRules';
import type { Json } from './json';
import type { Profile } from './profile';

/** What a decision by hand led to. */
export interface Decision {
	/** Ids of the profiles that the identifiers named are in now. */
	profiles: string[];
	/** The same profiles, whole. */
	after: Profile[];
	/** How many profiles merged or split. */
	changes: number;
}

/** One line of the merge history. */
export interface MergeEntry {
	seq: number;
	kind: 'merged' | 'split';
	profileId: string;
	/** Epoch ms. */
	time: number;
	reason: string;
}

export interface RuleVersion {
	version: number;
	by: string;
	time: number;
	rules: IdentityRules;
}

/** What a change of rules would do. */
export interface RulePreview {
	/** Profiles that would take in others, and profiles that would give some away. */
	merged: number;
	split: number;
	/** False for a large store, which is tried part by part: what depends on two parts may be missing. */
	exact: boolean;
	examples: Array<{ kind: 'merged' | 'split'; profileId: string; reason: string }>;
}

/** How far a change of rules has been applied. */
export interface ReplayProgress {
	version: number;
	done: boolean;
	/** Groups of evidence: all there are when the rules were stored, those of this call while they are applied. */
	of: number;
}

/** A trait with several values. `kept` is what the profile shows, by the rule named. */
export interface TraitConflict {
	trait: string;
	rule: string;
	kept: Json;
	said: Array<{ value: Json; source: string; verified: boolean; identifier: Identifier; time: number; times: number }>;
}
