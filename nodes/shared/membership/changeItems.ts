import type { Cdp, Change } from '../../../index';

/** The change feed is read in pages of this size. */
const PAGE = 1_000;

export interface ChangesWanted {
	/** Undefined for what happens to people. */
	segment: string | undefined;
	/** After this position of the feed … */
	from: number;
	/** … up to this one. */
	upTo?: number;
	kinds: Array<Change['kind']>;
	limit: number;
}

/** The first `limit` changes between two positions. */
export async function readChanges(cdp: Cdp, wanted: ChangesWanted): Promise<Change[]> {
	const { segment, upTo, kinds, limit } = wanted;
	const changes: Change[] = [];
	let after = wanted.from;
	while (changes.length < limit) {
		const size = Math.min(PAGE, limit - changes.length);
		const page = await cdp.segments.changes({
			after,
			kinds,
			limit: size,
			...(segment === undefined ? {} : { segment }),
			...(upTo === undefined ? {} : { upTo }),
		});
		changes.push(...page);
		const last = page.at(-1);
		if (last === undefined || page.length < size) {
			break;
		}
		after = last.seq;
	}
	return changes;
}

/** A change as an item: who, what, why, and when asked for the profile as it is now. */
export async function changeRow(cdp: Cdp, change: Change, withProfile: boolean): Promise<object> {
	if (!withProfile) {
		return change;
	}
	const profile = await cdp.profiles.get({ type: 'profile', value: change.profileId });
	return profile === undefined ? change : { ...change, identifiers: profile.identifiers, traits: profile.traits };
}

/** All of them, in order. */
export async function changeRows(cdp: Cdp, changes: Change[], withProfile: boolean): Promise<object[]> {
	const rows: object[] = [];
	for (const change of changes) {
		rows.push(await changeRow(cdp, change, withProfile));
	}
	return rows;
}
