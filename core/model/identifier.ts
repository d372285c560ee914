/** One name by which a person or browser is known, e.g. `{type: 'email', value: 'ann@example.com'}`. */
export interface Identifier {
	type: string;
	value: string;
}

/** An identifier as the store holds it. Times are epoch milliseconds. */
export interface StoredIdentifier extends Identifier {
	id: number;
	profileId: number;
	firstSeen: number;
	lastSeen: number;
	/** True once a trusted source (not a browser) has named it. */
	verified: boolean;
}

/** Evidence that two identifiers belong to the same person. */
export interface Link {
	a: Identifier;
	b: Identifier;
	source: string;
	/** Why the link exists: `event`, `alias`, `spelling`, `match`, `manual`. */
	rule: string;
	firstSeen: number;
	lastSeen: number;
	verified: boolean;
	/** `active` counts, `refused` broke a rule (see `reason`), `removed` was undone by a person and never comes back by itself, `forbidden` keeps the two apart. */
	state: 'active' | 'refused' | 'removed' | 'forbidden';
	reason?: string;
}
