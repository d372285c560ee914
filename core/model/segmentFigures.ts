import type { Identifier } from './identifier';
import type { Profile } from './profile';

/** What a definition would do. */
export interface SegmentPreview {
	members: number;
	/** Of them, those who are not in it now; and members of now who would leave. Zero both before it was saved. */
	entering: number;
	leaving: number;
	/** People in it by identifier type and by purpose they said yes to. */
	reach: { identifiers: Record<string, number>; consents: Record<string, number> };
	sample: Profile[];
	sentence: string;
	/** Names nobody has seen so far. */
	hints: string[];
}

export interface SegmentOverlap {
	sizes: Record<string, number>;
	/** People in both. */
	pairs: Array<{ a: string; b: string; both: number }>;
	/** People in at least one, and in all of them. */
	any: number;
	all: number;
}

export interface SegmentSize {
	time: number;
	members: number;
	entered: number;
	exited: number;
}

export interface SegmentMember {
	profileId: string;
	/** Of the profile, or of the browser alone in a cookie audience. */
	identifiers: Identifier[];
	since: number;
	/** Browsers only, epoch ms. */
	expiresAt?: number;
	reason: string;
}
