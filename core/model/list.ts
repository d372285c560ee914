import type { Identifier } from './identifier';

/** A named list of identifiers, made by hand or from a file. It may name people the store does not know yet. */
export interface ListSummary {
	/** Lower-case letters, digits, `-` and `_`. */
	key: string;
	name: string;
	/** How many identifiers stand on it. */
	identifiers: number;
}

/** The same with what it comes to. */
export interface ListDetails extends ListSummary {
	/** People (and anonymous browsers) who are known by one of its identifiers now. */
	profiles: number;
}

/** One identifier of a list; `profileId` is missing while nobody is known by it. */
export interface ListItem extends Identifier {
	profileId?: string;
	/** When it was put on the list, epoch ms. */
	since: number;
}

/** What became of identifiers that were to be put on a list. */
export interface ListAdded {
	key: string;
	added: number;
	/** Stood on it before. */
	already: number;
	/** `index` is the place in what was given. */
	rejected: Array<{ index: number; field: string; reason: string }>;
}
