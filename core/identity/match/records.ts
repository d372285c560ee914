import { InputError } from '../../model/errors';
import type { ColumnFacts } from './compare/comparator';
import type { Lexicon } from './lexicon';
import { codeColumns, normaliseColumn, recognise, type ColumnForm, type Normalised } from './normalise';
import { composeWholes, type Whole } from './recognise/compose';
import { markTowns, townWords } from './recognise/towns';
import type { Family } from './recognise/families';
import type { Table } from './table';

/** A column ready for matching. `codes` point into the lexicon of its family, -1 is a missing value. */
export interface Column extends ColumnFacts, ColumnForm {
	family: Family;
	codes: Int32Array;
}

/** The records in an order that depends on their contents alone, equal rows folded into one. */
export interface Records {
	columns: Column[];
	size: number;
	/** Rows folded into each record. */
	copies: Int32Array;
	/** The record of each row of the table. */
	recordOfRow: Int32Array;
	rows: number;
	/** Columns that were filled from their parts. */
	wholes: Whole[];
}

/** Stable counting sort of the rows by one column's codes after another, last column first: the rows in the order of their contents. */
function sortRows(columns: readonly Int32Array[], sizes: readonly number[], rows: number): Int32Array {
	let order = Int32Array.from({ length: rows }, (_, row) => row);
	for (let c = columns.length - 1; c >= 0; c--) {
		const codes = columns[c]!;
		const at = new Int32Array(sizes[c]! + 2);
		for (const code of codes) at[code + 2]!++;
		for (let v = 1; v < at.length; v++) at[v]! += at[v - 1]!;
		const next = new Int32Array(rows);
		for (const row of order) next[at[codes[row]! + 1]!++] = row;
		order = next;
	}
	return order;
}

function foldRows(
	columns: readonly Int32Array[],
	order: Int32Array,
): { first: number[]; recordOfRow: Int32Array; copies: number[] } {
	const recordOfRow = new Int32Array(order.length);
	const first: number[] = [];
	const copies: number[] = [];
	for (const row of order) {
		const last = first[first.length - 1];
		if (last === undefined || columns.some((codes) => codes[row] !== codes[last])) {
			first.push(row);
			copies.push(0);
		}
		copies[copies.length - 1]!++;
		recordOfRow[row] = first.length - 1;
	}
	return { first, recordOfRow, copies };
}

function finishColumn(column: Normalised, lexicon: Lexicon, codes: Int32Array, first: readonly number[]): Column {
	const count = new Int32Array(lexicon.values.length);
	let filled = 0;
	for (const code of codes) {
		if (code < 0) continue;
		count[code]!++;
		filled++;
	}
	return {
		name: column.name,
		kind: column.kind,
		dates: column.dates,
		family: column.family,
		lexicon,
		codes: Int32Array.from(first, (row) => codes[row]!),
		count,
		filled,
	};
}

/** A column of which every filled cell is the same, or with no cell, tells nothing. */
function isUsable(column: Normalised): boolean {
	return column.values.length > 1;
}

/** Codes the columns and puts the records into canonical order, equal ones folded into one. */
export function foldColumns(columns: readonly Normalised[], rows: number, wholes: Whole[]): Records {
	const coded = codeColumns(columns);
	const codes = coded.map((column) => column.codes);
	const order = sortRows(
		codes,
		coded.map(({ lexicon }) => lexicon.values.length),
		rows,
	);
	const { first, recordOfRow, copies } = foldRows(codes, order);
	return {
		columns: columns.map((column, c) => finishColumn(column, coded[c]!.lexicon, codes[c]!, first)),
		size: first.length,
		copies: Int32Array.from(copies),
		recordOfRow,
		rows,
		wholes,
	};
}

/** Recognises the columns, normalises every distinct value once and puts the records into canonical order. */
export function prepareRecords(table: Table): Records {
	const columns = table.columns.map((column) => normaliseColumn(column, recognise(column))).filter(isUsable);
	if (columns.length === 0)
		throw new InputError(
			'No column of the file tells its records apart.',
			'Give a file with at least one column, besides the id, whose values differ from row to row.',
			'NO_USABLE_COLUMN',
		);
	const records = foldColumns(columns, table.rows, composeWholes(columns));
	markTowns(records.columns, townWords(records.columns));
	return records;
}
