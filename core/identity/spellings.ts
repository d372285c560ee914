import type { IdentifierRow, Tables } from '../ports';
import type { Claim } from './claims';
import type { RuleBook } from './rules/book';

/** Evidence that the added rows are other spellings of what is known; siblings join `rows`. */
export async function spellingClaims(
	tables: Tables,
	added: readonly IdentifierRow[],
	rows: Map<number, IdentifierRow>,
	book: RuleBook,
): Promise<Claim[]> {
	const asked = added.filter((row) => row.standing !== 1 && book.of(row.type).spelling !== 'exact');
	if (asked.length === 0) return [];
	const key = (row: IdentifierRow) => `${row.type}\u0001${row.spelling ?? row.value}`;
	const siblings = await tables.identifiers.spelled(
		asked.map((row) => ({ type: row.type, value: row.spelling ?? row.value })),
	);
	const groups = new Map<string, IdentifierRow[]>();
	for (const row of siblings) if (row.standing !== 1) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
	const claims = new Map<string, Claim>();
	for (const row of asked) {
		for (const other of groups.get(key(row)) ?? []) {
			if (other.id === row.id) continue;
			if (!rows.has(other.id)) rows.set(other.id, other);
			const [a, b] = row.id < other.id ? [row.id, other.id] : [other.id, row.id];
			claims.set(`${a}:${b}`, { a, b, source: 'rules', rule: 'spelling', first: 0, last: 0, verified: true });
		}
	}
	return [...claims.values()];
}
