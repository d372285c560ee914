import type { MemberRow, Some } from './segments';

/** Who qualifies for an audience with a capacity, members and those who wait. */
export interface CandidateRow {
	segment: string;
	member: number;
	profile: number;
	expires: number;
}

/** A place in the order of qualification: later `expires` first, then the higher number. */
export type Place = Pick<CandidateRow, 'expires' | 'member'>;

export interface CandidateTable {
	some(segment: string, some: Some): Promise<CandidateRow[]>;
	put(rows: CandidateRow[]): Promise<void>;
	remove(segment: string, members: number[]): Promise<void>;
	clear(segment: string): Promise<void>;
	count(segment: string): Promise<number>;
	/** The candidate at a place of the order, 1 is the first; undefined when there are fewer. */
	place(segment: string, at: number): Promise<Place | undefined>;
	/** Members with member > after who are no candidates (`candidate` null) or stand behind the last place. */
	surplus(
		segment: string,
		last: Place | undefined,
		after: number,
		limit: number,
	): Promise<Array<MemberRow & { candidate: number | null }>>;
	/** Candidates with member > after up to the last place who are no members (`since` null) or as members differ. */
	missing(
		segment: string,
		last: Place | undefined,
		after: number,
		limit: number,
	): Promise<Array<CandidateRow & { since: number | null }>>;
}
