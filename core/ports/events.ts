export interface EventRow {
	id: number;
	profile: number;
	name: number;
	time: number;
	identifier: number;
	browser: number | null;
	type: string;
	source: string;
	received: number;
	message: string;
	properties: string;
	context: string;
}

export interface NamedEvent {
	id: number;
	name: string;
	type: string;
	time: number;
	source: string;
	message: string;
	identifier: number;
	browser: number | null;
	properties: string;
}

export interface EventTable {
	/** Remembers these (distinct) messageIds; answers the ones that were not known before. */
	remember(messages: string[]): Promise<string[]>;
	insert(rows: EventRow[]): Promise<void>;
	/** Ids by name; unknown names are added. */
	names(names: string[]): Promise<Map<string, number>>;
	/** Re-attributes events to the profile their identifier belongs to now. */
	move(moves: Move[]): Promise<void>;
	/** Events of a profile, newest first; `before` is exclusive (time, id). */
	timeline(profile: number, before: { time: number; id: number } | undefined, limit: number): Promise<NamedEvent[]>;
	/** Events of these names of one profile, oldest first. */
	ofNames(profile: number, names: string[]): Promise<NamedEvent[]>;
	/** Number, first and last time per profile. */
	summary(profiles: number[]): Promise<Array<{ profile: number; events: number; first: number; last: number }>>;
	total(): Promise<number>;
	removeProfile(profile: number): Promise<number>;
}

/** Everything of `identifier` goes from one profile to another. */
export interface Move {
	identifier: number;
	from: number;
	to: number;
}
