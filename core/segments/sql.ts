import type { RawBuilder } from 'kysely';

/** A piece of SQL with its values as parameters; built with Kysely's `sql` tag only. */
export type SqlFragment = RawBuilder<unknown>;

/**
 * Where the two databases differ, as named questions. Operators ask these and never which database it is.
 * `json` is a column of JSON text, `path` one property name.
 */
export interface SqlDialect {
	readonly name: 'sqlite' | 'postgres';
	/** Property as text: strings as they are, numbers and booleans as JSON prints them, NULL when absent, null, list or object. */
	jsonText(json: SqlFragment, property: string): SqlFragment;
	/** Property as number: JSON numbers and text that looks like one; else NULL. */
	jsonNumber(json: SqlFragment, property: string): SqlFragment;
	/**
	 * What lies inside a property at the end of the steps, each item of a list for itself: a table for FROM, and of its rows
	 * the value as text and as number, as above.
	 */
	jsonInner(
		json: SqlFragment,
		property: string,
		path: readonly string[],
	): { from: SqlFragment; text: SqlFragment; num: SqlFragment };
	/** True when `haystack` contains `needle`, to the letter. */
	contains(haystack: SqlFragment, needle: string): SqlFragment;
	startsWith(haystack: SqlFragment, needle: string): SqlFragment;
	endsWith(haystack: SqlFragment, needle: string): SqlFragment;
	/** `value` is one of the list; one parameter whatever its length. */
	isOneOf(value: SqlFragment, list: string[]): SqlFragment;
	/** The same for whole numbers. */
	isOneOfIds(value: SqlFragment, list: number[]): SqlFragment;
	/** Day and month of epoch milliseconds, in UTC, as `MM-DD`. */
	dayOf(ms: SqlFragment): SqlFragment;
	/** A number to so many decimals, half away from zero. */
	rounded(number: SqlFragment, decimals: number): SqlFragment;
	/** A table of rows from one JSON parameter; `columns` gives each cell's type. */
	rows(columns: Record<string, 'integer' | 'text' | 'real'>, cells: unknown[][]): SqlFragment;
}
