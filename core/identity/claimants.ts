import type { Call } from '../model/call';
import type { Identifier } from '../model/identifier';
import type { IdentifierRow } from '../ports';
import type { RuleBook } from './rules/book';
import { BROWSER_TYPES } from './rules/defaults';

/** Who a call is about, by the rules. */
export interface Claimants {
	/** All that may say something of who is who: they are one person, says the call. */
	names: IdentifierRow[];
	/** Those whose word it is: a shared value speaks for nobody unless it is alone. */
	voices: IdentifierRow[];
	/** The strongest of them: the event is its. */
	owner: IdentifierRow;
	/** The browser it came from. */
	browser: IdentifierRow | undefined;
}

/** Why a name does not count in a call, before anything is known of it. */
export function disregarded(identifier: Identifier, verified: boolean, book: RuleBook): string | undefined {
	if (!verified && book.of(identifier.type).verifiedOnly) return 'counts only from a trusted source';
	return book.blocked(identifier);
}

/** Why a call names nobody at all, with the field that says so first; undefined when it names somebody. */
export function namesNobody(call: Call, book: RuleBook): { field: string; reason: string } | undefined {
	let first: { field: string; reason: string } | undefined;
	for (let i = 0; i < call.identifiers.length; i++) {
		const reason = disregarded(call.identifiers[i] as Identifier, call.verified, book);
		if (reason === undefined) return undefined;
		first ??= { field: call.fields[i] as string, reason };
	}
	return first;
}

/**
 * Sorts the names of a call out by the rules. Shared values come last: they own a call only when nobody else does.
 * Undefined when none of the names counts. Pure.
 */
export function claimants(rows: readonly IdentifierRow[], verified: boolean, book: RuleBook): Claimants | undefined {
	const names = rows.filter((row) => row.standing !== 1 && (verified || !book.of(row.type).verifiedOnly));
	if (names.length > 1) names.sort((a, b) => compare(a, b, book));
	const [owner] = names;
	return (
		owner && {
			names,
			voices: names.filter((row) => row === owner || row.standing === 0),
			owner,
			browser: names.find((row) => BROWSER_TYPES.has(row.type)),
		}
	);
}

function compare(a: IdentifierRow, b: IdentifierRow, book: RuleBook): number {
	const [left, right] = [book.of(a.type), book.of(b.type)];
	return (
		a.standing - b.standing ||
		Number(left.lookUpOnly) - Number(right.lookUpOnly) ||
		left.priority - right.priority ||
		(a.type === b.type ? (a.value < b.value ? -1 : 1) : a.type < b.type ? -1 : 1)
	);
}
