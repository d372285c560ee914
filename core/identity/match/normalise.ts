import { buildLexicon, type Lexicon } from './lexicon';
import type { Composable } from './recognise/compose';
import { dateStyle, type DateStyle } from './recognise/dates';
import { familyOf, normaliserOf, type Family } from './recognise/families';
import { kindOf, type Kind } from './recognise/kinds';
import { measure } from './recognise/shape';
import type { RawColumn } from './table';

/** What a column is: recognised once, then kept with a trained model. */
export interface ColumnForm {
	name: string;
	kind: Kind;
	dates: DateStyle;
}

/** A column with each distinct normalised value once. */
export interface Normalised extends ColumnForm, Composable {}

/** Tells what a column holds. */
export function recognise(column: RawColumn): ColumnForm {
	return { name: column.name, kind: kindOf(measure(column), column.name), dates: dateStyle(column.values) };
}

/** Brings the cells of a column to the form of its kind. */
export function normaliseColumn(column: RawColumn, form: ColumnForm): Normalised {
	const normalise = normaliserOf(form.kind, form.dates);
	const ids = new Map<string, number>();
	const idOf = column.values.map((raw) => {
		const value = normalise(raw);
		if (value === '') return -1;
		let id = ids.get(value);
		if (id === undefined) ids.set(value, (id = ids.size));
		return id;
	});
	return {
		...form,
		family: familyOf(form.kind),
		values: [...ids.keys()],
		codes: column.codes.map((code) => (code < 0 ? -1 : idOf[code]!)),
	};
}

interface Coded {
	lexicon: Lexicon;
	/** By column of the family: codes into the lexicon. */
	codes: Map<Normalised, Int32Array>;
}

function codeFamily(columns: readonly Normalised[]): Coded {
	const values = [...new Set(columns.flatMap((column) => column.values))].sort();
	const idOf = new Map(values.map((value, id) => [value, id]));
	const codes = new Map(
		columns.map((column) => {
			const ids = column.values.map((value) => idOf.get(value)!);
			return [column, column.codes.map((code) => (code < 0 ? -1 : ids[code]!))];
		}),
	);
	return { lexicon: buildLexicon(values), codes };
}

/** One lexicon for each family, and every column's codes in it. */
export function codeColumns(columns: readonly Normalised[]): Array<{ lexicon: Lexicon; codes: Int32Array }> {
	const families = new Map<Family, Coded>();
	for (const { family } of columns)
		if (!families.has(family)) families.set(family, codeFamily(columns.filter((column) => column.family === family)));
	return columns.map((column) => {
		const { lexicon, codes } = families.get(column.family)!;
		return { lexicon, codes: codes.get(column)! };
	});
}
