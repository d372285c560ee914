import type { Identifier, Link } from '../model/identifier';

export interface IdentifierRow extends Identifier {
	id: number;
	component: number;
	profile: number;
	known: number;
	verified: number;
	first_seen: number;
	last_seen: number;
}

export interface IdentifierTable {
	find(identifiers: Identifier[]): Promise<IdentifierRow[]>;
	byId(ids: number[]): Promise<IdentifierRow[]>;
	byProfile(profiles: number[]): Promise<IdentifierRow[]>;
	byComponent(components: number[]): Promise<IdentifierRow[]>;
	insert(rows: IdentifierRow[]): Promise<void>;
	/** Sets component, profile and verified. */
	place(rows: IdentifierRow[]): Promise<void>;
	/** Widens first_seen and last_seen. */
	seen(rows: Array<{ id: number; first: number; last: number }>): Promise<void>;
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
	/** Inserts or replaces, by (component, a, b). */
	put(rows: LinkRow[]): Promise<void>;
	/** Moves all links of `from` to component `to`. */
	move(moves: Array<{ from: number; to: number }>): Promise<void>;
	removeComponents(components: number[]): Promise<void>;
}
