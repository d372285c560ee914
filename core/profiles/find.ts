import { InputError } from '../model/errors';
import type { Identifier } from '../model/identifier';
import { normalise } from '../identity/normalise';
import type { IdentifierRow, Store } from '../ports';
import { readPublicId } from './publicId';

/** Where an identifier leads: its row and the profile it belongs to now. */
export interface Found {
	row: IdentifierRow;
	profile: number;
}

export type Finder = (identifier: Identifier) => Promise<Found | undefined>;

/**
 * Finds by any identifier, and by public id: `{type: 'profile', value: 'p12'}`. A profile's number is that of its oldest
 * identifier, so ids of absorbed profiles go on answering with the profile they became part of.
 */
export const finder =
	(store: Store): Finder =>
	async ({ type, value }) => {
		const number = type === 'profile' ? readPublicId(value) : undefined;
		const normalised = type === 'profile' ? undefined : normalise(type, value);
		const [row] =
			number !== undefined
				? await store.read.identifiers.byId([number])
				: normalised && 'identifier' in normalised
					? await store.read.identifiers.find([normalised.identifier])
					: [];
		return row && row.standing !== 1 ? { row, profile: row.profile } : undefined;
	};

/** The same, for calls that need somebody. Throws InputError PROFILE_UNKNOWN; the value is not repeated, it may be personal. */
export async function requireProfile(find: Finder, identifier: Identifier): Promise<Found> {
	const found = await find(identifier);
	if (!found)
		throw new InputError(
			`Nobody is known by this ${identifier.type}.`,
			'Check the value, or import the person first.',
			'PROFILE_UNKNOWN',
		);
	return found;
}
