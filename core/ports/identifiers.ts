import type { Identifier, Link } from '../model/identifier';

export interface IdentifierRow extends Identifier {
	id: number;
	component: number;
	profile: number;
	known: number;
	verified: number;
	first_seen: number;
	last_seen: number;
	/** The form all spellings of it share, where that is another one than `value`. */
	spelling: string | null;
	standing: Standing;
}

/** 0 good; 1 blocked: it names nobody; 2 shared: it came together with too many people and joins none. */
export type Standing = 0 | 1 | 2;

export interface IdentifierTable {
	find(identifiers: Identifier[]): Promise<IdentifierRow[]>;
	byId(ids: number[]): Promise<IdentifierRow[]>;
	byProfile(profiles: number[]): Promise<IdentifierRow[]>;
	byComponent(components: number[]): Promise<IdentifierRow[]>;
	insert(rows: IdentifierRow[]): Promise<void>;
	/** All spellings of these values: rows whose value or spelling is the one given. */
	spelled(of: Identifier[]): Promise<IdentifierRow[]>;
	/** Components with a number above `after`, in order. */
	components(after: number, limit: number): Promise<number[]>;
	countComponents(): Promise<number>;
	/** Identifiers of this standing, in order of number. */
	ofStanding(standing: Standing, after: number, limit: number): Promise<IdentifierRow[]>;
	/** Sets component, profile, known, verified, spelling and standing. */
	place(rows: IdentifierRow[]): Promise<void>;
	/** Identifiers with number > after that were last seen before a time, in order of number. */
	unseen(before: number, after: number, limit: number): Promise<IdentifierRow[]>;
	/** Sets first_seen and last_seen. */
	span(rows: Array<{ id: number; first: number; last: number }>): Promise<void>;
	remove(ids: number[]): Promise<void>;
}

export interface LinkRow {
	component: number;
	a: number;
	b: number;
	source: string;
	rule: string;
	first_seen: number;
	last_seen: number;
	verified: number;
	state: Link['state'];
	reason: string | null;
}

export interface LinkTable {
	byComponent(components: number[]): Promise<LinkRow[]>;
	/** Every link one of these identifiers has part in, whatever its component. */
	ofIdentifiers(ids: number[]): Promise<LinkRow[]>;
	/** Refused links in order of (component, a, b). */
	refused(after: { component: number; a: number; b: number }, limit: number): Promise<LinkRow[]>;
	/** Inserts or replaces, by (component, a, b). */
	put(rows: LinkRow[]): Promise<void>;
	/** Moves all links of `from` to component `to`. */
	move(moves: Array<{ from: number; to: number }>): Promise<void>;
	remove(rows: Array<Pick<LinkRow, 'component' | 'a' | 'b'>>): Promise<void>;
	removeComponents(components: number[]): Promise<void>;
}
