import type { IdentifierRow, LinkRow } from '../../ports';
import type { RuleBook } from '../rules/book';

/**
 * What is one person by everything but matches. Matches join units, never what units joined: so what is compared does
 * not depend on what was linked before, and finding duplicates gives the same result in any order.
 */
export interface Unit {
	/** The number of its oldest identifier. */
	id: number;
	/** Where it is now. */
	profile: number;
	identifiers: IdentifierRow[];
	known: boolean;
	/** A trusted source has named it. */
	verified: boolean;
}

/** Whether a link stands for a match that the rules may undo. */
export const isMatch = ({ rule, state }: LinkRow): boolean =>
	rule === 'match' && state !== 'removed' && state !== 'forbidden';

/** Takes profiles apart into units: identifiers that active evidence other than matches holds together. */
export function unitsOf(rows: readonly IdentifierRow[], links: readonly LinkRow[]): Unit[] {
	const parent = new Map(rows.map((row) => [row.id, row.id]));
	const root = (id: number): number => {
		let at = id;
		while (parent.get(at) !== at) at = parent.get(at) as number;
		parent.set(id, at);
		return at;
	};
	for (const { a, b, rule, state } of links) {
		if (state !== 'active' || rule === 'match' || !parent.has(a) || !parent.has(b)) continue;
		const [x, y] = [root(a), root(b)];
		parent.set(Math.max(x, y), Math.min(x, y));
	}
	const units = new Map<number, Unit>();
	for (const row of rows) {
		const id = root(row.id);
		const unit = units.get(id) ?? { id, profile: row.profile, identifiers: [], known: false, verified: false };
		units.set(id, unit);
		unit.identifiers.push(row);
		unit.known ||= row.known === 1;
		unit.verified ||= row.known === 1 && row.verified === 1;
	}
	return [...units.values()];
}

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

/** The identifier that speaks for a unit: of a known person and able to join, then by priority, then by name and not by number, which depends on who came first. */
export function strongest({ identifiers, verified }: Unit, book: RuleBook): IdentifierRow | undefined {
	return identifiers
		.filter((row) => row.known === 1 && row.standing === 0 && !book.of(row.type).lookUpOnly)
		.filter((row) => !verified || row.verified === 1)
		.sort(
			(a, b) =>
				book.of(a.type).priority - book.of(b.type).priority || compare(a.type, b.type) || compare(a.value, b.value),
		)[0];
}
