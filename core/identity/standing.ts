import type { Identifier } from '../model/identifier';
import type { IdentifierRow, LinkRow } from '../ports';
import type { RuleBook } from './rules/book';

/** What the rules make of an identifier alone. */
export function traitsOfIdentifier(
	identifier: Identifier & { verified: number },
	book: RuleBook,
): Pick<IdentifierRow, 'known' | 'spelling' | 'standing'> {
	const spelling = book.spelling(identifier);
	const believed = identifier.verified === 1 || !book.of(identifier.type).verifiedOnly;
	const standing = believed && book.blocked(identifier) === undefined ? 0 : 1;
	return {
		known: standing === 0 && book.of(identifier.type).known ? 1 : 0,
		spelling: spelling === identifier.value ? null : spelling,
		standing,
	};
}

/** Evidence that came by itself counts for a crowd; what a person or a matcher said does not. */
const bySelf = (link: LinkRow): boolean => (link.rule === 'event' || link.rule === 'alias') && !isUndone(link);

/** A person said that the two are not one. */
export const isUndone = ({ state }: LinkRow): boolean => state === 'removed' || state === 'forbidden';

/**
 * Why an identifier is shared: it came together with more known identifiers of one type than its rule allows.
 * Counted from the evidence alone, never from who was joined so far, so it does not depend on the order of arrival.
 * `others` answers the row at the other end of a link.
 */
export function crowd(
	row: Identifier & { id: number },
	links: Iterable<LinkRow>,
	others: (id: number) => IdentifierRow | undefined,
	book: RuleBook,
): string | undefined {
	const most = book.of(row.type).quarantineAbove;
	if (most === null) return undefined;
	const seen = new Map<string, Set<string>>();
	for (const link of links) {
		if (!bySelf(link)) continue;
		const other = others(link.a === row.id ? link.b : link.a);
		if (!other || other.type === row.type || !book.of(other.type).known) continue;
		const values = seen.get(other.type) ?? new Set<string>();
		seen.set(other.type, values.add(other.spelling ?? other.value));
		if (values.size > most) return sharedReason(row.type, other.type, most);
	}
	return undefined;
}

export const sharedReason = (type: string, other: string, most: number): string =>
	`the ${type} is shared: it came together with more than ${most} values of ${other}`;
