import type { SegmentOverlap, SegmentSize } from '../model/segmentFigures';
import type { Change, SegmentDefinition } from '../model/segment';
import type { SqlFragment } from '../segments/sql';

export interface SegmentRow {
	key: string;
	definition: string;
	of: 'people' | 'browsers';
	/** When it was last evaluated, and the touch sequence it had seen then; null before the first run or after a change of the definition. */
	evaluated_at: number | null;
	evaluated_seq: number | null;
	/** Where the change feed stood: segments it asks for are looked at from there. */
	evaluated_change: number | null;
	members: number;
}

export interface MemberRow {
	segment: string;
	member: number;
	profile: number;
	since: number;
	expires: number | null;
	reason: string;
}

/** A member candidate: a profile, or a browser with its profile. */
export interface Subject {
	id: number;
	profile: number;
}

/** Where membership and truth differ. */
export interface DifferenceRow extends Pick<MemberRow, 'member' | 'profile' | 'expires'> {
	belongs: 0 | 1;
	/** Member since; null when it is none. */
	since: number | null;
}

/** Epoch ms, and how long a visit counts, in ms. */
export interface Lifetime {
	now: number;
	ttl: number;
}

/** Subjects by number: some, or all in (after, upTo]. */
export type Some = { ids: number[] } | { after: number; upTo: number };

/** Where those stand whom a segment holds: as members, or before its capacity is looked at. */
export type Held = 'membership' | 'candidate';

/** Which subjects an evaluation looks at. */
export type Scope = { from: number; limit: number } | { ids: number[] };

export interface SegmentTable {
	all(): Promise<SegmentRow[]>;
	any(): Promise<boolean>;
	byKey(key: string): Promise<SegmentRow | undefined>;
	put(row: SegmentRow): Promise<void>;
	remove(key: string): Promise<void>;
	/** Subjects with id > from, in order of id. */
	subjects(of: SegmentDefinition['of'], scope: Scope): Promise<Subject[]>;
	/** The highest number of a subject, or a higher one. */
	last(of: SegmentDefinition['of']): Promise<number>;
	/** How many subjects there are with a number in (after, upTo]. */
	count(of: SegmentDefinition['of'], after: number, upTo: number): Promise<number>;
	/** Of these people, the ones for whom the condition holds. */
	matchingPeople(some: Some, condition: SqlFragment): Promise<Subject[]>;
	/** Of these browsers, the ones for which the condition held at one of their visits (event `q`) within `ttl` ms before now. */
	matchingBrowsers(some: Some, condition: SqlFragment, lifetime: Lifetime): Promise<Subject[]>;
	/** Of these people, the ones who are members and should not be, or the other way round. */
	differingPeople(segment: string, some: Some, condition: SqlFragment): Promise<DifferenceRow[]>;
	/** The same for browsers; also those whose membership ends at another time, or who have another profile behind them. */
	differingBrowsers(
		segment: string,
		some: Some,
		condition: SqlFragment,
		lifetime: Lifetime,
		held: Held,
	): Promise<DifferenceRow[]>;
	/** Subjects of profiles touched after `seq`, also those that are gone but still held. */
	touchedSince(of: SegmentDefinition['of'], segment: string, seq: number, held: Held): Promise<number[]>;
	/** Subjects of profiles that entered or left one of these segments after a position of the change feed. */
	changedIn(of: SegmentDefinition['of'], segments: string[], after: number): Promise<number[]>;
	/** Subjects with an event of one of the names (of any name without) in (after, upTo]. */
	withEventBetween(
		of: SegmentDefinition['of'],
		names: string[] | undefined,
		after: number,
		upTo: number,
	): Promise<number[]>;
	/** Subjects whose date trait lies in (after, upTo]. */
	withTraitBetween(of: SegmentDefinition['of'], trait: string, after: number, upTo: number): Promise<number[]>;
	/** Subjects whose date trait has one of these days (`MM-DD`). */
	withDayOf(of: SegmentDefinition['of'], trait: string, days: string[]): Promise<number[]>;
	members(segment: string, some: Some): Promise<MemberRow[]>;
	/** Members with member > after, in order. */
	memberPage(segment: string, after: number, limit: number): Promise<MemberRow[]>;
	expired(segment: string, now: number, held: Held): Promise<number[]>;
	putMembers(rows: MemberRow[]): Promise<void>;
	removeMembers(segment: string, ids: number[]): Promise<void>;
	/** Segments of these profiles. */
	ofProfiles(profiles: number[]): Promise<Array<{ profile: number; segment: string }>>;
	size(segment: string): Promise<number>;
	/** Keeps the number of members with the definition. */
	grow(segment: string, by: number): Promise<void>;
	/** Of these profiles, how many have an identifier of each type, and said yes to each purpose. */
	reach(profiles: number[]): Promise<Record<'identifiers' | 'consents', Array<{ name: string; people: number }>>>;
	overlap(segments: string[]): Promise<SegmentOverlap>;
	sizes(segment: string, since: number): Promise<SegmentSize[]>;
	/** Adds to the hour's row, with the size as it is now. */
	noteSize(segment: string, size: SegmentSize): Promise<void>;
}

export interface ChangeRow {
	seq?: number;
	kind: Change['kind'];
	segment: string | null;
	profile: number;
	member: number | null;
	time: number;
	reason: string;
}

export interface ChangeTable {
	add(rows: ChangeRow[]): Promise<void>;
	after(query: {
		after: number;
		upTo?: number;
		segment?: string;
		kinds?: string[];
		limit: number;
	}): Promise<ChangeRow[]>;
	/** Merges and splits with seq < before, newest first. */
	ofPeople(query: { before: number; limit: number; profiles?: number[] }): Promise<ChangeRow[]>;
	position(): Promise<number>;
	count(kind: Change['kind']): Promise<number>;
	cursor(reader: string): Promise<number | undefined>;
	commit(reader: string, seq: number): Promise<void>;
}
