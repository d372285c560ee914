import type { RawColumn } from '../table';
import { fold, isEmptyWord, tokensOf } from '../text/fold';
import { readDate } from './dates';

/** Shares and means over the filled cells of a column: what its kind is told from. */
export interface Shape {
	filled: number;
	distinct: number;
	/** Shares of cells, 0..1. */
	email: number;
	date: number;
	numeric: number;
	decimal: number;
	year: number;
	hasDigit: number;
	phoneMarks: number;
	/** Means over cells. */
	tokens: number;
	length: number;
	digits: number;
	/** Share of cells whose length is the most frequent one. */
	sameLength: number;
}

const MOST_VALUES = 4000;
const EMAIL = /^[^@\s]+@[^@\s]+$/;
const NUMERIC = /^[+(]?[\d][\d\s().+/-]*$/;
const DECIMAL = /^-?\d+[.,]\d+$/;
const PHONE_MARKS = /[+()]|\d[ -]\d.*[ -]\d|^0\d{8,}/;

interface Tally {
	weight: number;
	shape: Shape;
	lengths: Map<number, number>;
}

function add(tally: Tally, raw: string, weight: number): void {
	const { shape, lengths } = tally;
	const folded = fold(raw);
	if (isEmptyWord(folded)) return;
	tally.weight += weight;
	const digits = raw.replace(/\D/g, '').length;
	if (EMAIL.test(raw)) shape.email += weight;
	if (readDate(raw, { monthFirst: false }) !== undefined) shape.date += weight;
	if (NUMERIC.test(raw) && digits > 0) shape.numeric += weight;
	if (DECIMAL.test(raw)) shape.decimal += weight;
	if (digits === 4 && raw.length === 4 && raw >= '1500' && raw <= '2100') shape.year += weight;
	if (digits > 0) shape.hasDigit += weight;
	if (digits >= 7 && PHONE_MARKS.test(raw)) shape.phoneMarks += weight;
	shape.tokens += weight * tokensOf(folded).length;
	shape.length += weight * folded.length;
	shape.digits += weight * digits;
	lengths.set(raw.length, (lengths.get(raw.length) ?? 0) + weight);
}

function emptyShape(filled: number, distinct: number): Shape {
	return {
		filled,
		distinct,
		email: 0,
		date: 0,
		numeric: 0,
		decimal: 0,
		year: 0,
		hasDigit: 0,
		phoneMarks: 0,
		tokens: 0,
		length: 0,
		digits: 0,
		sameLength: 0,
	};
}

/** Measures a column on at most 4,000 distinct values, taken evenly from their sorted list so that row order does not matter. */
export function measure(column: RawColumn): Shape {
	const count = new Int32Array(column.values.length);
	let filled = 0;
	for (const code of column.codes) {
		if (code < 0) continue;
		count[code]!++;
		filled++;
	}
	const order = column.values.map((_, v) => v).sort((a, b) => (column.values[a]! < column.values[b]! ? -1 : 1));
	const tally: Tally = { weight: 0, shape: emptyShape(filled, order.length), lengths: new Map() };
	const step = Math.max(1, order.length / MOST_VALUES);
	for (let at = 0; at < order.length; at += step) {
		const v = order[Math.floor(at)]!;
		add(tally, column.values[v]!, count[v]!);
	}
	const { shape, weight, lengths } = tally;
	const keys = [
		'email',
		'date',
		'numeric',
		'decimal',
		'year',
		'hasDigit',
		'phoneMarks',
		'tokens',
		'length',
		'digits',
	] as const;
	for (const key of keys) shape[key] /= Math.max(1, weight);
	shape.sameLength = Math.max(0, ...lengths.values()) / Math.max(1, weight);
	return shape;
}
