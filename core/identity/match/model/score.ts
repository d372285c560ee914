import { FAMILIES } from '../recognise/families';
import { normaliseColumn } from '../normalise';
import { comparisonOf } from '../pairs/comparison';
import { fillWholes } from '../recognise/compose';
import { markTowns } from '../recognise/towns';
import { foldColumns, type Column, type Records } from '../records';
import { pairWeight, probabilityOf, type Scorer } from '../score/scorer';
import { tableOf } from '../table';
import { bitsByWords } from '../train/frequency';
import type { BitTable, MatchModel } from './model';

/** A record as the outside has it: column name to value; a missing column is an empty cell. */
export type MatchRecord = Readonly<Record<string, string | undefined>>;

/** A few records, numbered by their contents, and what a model says about them. */
export interface Setup {
	records: Records;
	scorer: Scorer;
}

const lookUp =
	({ listed, other }: BitTable) =>
	(name: string): number =>
		Object.hasOwn(listed, name) ? listed[name]! : other;

function valueBitsOf(model: MatchModel, column: Column, c: number): Float32Array {
	const { listed, other } = model.columns[c]!.values;
	const byWords = bitsByWords(column);
	return Float32Array.from(column.lexicon.values, (value, v) =>
		Object.hasOwn(listed, value) ? listed[value]! : Math.max(other, byWords(v, 1)),
	);
}

/** Sets a model up for a few records. */
export function setUp(model: MatchModel, given: readonly MatchRecord[]): Setup {
	const table = tableOf(
		given,
		model.columns.map(({ name }) => name),
	);
	const normalised = table.columns.map((column, c) => normaliseColumn(column, model.columns[c]!));
	fillWholes(normalised, model.wholes);
	const folded = foldColumns(normalised, table.rows, model.wholes);
	const columns = folded.columns.map((column, c): Column => {
		const { filled, words } = model.columns[c]!;
		return { ...column, filled, ...(words === undefined ? {} : { wordBits: lookUp(words) }) };
	});
	markTowns(columns, model.towns);
	return {
		records: { ...folded, columns },
		scorer: {
			comparison: comparisonOf(columns, model.partners),
			weights: model.columns.map(({ weights }) => Float64Array.from(weights)),
			bits: columns.map((column, c) => valueBitsOf(model, column, c)),
			dependences: model.dependences,
			apart: model.apart,
			family: model.family,
			prior: model.priorBits,
		},
	};
}

/** A candidate that was compared. `at` is its place in the list given. */
export interface Ranked {
	at: number;
	probability: number;
	weight: number;
}

/** Compares a record with candidates, best first. */
export function rankWith(model: MatchModel, record: MatchRecord, candidates: readonly MatchRecord[]): Ranked[] {
	const { records, scorer } = setUp(model, [record, ...candidates]);
	const levels = new Uint8Array(model.columns.length);
	const own = records.recordOfRow[0]!;
	const ranked = candidates.map((_, at): Ranked => {
		const other = records.recordOfRow[at + 1]!;
		scorer.comparison.compare(own, other, levels);
		const weight = pairWeight(scorer, own, levels);
		return { at, weight, probability: probabilityOf(weight) };
	});
	return ranked.sort((p, q) => q.weight - p.weight || p.at - q.at);
}

/** The keys of each record of a setup, as text. */
export function keysOf(model: MatchModel, { records }: Setup): string[][] {
	const rules = records.columns.map((column) => {
		const own = FAMILIES[column.family].keys(column);
		return (name: string) => own.find((rule) => rule.name === name)!;
	});
	const parts = new Map<string, readonly string[]>();
	const partsOf = (column: number, rule: string, code: number): readonly string[] => {
		const key = `${column} ${rule} ${code}`;
		let found = parts.get(key);
		if (found === undefined)
			parts.set(
				key,
				(found = code < 0 ? [] : [...new Set(rules[column]!(rule).of(code))].filter((part) => part !== '')),
			);
		return found;
	};
	return Array.from({ length: records.size }, (_, i) =>
		model.schemes.flatMap((scheme, s) =>
			scheme
				.reduce<string[]>(
					(keys, { column, rule }) => {
						const own = partsOf(column, rule, records.columns[column]!.codes[i]!);
						return keys.flatMap((key) => own.map((part) => `${key}|${part}`)).slice(0, MOST_KEYS);
					},
					[s.toString(36)],
				)
				.map(digest),
		),
	);
}

/** 64 bits of a key in 13 letters and digits at most: keys in a store are short and are not personal data in clear. */
function digest(key: string): string {
	let [a, b] = [0xdeadbeef, 0x41c6ce57];
	for (let k = 0; k < key.length; k++) {
		const code = key.charCodeAt(k);
		a = Math.imul(a ^ code, 0x9e3779b1);
		b = Math.imul(b ^ code, 0x5f356495);
	}
	a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
	b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
	return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}

/** Keys of a record in a scheme: the product of the keys of its columns. */
const MOST_KEYS = 16;
